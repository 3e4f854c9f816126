import { css } from 'lit';

export const selectMenuStyles = css`
  button {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
    width: min(400px, 100%);
    min-height: 40px;
    margin-top: 6px;
    padding: 8px 12px;
    border-radius: 8px;
    border: 1px solid var(--discord-line);
    background: var(--discord-side);
    color: var(--discord-soft);
    text-align: left;
  }
  button span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  button svg {
    flex: none;
  }
  .names {
    color: var(--discord-ink);
  }
  .list {
    inset: auto;
    margin: 0;
    max-height: 260px;
    padding: 4px;
    border: 1px solid var(--discord-line);
    border-radius: 8px;
    background: var(--discord-side);
    color: var(--discord-ink);
    box-shadow: 0 6px 20px rgb(0 0 0 / 0.3);
  }
  [role="option"] {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
    padding: 8px 10px;
    border-radius: 6px;
    cursor: pointer;
  }
  [role="option"].at {
    background: var(--discord-hover);
  }
  [aria-selected="true"] {
    color: var(--discord-strong);
    font-weight: 600;
  }
  [role="option"] svg {
    flex: none;
    color: var(--blurple);
  }
  small {
    display: block;
    font-weight: 400;
    color: var(--discord-soft);
  }
`;
