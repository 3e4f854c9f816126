import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { MessageSight } from '../../control/protocol.js';
import { PageElement } from '../shell/page-element.js';
import { nameOf } from '../state/person-acts.js';

/** The reactions under a message; each is pressed to join in or to take one's own back. */
@customElement('message-reactions')
export class MessageReactions extends PageElement {
  static override readonly styles = [
    ...PageElement.styles,
    css`
      div {
        display: flex;
        flex-wrap: wrap;
        gap: 4px;
        margin-top: 4px;
      }
      button {
        display: flex;
        align-items: center;
        gap: 6px;
        padding: 2px 8px;
        border-radius: 8px;
        border: 1px solid transparent;
        background: var(--discord-side);
        color: var(--discord-soft);
        font-weight: 600;
        font-size: 13px;
      }
      button:hover:not(:disabled) {
        border-color: var(--discord-line);
      }
      [aria-pressed="true"] {
        border-color: var(--blurple);
        background: color-mix(in srgb, var(--blurple) 18%, transparent);
        color: var(--discord-strong);
      }
      span {
        font-size: 16px;
      }
    `,
  ];

  @property({ attribute: false }) message: MessageSight;
  @property({ attribute: false }) mayReact = false;

  protected override render() {
    const { reactions } = this.message;
    if (reactions.length === 0) return nothing;
    return html`<div role="group" aria-label="Reactions">
      ${reactions.map((reaction) => {
        const shown = reaction.emojiId === null ? reaction.emoji : `:${reaction.emoji}:`;
        return html`<button
          type="button"
          aria-pressed=${reaction.isMine}
          aria-label="${shown}, ${reaction.count}"
          ?disabled=${!this.mayReact && !reaction.isMine}
          @click=${() => this.page.person.togglesReaction(this.message, nameOf(reaction))}
        >
          <span>${shown}</span>${reaction.count}
        </button>`;
      })}
    </div>`;
  }
}
