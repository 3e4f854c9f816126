import { css } from 'lit';

export const composerStyles = css`
  :host {
    position: relative;
    padding: 0 14px;
  }
  .field {
    border-radius: 8px;
    background: var(--discord-field);
  }
  .line {
    display: flex;
    align-items: start;
    gap: 4px;
    padding: 4px 6px;
  }
  .line button {
    display: grid;
    place-items: center;
    width: 34px;
    height: 34px;
    flex: none;
    border-radius: 6px;
    font-size: 19px;
    font-weight: 700;
    color: var(--discord-soft);
  }
  .line button:hover:not(:disabled) {
    color: var(--discord-strong);
    background: var(--discord-hover);
  }
  textarea {
    flex: 1;
    min-width: 0;
    border: 0;
    background: none;
    resize: none;
    padding: 7px 4px;
    line-height: 20px;
    field-sizing: content;
    max-height: 160px;
    color: var(--discord-ink);
    font-size: 15px;
    outline-offset: 4px;
  }
  textarea:focus-visible {
    outline: none;
  }
  .field:has(textarea:focus-visible) {
    outline: 2px solid var(--focus);
  }
  textarea::placeholder {
    color: var(--discord-soft);
    white-space: nowrap;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  textarea:disabled {
    cursor: not-allowed;
  }
  .reply {
    display: flex;
    justify-content: space-between;
    align-items: center;
    padding: 6px 12px;
    border-radius: 8px 8px 0 0;
    background: var(--discord-side);
    color: var(--discord-soft);
    font-size: 13px;
  }
  .reply b {
    color: var(--discord-strong);
  }
  .reply button {
    display: grid;
    font-size: 16px;
  }
  .reply + .field {
    border-radius: 0 0 8px 8px;
  }
`;
