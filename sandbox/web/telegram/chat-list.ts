import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ChatSight } from '../../control/protocol.js';
import { sayTime } from '../discord/when.js';
import { avatarOf } from '../people/avatar.js';
import { PageElement } from '../shell/page-element.js';
import { chosenChat } from '../state/selection.js';
import { gist } from './gist.js';

/** The agent's chats: one for each account of the pool. */
@customElement('chat-list')
export class ChatList extends PageElement {
  static override readonly styles = [
    ...PageElement.styles,
    css`
      :host {
        container-type: inline-size;
      }
      nav {
        height: 100%;
      }
      button {
        display: grid;
        grid-template-columns: 42px minmax(0, 1fr) auto;
        grid-template-areas: "picture name time" "picture gist unread";
        column-gap: 9px;
        align-items: center;
        width: 100%;
        padding: 8px 10px;
        text-align: left;
        outline-offset: -2px;
      }
      button:hover {
        background: var(--telegram-hover);
      }
      [aria-current] {
        background: var(--telegram-fill) !important;
        color: #fff;
        --telegram-soft: #e2eefa;
        --telegram-accent: #fff;
      }
      img {
        grid-area: picture;
        width: 42px;
        height: 42px;
        border-radius: 50%;
      }
      .silent img {
        opacity: 0.6;
      }
      .name {
        grid-area: name;
        font-weight: 600;
      }
      .name,
      .gist {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .gist {
        grid-area: gist;
        font-size: 13px;
        color: var(--telegram-soft);
      }
      .typing {
        color: var(--telegram-accent);
      }
      time {
        grid-area: time;
        margin-left: 6px;
        font-size: 11px;
        color: var(--telegram-soft);
      }
      .unread {
        grid-area: unread;
        justify-self: end;
        background: var(--telegram-fill);
        color: #fff;
        border-radius: 10px;
        min-width: 20px;
        padding: 0 6px;
        font: 600 12px / 20px var(--text);
        text-align: center;
      }
      /* A name matters more than the hour. */
      @container (max-width: 180px) {
        button {
          grid-template-columns: 34px minmax(0, 1fr) auto;
        }
        img {
          width: 34px;
          height: 34px;
        }
        time {
          display: none;
        }
      }
    `,
  ];

  protected override render() {
    const chats = this.state.telegram?.chats ?? [];
    return html`<nav class="scrolls" aria-label="Chats">
      ${repeat(
        chats,
        ({ accountId }) => accountId,
        (chat) => this.#renderChat(chat),
      )}
    </nav>`;
  }

  #renderChat(chat: ChatSight) {
    const last = chat.messages.at(-1);
    const isOpen = chosenChat(this.state)?.accountId === chat.accountId;
    return html`
      <button
        type="button"
        class=${last === undefined ? 'silent' : ''}
        aria-current=${isOpen ? 'page' : nothing}
        aria-label=${chat.unread > 0 ? `${chat.name}, ${chat.unread} unread` : chat.name}
        @click=${() => this.page.go.toChat(chat.accountId)}
      >
        <img src=${avatarOf(chat.name, chat.accountId)} alt="" />
        <span class="name">${chat.name}</span>
        ${last === undefined ? nothing : html`<time>${sayTime(last.at)}</time>`}
        ${
          chat.isTyping
            ? html`<span class="gist typing">typing …</span>`
            : html`<span class="gist">${last === undefined ? 'no messages yet' : `${last.isOut ? 'You: ' : ''}${gist(last)}`}</span>`
        }
        ${chat.unread > 0 ? html`<span class="unread">${chat.unread}</span>` : nothing}
      </button>
    `;
  }
}
