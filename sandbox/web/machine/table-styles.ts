import { css } from 'lit';

/** Tables and lists of facts in the machine room. */
export const tableStyles = css`
  :host {
    min-width: 0;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 12.5px;
    line-height: 1.35;
  }
  caption {
    text-align: left;
    font-size: 13px;
    font-weight: 700;
    padding-bottom: 4px;
  }
  th {
    text-align: left;
    font-weight: 500;
    font-size: 11px;
    color: var(--ink-soft);
    padding: 2px 6px 2px 0;
    border-bottom: 1px solid var(--line);
    white-space: nowrap;
  }
  td {
    padding: 4px 6px 4px 0;
    border-bottom: 1px solid color-mix(in srgb, var(--line) 55%, transparent);
    vertical-align: top;
    overflow-wrap: anywhere;
  }
  td:last-child,
  th:last-child {
    padding-right: 0;
  }
  .number {
    text-align: right;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .code {
    font: 600 12px var(--mono);
    white-space: nowrap;
  }
  .account {
    font-size: 12px;
    white-space: nowrap;
  }
  small {
    display: block;
    color: var(--ink-soft);
    font-size: 11px;
  }
  .none {
    color: var(--ink-soft);
  }
  .pill {
    display: inline-block;
    padding: 0 7px;
    border-radius: 9px;
    font-size: 11px;
    line-height: 18px;
    font-weight: 600;
    white-space: nowrap;
    background: var(--page-sunken);
    color: var(--ink-soft);
    border: 1px solid var(--line);
  }
  .good {
    background: var(--good-wash);
    color: var(--good);
    border-color: transparent;
  }
  .warn {
    background: var(--warn-wash);
    color: var(--warn);
    border-color: transparent;
  }
  .bad {
    background: var(--bad-wash);
    color: var(--bad);
    border-color: transparent;
  }
`;
