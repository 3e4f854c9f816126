import { css, html } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { MessageSight } from '../../control/protocol.js';
import { PageElement } from '../shell/page-element.js';
import { MessageWish } from './message-wish.js';

/** The field in which an own message is edited, in its place. */
@customElement('message-editor')
export class MessageEditor extends PageElement {
  static override readonly styles = [
    ...PageElement.styles,
    css`
      textarea {
        display: block;
        width: 100%;
        min-height: 44px;
        field-sizing: content;
        max-height: 200px;
        padding: 10px 12px;
        border: 0;
        border-radius: 8px;
        background: var(--discord-field);
        color: var(--discord-ink);
        font-size: 15px;
        resize: none;
      }
      small {
        font-size: 12px;
        color: var(--discord-soft);
      }
      button {
        color: var(--discord-link);
      }
    `,
  ];

  @property({ attribute: false }) message: MessageSight;
  @query('textarea') private field: HTMLTextAreaElement | null;

  protected override firstUpdated(): void {
    this.field?.focus();
    this.field?.setSelectionRange(this.field.value.length, this.field.value.length);
  }

  protected override render() {
    return html`
      <textarea aria-label="Edit message" .value=${this.message.content} @keydown=${this.#takeKey}></textarea>
      <small>
        escape to <button type="button" @click=${this.#leave}>cancel</button> • enter to
        <button type="button" @click=${this.#save}>save</button>
      </small>
    `;
  }

  #takeKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.#leave();
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void this.#save();
  }

  #leave(): void {
    this.dispatchEvent(new MessageWish({ kind: 'done' }));
  }

  async #save(): Promise<void> {
    const text = this.field?.value ?? '';
    const { placeId: channel, id: message, content } = this.message;
    if (text === content) return this.#leave();
    const answer = await this.page.person.do({ act: 'edits', channel, message, text });
    if (answer !== undefined) this.#leave();
  }
}
