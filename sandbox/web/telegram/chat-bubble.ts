import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { TelegramMessageSight } from '../../control/protocol.js';
import { sayTime } from '../discord/when.js';
import type { EmojiChosen } from '../people/emoji-picker.js';
import '../people/emoji-picker.js';
import { icons } from '../shell/icons.js';
import { PageElement } from '../shell/page-element.js';
import { bubbleStyles } from './bubble-styles.js';
import { BubbleWish } from './bubble-wish.js';
import { renderText } from './entities.js';
import { renderMedia } from './media.js';

/** One message of a chat. */
@customElement('chat-bubble')
export class ChatBubble extends PageElement {
  static override readonly styles = [...PageElement.styles, bubbleStyles];

  @property({ attribute: false }) message: TelegramMessageSight;
  @property({ attribute: false }) accountId = '';
  /** Where the Tab key enters the chat. */
  @property({ attribute: false }) isEntry = false;
  @state() private isPicking = false;

  override focus(): void {
    const article = this.renderRoot.querySelector('[role="article"]');
    if (article instanceof HTMLElement) article.focus();
  }

  protected override render() {
    const { message } = this;
    const { isOut, media, replyTo, text, entities } = message;
    const isBare = media?.kind === 'sticker' && text === '';
    return html`
      <div class="row ${isOut ? 'out' : 'in'}">
        <div class="bubble ${isBare ? 'bare' : ''}" role="article" tabindex=${this.isEntry ? 0 : -1} aria-label="${isOut ? 'You' : message.who}, ${sayTime(message.at)}">
          ${
            replyTo === null
              ? nothing
              : html`<div class="answered"><b>${replyTo.who}</b><span>${replyTo.text || 'Message'}</span></div>`
          }
          ${media === null ? nothing : renderMedia(media)}
          ${text === '' ? nothing : html`<span class="text">${renderText(text, entities)}</span>`}
          ${this.#renderReactions()}
          <span class="meta">${message.isEdited ? 'edited ' : ''}<time>${sayTime(message.at)}</time>${isOut ? this.#renderTicks() : nothing}</span>
        </div>
        ${this.#renderActions()}
      </div>
    `;
  }

  #renderTicks() {
    const { isRead } = this.message;
    return html`<span class="ticks" role="img" aria-label=${isRead ? 'Read' : 'Sent'}>${isRead ? icons.ticks : icons.tick}</span>`;
  }

  #renderReactions() {
    const { reactions, id } = this.message;
    if (reactions.length === 0) return nothing;
    return html`<div class="reactions" role="group" aria-label="Reactions">
      ${reactions.map(
        ({ emoji, count, isMine }) => html`
          <button type="button" aria-pressed=${isMine} aria-label="${emoji}, ${count}" @click=${() => this.#do({ act: 'reacts', message: id, emoji: isMine ? null : emoji })}>
            ${emoji}${count > 1 ? ` ${count}` : ''}
          </button>
        `,
      )}
    </div>`;
  }

  #renderActions() {
    const { message } = this;
    const { isOut, id, text } = message;
    return html`
      <div class="actions">
        <div class="bar" role="toolbar" aria-label="Message actions">
          ${this.#renderButton('Add reaction', icons.smile, () => {
            this.isPicking = !this.isPicking;
          })}
          ${this.#renderButton('Reply', icons.reply, () => this.dispatchEvent(new BubbleWish({ kind: 'reply', message })))}
          ${
            isOut && text !== ''
              ? this.#renderButton('Edit', icons.edit, () =>
                  this.dispatchEvent(new BubbleWish({ kind: 'edit', message })),
                )
              : nothing
          }
          ${this.#renderButton('Delete', icons.trash, () => this.#do({ act: 'deletes', message: id }))}
        </div>
        ${this.isPicking ? html`<emoji-picker @emoji-chosen=${this.#react} @keydown=${this.#leave}></emoji-picker>` : nothing}
      </div>
    `;
  }

  #renderButton(label: string, icon: unknown, act: () => unknown) {
    return html`<button type="button" aria-label=${label} title=${label} @click=${act}>${icon}</button>`;
  }

  #react(event: EmojiChosen): void {
    this.isPicking = false;
    const isMine = this.message.reactions.some(
      (reaction) => reaction.isMine && reaction.emoji === event.emoji,
    );
    this.#do({ act: 'reacts', message: this.message.id, emoji: isMine ? null : event.emoji });
  }

  #leave(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.isPicking = false;
  }

  #do(
    act: { act: 'reacts'; message: number; emoji: string | null } | { act: 'deletes'; message: number },
  ): void {
    void this.page.agent.do({ ...act, account: this.accountId });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'chat-bubble': ChatBubble;
  }
}
