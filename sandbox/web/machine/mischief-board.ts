import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Mischief } from '../../control/protocol.js';
import { PageElement } from '../shell/page-element.js';
import { sayDistance } from './words.js';

const board: readonly {
  readonly mischief: Mischief['mischief'];
  readonly label: string;
  readonly hint: string;
}[] = [
  {
    mischief: 'archive-thread',
    label: 'Archive thread',
    hint: 'as idle ones are',
  },
  { mischief: 'delete-thread', label: 'Delete thread', hint: 'as a moderator might' },
  { mischief: 'pass-day', label: 'Let a day pass', hint: 'on the clocks of both' },
  { mischief: 'member-leaves', label: 'Member leaves', hint: 'again: they come back' },
  { mischief: 'discord-fails', label: 'Discord answers 500', hint: 'for 30 seconds' },
  { mischief: 'gateway-drops', label: 'Gateway drops', hint: 'the bot must come back' },
  { mischief: 'telegram-drops', label: 'Telegram connection lost', hint: 'for every account' },
  { mischief: 'flood-wait', label: 'Flood wait', hint: 'the next message waits' },
  { mischief: 'ban-account', label: 'Ban account', hint: 'for good' },
  { mischief: 'restart-bot', label: 'Kill and restart the bot', hint: 'no time to tidy up' },
];

const DAY_MS = 24 * 60 * 60_000;

/** What can go wrong in the world, at the press of a button. */
@customElement('mischief-board')
export class MischiefBoard extends PageElement {
  static override readonly styles = [
    ...PageElement.styles,
    css`
      h3 {
        margin: 0 0 6px;
        font-size: 13px;
      }
      .board {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(172px, 1fr));
        gap: 6px;
      }
      .board button {
        padding: 5px 10px;
        border: 1px solid var(--line);
        border-radius: 9px;
        background: var(--page-sunken);
        text-align: left;
        line-height: 1.3;
        font-weight: 600;
        font-size: 13px;
      }
      .board button:hover:not(:disabled) {
        border-color: var(--bad);
      }
      small {
        display: block;
        font-weight: 400;
        font-size: 11px;
        color: var(--ink-soft);
      }
      /* What was done is told within sight, wherever the room is scrolled to. */
      .after {
        position: sticky;
        bottom: -14px;
        background: var(--page-raised);
      }
      .answer:not(:empty),
      .lasting {
        margin-top: 8px;
        padding: 6px 10px;
        border-radius: 8px;
        background: var(--page-sunken);
        border-left: 3px solid var(--accent-fill);
      }
      .lasting {
        display: flex;
        justify-content: space-between;
        gap: 10px;
        background: var(--warn-wash);
        border-color: var(--warn);
      }
      .clock {
        margin: 6px 0 0;
        color: var(--ink-soft);
        font-size: 12.5px;
      }
      .lasting button {
        color: var(--accent);
        font-weight: 600;
        white-space: nowrap;
      }
    `,
  ];

  @state() private done = '';

  protected override render() {
    const lasting = this.state.machine?.lasting ?? [];
    return html`
      <h3 id="title">Mischief</h3>
      <div class="board" role="group" aria-labelledby="title">
        ${board.map(
          ({ mischief, label, hint }) => html`
            <button type="button" aria-label=${label} aria-describedby=${mischief} @click=${() => this.#make(mischief)}>
              ${label}<small id=${mischief}>${hint}</small>
            </button>
          `,
        )}
      </div>
      <div class="after">
      <div class=${lasting.some(({ what }) => what === this.done) ? 'for-readers' : 'answer'} role="status">${this.done}</div>
      ${this.#renderClock()}
      ${
        lasting.length === 0
          ? nothing
          : html`<div class="lasting">
            <div>${lasting.map(({ what, until }) => html`<div>${what} ${until === null ? '' : `(ends ${sayDistance(until, Date.now())})`}</div>`)}</div>
            <button type="button" @click=${this.#lift}>Lift all</button>
          </div>`
      }
      </div>
    `;
  }

  /** How far the days that passed have moved the clocks. */
  #renderClock() {
    const days = Math.round((this.state.machine?.clockAheadMs ?? 0) / DAY_MS);
    if (days === 0) return nothing;
    return html`<p class="clock">Both clocks are ${days === 1 ? 'a day' : `${days} days`} ahead.</p>`;
  }

  async #make(mischief: Mischief['mischief']): Promise<void> {
    const { guildId: guild } = this.state.choice;
    this.done = (await this.page.stage.make({ guild, mischief })) ?? '';
  }

  async #lift(): Promise<void> {
    this.done = (await this.page.stage.lift()) ?? '';
  }
}
