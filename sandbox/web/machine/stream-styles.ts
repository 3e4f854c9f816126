import { css } from 'lit';

/** Streams of lines: requests, and the bot's log. */
export const streamStyles = css`
  :host {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr);
    min-height: 0;
  }
  .bar {
    display: flex;
    align-items: center;
    gap: 6px;
    padding: 6px 12px;
    border-bottom: 1px solid var(--line);
  }
  h3 {
    margin: 0;
    font-size: 13px;
    flex: 1;
    white-space: nowrap;
  }
  .bar input,
  .bar select,
  .bar button {
    height: 28px;
    border: 1px solid var(--line);
    border-radius: 7px;
    background: var(--page-sunken);
    padding: 0 8px;
    font-size: 12.5px;
  }
  .bar input {
    width: 120px;
    min-width: 60px;
  }
  .bar button[aria-pressed="true"] {
    background: var(--warn-wash);
    color: var(--warn);
  }
  [role="log"] {
    font: 11.5px / 1.5 var(--mono);
    padding: 4px 0;
    overflow-anchor: none;
  }
  .line {
    display: grid;
    gap: 8px;
    width: 100%;
    padding: 1px 12px;
    text-align: left;
    outline-offset: -2px;
  }
  .line:hover,
  .line[aria-expanded="true"] {
    background: var(--page-sunken);
  }
  .cut {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .soft {
    color: var(--ink-soft);
  }
  .good {
    color: var(--good);
  }
  .warn {
    color: var(--warn);
  }
  .bad {
    color: var(--bad);
    font-weight: 600;
  }
  .number {
    text-align: right;
  }
  pre {
    margin: 2px 12px 8px;
    padding: 8px 10px;
    border-radius: 8px;
    background: var(--page-sunken);
    border: 1px solid var(--line);
    font: inherit;
    max-height: 260px;
    overflow: auto;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
`;
