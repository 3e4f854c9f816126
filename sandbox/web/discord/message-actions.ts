import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { MessageSight, PlaceSight } from '../../control/protocol.js';
import type { EmojiChosen } from '../people/emoji-picker.js';
import '../people/emoji-picker.js';
import { icons } from '../shell/icons.js';
import { PageElement } from '../shell/page-element.js';
import { MessageWish } from './message-wish.js';

/** What can be done with a message; shown while the pointer or the focus is on it. */
@customElement('message-actions')
export class MessageActions extends PageElement {
  static override readonly styles = [
    ...PageElement.styles,
    css`
      .bar {
        display: flex;
        border-radius: 8px;
        background: var(--discord);
        border: 1px solid var(--discord-line);
        box-shadow: 0 2px 6px rgb(0 0 0 / 0.2);
        padding: 1px;
      }
      .bar:empty {
        display: none;
      }
      button {
        display: grid;
        place-items: center;
        width: 30px;
        height: 28px;
        border-radius: 6px;
        font-size: 16px;
        color: var(--discord-soft);
      }
      button:hover {
        background: var(--discord-hover);
        color: var(--discord-strong);
      }
      .dangerous:hover {
        color: var(--bad);
      }
      emoji-picker {
        position: absolute;
        right: 0;
        top: 34px;
      }
    `,
  ];

  @property({ attribute: false }) message: MessageSight;
  @property({ attribute: false }) place: PlaceSight;
  @state() private isPicking = false;

  protected override render() {
    const { message, place } = this;
    const canReply = place.may.write && !message.isEphemeral;
    return html`
      <div class="bar" role="toolbar" aria-label="Message actions">
        ${
          place.may.react && !message.isEphemeral
            ? this.#renderButton('Add reaction', icons.smile, () => {
                this.isPicking = !this.isPicking;
              })
            : nothing
        }
        ${canReply ? this.#renderButton('Reply', icons.reply, () => this.dispatchEvent(new MessageWish({ kind: 'reply', message }))) : nothing}
        ${message.may.edit ? this.#renderButton('Edit', icons.edit, () => this.dispatchEvent(new MessageWish({ kind: 'edit', message }))) : nothing}
        ${
          message.may.delete
            ? this.#renderButton('Delete', icons.trash, () =>
                this.page.person.do({ act: 'deletes', channel: message.placeId, message: message.id }),
              )
            : nothing
        }
      </div>
      ${this.isPicking ? html`<emoji-picker @emoji-chosen=${this.#react} @keydown=${this.#leave}></emoji-picker>` : nothing}
    `;
  }

  #renderButton(label: string, icon: unknown, act: () => unknown) {
    return html`<button type="button" aria-label=${label} title=${label} class=${label === 'Delete' ? 'dangerous' : ''} @click=${act}>${icon}</button>`;
  }

  #react(event: EmojiChosen): void {
    this.isPicking = false;
    this.page.person.togglesReaction(this.message, event.emoji);
  }

  #leave(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.isPicking = false;
  }
}
