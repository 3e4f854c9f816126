import { css } from 'lit';

export const machineStyles = css`
  :host {
    background: var(--page-raised);
    container-type: inline-size;
  }
  section {
    height: 100%;
    display: grid;
    grid-template: auto minmax(0, 1fr) / minmax(0, 1fr);
  }
  header {
    display: flex;
    align-items: center;
    gap: 10px;
    min-height: 46px;
    padding: 0 10px 0 14px;
    border-bottom: 1px solid var(--line);
  }
  h2 {
    margin: 0;
    font-size: 14px;
    white-space: nowrap;
  }
  .sum {
    color: var(--ink-soft);
    white-space: nowrap;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  bot-switch {
    margin-left: auto;
  }
  .fold {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    height: 30px;
    padding: 0 10px;
    border: 1px solid var(--line);
    border-radius: 8px;
    font-weight: 600;
  }
  .fold svg {
    rotate: 180deg;
  }
  .fold.open svg {
    rotate: none;
  }
  .room {
    display: grid;
    grid-template: minmax(120px, 54%) minmax(0, 1fr) / minmax(0, 1fr);
    min-height: 0;
  }
  .facts {
    min-height: 0;
    padding: 10px 12px 14px;
    display: flex;
    flex-direction: column;
    gap: 14px;
    outline-offset: -3px;
  }
  .streams {
    min-height: 0;
    display: grid;
    grid-template: minmax(0, 2.2fr) minmax(0, 1fr) / minmax(0, 1fr);
    border-top: 1px solid var(--line);
  }
  .faults {
    padding: 8px 10px;
    border-radius: 8px;
    background: var(--bad-wash);
    color: var(--bad);
    overflow-wrap: anywhere;
  }
  @container (min-width: 900px) {
    .room {
      grid-template: minmax(0, 1fr) / minmax(0, 1.1fr) minmax(0, 1fr);
    }
    .streams {
      border-top: 0;
      border-left: 1px solid var(--line);
    }
  }
`;
