import { css, html, LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { baseStyles } from '../shell/base-styles.js';
import type { Runnable } from './commands.js';

/** The commands that fit what is typed; steered from the field in which it is typed. */
@customElement('command-picker')
export class CommandPicker extends LitElement {
  static override readonly styles = [
    baseStyles,
    css`
      [role="listbox"] {
        position: absolute;
        left: 14px;
        right: 14px;
        bottom: calc(100% + 6px);
        max-height: 320px;
        padding: 8px;
        border-radius: 8px;
        background: var(--discord-side);
        border: 1px solid var(--discord-line);
        box-shadow: 0 6px 20px rgb(0 0 0 / 0.3);
        z-index: 6;
      }
      [role="option"] {
        padding: 6px 10px;
        border-radius: 6px;
        cursor: pointer;
      }
      [aria-selected="true"] {
        background: var(--discord-chosen);
      }
      b {
        color: var(--discord-strong);
      }
      small {
        display: block;
        color: var(--discord-soft);
      }
      i {
        font-style: normal;
        font-size: 12px;
        color: var(--discord-soft);
        border: 1px solid var(--discord-line);
        border-radius: 4px;
        padding: 0 4px;
        margin-left: 4px;
      }
    `,
  ];

  @property({ attribute: false }) offers: readonly Runnable[] = [];
  @state() private at = 0;

  /** @returns whether the key meant the list */
  takeKey(event: KeyboardEvent): boolean {
    const count = this.offers.length;
    switch (event.key) {
      case 'ArrowDown':
        this.at = (this.#chosen + 1) % count;
        return true;
      case 'ArrowUp':
        this.at = (this.#chosen + count - 1) % count;
        return true;
      case 'Enter':
      case 'Tab':
        this.#choose(this.offers[this.#chosen]);
        return true;
      default:
        return false;
    }
  }

  get #chosen(): number {
    return Math.min(this.at, this.offers.length - 1);
  }

  protected override updated(): void {
    this.renderRoot.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }

  protected override render() {
    return html`<div role="listbox" aria-label="Commands" class="scrolls">
      ${this.offers.map(
        (offer, index) => html`
          <div
            role="option"
            aria-selected=${index === this.#chosen}
            @pointermove=${() => {
              this.at = index;
            }}
            @pointerdown=${(event: Event) => event.preventDefault()}
            @click=${() => this.#choose(offer)}
          >
            <b>${offer.path}</b>${offer.options.map(({ name }) => html`<i>${name}</i>`)}
            <small>${offer.description}</small>
          </div>
        `,
      )}
    </div>`;
  }

  #choose(offer: Runnable | undefined): void {
    if (offer !== undefined) this.dispatchEvent(new CustomEvent('command-chosen', { detail: offer }));
  }
}
