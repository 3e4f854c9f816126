import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { LogSight } from '../../control/protocol.js';
import { FollowedLog } from '../shell/followed-log.js';
import { PageElement } from '../shell/page-element.js';
import { streamStyles } from './stream-styles.js';

const looks: Readonly<Record<LogSight['level'], string>> = {
  trace: 'soft',
  debug: 'soft',
  info: 'good',
  warn: 'warn',
  error: 'bad',
  fatal: 'bad',
};

/** What the bot writes into its log. */
@customElement('log-tail')
export class LogTail extends PageElement {
  static override readonly styles = [
    ...PageElement.styles,
    streamStyles,
    css`
      :host {
        border-top: 1px solid var(--line);
      }
      .line {
        grid-template-columns: 38px minmax(0, 1fr);
      }
    `,
  ];

  readonly #log = new FollowedLog(this, '.line');

  protected override render() {
    return html`
      <div class="bar"><h3>Log</h3></div>
      <div class="scrolls" role="log" aria-label="Log" aria-live="off" tabindex="0" @scroll=${this.#log.noteScroll}>
        ${repeat(this.state.log, ({ seq }) => seq, renderLine)}
      </div>
    `;
  }
}

function renderLine({ level, text, fields }: LogSight) {
  const more = Object.entries(fields).map(
    ([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return html`<div class="line">
    <span class=${looks[level]}>${level}</span>
    <span class="cut" title=${[text, ...more].join('\n')}>${text} <span class="soft">${more.join(' ')}</span></span>
  </div>`;
}
