import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { PageElement } from '../shell/page-element.js';
import { chosenChat, chosenGuild } from '../state/selection.js';
import './chat-list.js';
import './chat-view.js';

/** Telegram, as the agent sees it. */
@customElement('telegram-pane')
export class TelegramPane extends PageElement {
  static override readonly styles = [
    ...PageElement.styles,
    css`
      :host {
        background: var(--telegram);
        color: var(--telegram-ink);
        container-type: inline-size;
      }
      section {
        height: 100%;
        display: grid;
        grid-template: auto minmax(0, 1fr) / 190px minmax(0, 1fr);
      }
      header {
        grid-column: 1 / -1;
        display: flex;
        align-items: center;
        gap: 10px;
        height: 46px;
        padding: 0 14px;
        background: var(--telegram-fill);
        color: #fff;
      }
      h2 {
        font-size: 14px;
        margin: 0;
        flex: 1;
      }
      .who {
        white-space: nowrap;
      }
      chat-list {
        min-height: 0;
        border-right: 1px solid var(--telegram-line);
      }
      chat-view,
      .none {
        min-height: 0;
        min-width: 0;
      }
      .none {
        display: grid;
        place-content: center;
        text-align: center;
        padding: 20px;
        background: linear-gradient(160deg, var(--telegram-chat), var(--telegram-chat-end));
      }
      .none p {
        margin: 0;
        max-width: 260px;
        padding: 6px 14px;
        border-radius: 14px;
        background: light-dark(rgb(255 255 255 / 0.75), rgb(0 0 0 / 0.35));
      }
      @container (max-width: 460px) {
        section {
          grid-template-columns: 164px minmax(0, 1fr);
        }
      }
      @container (min-width: 640px) {
        section {
          grid-template-columns: 250px minmax(0, 1fr);
        }
      }
    `,
  ];

  protected override render() {
    const { page } = this;
    const chat = chosenChat(this.state);
    const agent = chosenGuild(this.state)?.agent;
    return html`
      <section aria-label="Telegram" tabindex="-1">
        <header>
          <h2>Telegram</h2>
          <span class="who">${agent === undefined ? '' : html`<b>${agent.name}</b>, the agent`}</span>
        </header>
        <chat-list .page=${page}></chat-list>
        ${
          chat === undefined
            ? html`<div class="none"><p>${this.#hint()}</p></div>`
            : html`<chat-view data-first-focus .page=${page} .chat=${chat}></chat-view>`
        }
      </section>
    `;
  }

  #hint(): string {
    const isQuiet = (this.state.telegram?.chats ?? []).every(({ messages }) => messages.length === 0);
    return isQuiet
      ? 'Nobody has written yet. When a member upgrades on Discord, their chat comes up here.'
      : 'Choose a chat to answer.';
  }
}
