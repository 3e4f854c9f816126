import { css, html, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ChatSight, TelegramMessageSight } from '../../control/protocol.js';
import { avatarOf } from '../people/avatar.js';
import { FollowedLog } from '../shell/followed-log.js';
import { PageElement } from '../shell/page-element.js';
import { isTouring } from '../state/selection.js';
import type { BubbleWish } from './bubble-wish.js';
import './chat-bubble.js';
import './chat-composer.js';
import type { ChatComposer } from './chat-composer.js';

/** The agent's chat with one account, which is one customer as far as the agent knows. */
@customElement('chat-view')
export class ChatView extends PageElement {
  static override readonly styles = [
    ...PageElement.styles,
    css`
      :host {
        display: grid;
        grid-template: auto minmax(0, 1fr) auto / minmax(0, 1fr);
        background: linear-gradient(160deg, var(--telegram-chat), var(--telegram-chat-end));
      }
      header {
        display: flex;
        align-items: center;
        gap: 10px;
        height: 48px;
        padding: 0 12px;
        background: var(--telegram);
        border-bottom: 1px solid var(--telegram-line);
        min-width: 0;
      }
      img {
        width: 34px;
        height: 34px;
        border-radius: 50%;
      }
      h3 {
        margin: 0;
        font-size: 14px;
        line-height: 1.2;
      }
      header div {
        min-width: 0;
      }
      h3,
      small {
        display: block;
        white-space: nowrap;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      small {
        font-size: 12px;
        color: var(--telegram-soft);
      }
      .typing {
        color: var(--telegram-accent);
      }
      .log {
        display: flex;
        flex-direction: column;
        gap: 6px;
        padding: 10px 12px;
      }
      .log > :first-child {
        margin-top: auto;
      }
    `,
  ];

  @property({ attribute: false }) chat: ChatSight;
  @state() private aimed: BubbleWish['wish'] | undefined;
  @query('chat-composer') private composer: ChatComposer | null;
  readonly #log = new FollowedLog(this, 'chat-bubble');
  #shown = '';
  #readUpTo = 0;

  override focus(): void {
    this.composer?.focus();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (this.chat.accountId === this.#shown) return;
    this.#shown = this.chat.accountId;
    this.#log.toEnd();
    this.#readUpTo = 0;
    this.aimed = undefined;
  }

  protected override render() {
    const { chat, page } = this;
    return html`
      <header>
        <img src=${avatarOf(chat.name, chat.accountId)} alt="" />
        <div>
          <h3>${chat.name}</h3>
          <small role="status" class=${chat.isTyping ? 'typing' : ''}>${chat.isTyping ? 'typing …' : this.#about}</small>
        </div>
      </header>
      <div class="log scrolls" role="log" aria-label="Chat" @scroll=${this.#log.noteScroll} @bubble-wish=${this.#takeWish} @keydown=${this.#log.takeKey}>
        ${repeat(
          chat.messages,
          ({ id }) => id,
          (message) => html`
            <chat-bubble
              .page=${page}
              .accountId=${chat.accountId}
              .message=${message}
              .isEntry=${message === chat.messages.at(-1)}
            ></chat-bubble>
          `,
        )}
      </div>
      <chat-composer .page=${page} .accountId=${chat.accountId} .aimed=${this.aimed} @bubble-wish=${this.#takeWish} @edit-last=${this.#editLast}></chat-composer>
    `;
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    this.#read();
  }

  get #about(): string {
    return this.chat.username === null ? 'a customer' : `@${this.chat.username}`;
  }

  /** Whoever has a chat open reads what comes. In a story the agent reads when the story says so. */
  #read(): void {
    const last = this.chat.messages.at(-1)?.id ?? 0;
    if (this.chat.unread === 0 || last <= this.#readUpTo || isTouring(this.state)) return;
    this.#readUpTo = last;
    void this.page.agent.do({ account: this.chat.accountId, act: 'reads' });
  }

  #takeWish(event: BubbleWish): void {
    this.aimed = event.wish.kind === 'done' ? undefined : event.wish;
    this.composer?.focus();
  }

  #editLast(): void {
    const message = this.chat.messages.findLast(
      ({ isOut, text }: TelegramMessageSight) => isOut && text !== '',
    );
    if (message !== undefined) this.aimed = { kind: 'edit', message };
  }
}
