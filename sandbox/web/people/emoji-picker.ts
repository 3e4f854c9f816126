import { css, html, LitElement } from 'lit';
import { customElement } from 'lit/decorators.js';
import { baseStyles } from '../shell/base-styles.js';
import { commonEmoji } from './emoji.js';

/** An emoji was chosen. */
export class EmojiChosen extends Event {
  readonly emoji: string;

  constructor(emoji: string) {
    super('emoji-chosen', { bubbles: true, composed: true });
    this.emoji = emoji;
  }
}

/** A row of emoji to react with. */
@customElement('emoji-picker')
export class EmojiPicker extends LitElement {
  static override readonly styles = [
    baseStyles,
    css`
      div {
        display: grid;
        grid-template-columns: repeat(5, 1fr);
        gap: 2px;
        padding: 6px;
        border-radius: 10px;
        background: var(--page-raised);
        border: 1px solid var(--line);
        box-shadow: 0 6px 20px rgb(0 0 0 / 0.3);
      }
      button {
        width: 34px;
        height: 34px;
        font-size: 19px;
        border-radius: 8px;
      }
      button:hover {
        background: var(--page-sunken);
      }
    `,
  ];

  protected override render() {
    return html`<div role="group" aria-label="Emoji">
      ${commonEmoji.map(
        (emoji) =>
          html`<button type="button" @click=${() => this.dispatchEvent(new EmojiChosen(emoji))}>${emoji}</button>`,
      )}
    </div>`;
  }
}
