import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { PageElement } from '../shell/page-element.js';

/** Whether the bot runs, and its switch. */
@customElement('bot-switch')
export class BotSwitch extends PageElement {
  static override readonly styles = [
    ...PageElement.styles,
    css`
      div {
        display: flex;
        align-items: center;
        gap: 8px;
        white-space: nowrap;
      }
      .state::before {
        content: "";
        display: inline-block;
        width: 9px;
        height: 9px;
        margin-right: 6px;
        border-radius: 50%;
        background: currentColor;
      }
      .ready {
        color: var(--good);
      }
      .starting {
        color: var(--warn);
      }
      .stopped {
        color: var(--bad);
      }
      .state {
        font-weight: 600;
      }
      button {
        height: 28px;
        padding: 0 10px;
        border: 1px solid var(--line);
        border-radius: 8px;
        font-weight: 600;
        font-size: 13px;
      }
      button:hover {
        border-color: var(--accent);
      }
    `,
  ];

  protected override render() {
    const { machine } = this.state;
    if (machine === null) return html``;
    const { state, pid, starts } = machine.bot;
    const isStopped = state === 'stopped';
    const title = isStopped ? 'The bot does not run' : `Process ${pid}, start number ${starts}`;
    return html`
      <div>
        <span role="status" class="state ${state}" title=${title}>Bot ${state === 'ready' ? 'running' : state}</span>
        <button type="button" @click=${() => this.#make(isStopped ? 'start-bot' : 'kill-bot')}>${isStopped ? 'Start the bot' : 'Kill the bot'}</button>
      </div>
    `;
  }

  async #make(mischief: 'start-bot' | 'kill-bot'): Promise<void> {
    const done = await this.page.stage.make({ guild: this.state.choice.guildId, mischief });
    if (done !== undefined) this.page.toasts.show('news', done);
  }
}
