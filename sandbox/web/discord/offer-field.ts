import type { APIApplicationCommandOptionChoice } from 'discord-api-types/v10';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { ifDefined } from 'lit/directives/if-defined.js';
import { baseStyles } from '../shell/base-styles.js';

type Offer = APIApplicationCommandOptionChoice;

/** So long nothing more has to be typed before the bot is asked. */
const PAUSE_MS = 120;

/** A field of a command for which the bot offers values while it is typed; they are shown as the bot sends them, as in Discord's apps. */
@customElement('offer-field')
export class OfferField extends LitElement {
  static override readonly shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override readonly styles = [
    baseStyles,
    css`
      :host {
        position: relative;
      }
      input {
        border: 0;
        height: 30px;
        padding: 0 8px;
        background: var(--discord-side);
        color: var(--discord-ink);
        min-width: 160px;
        border-radius: 0 5px 5px 0;
        outline-offset: -2px;
      }
      .list {
        position: absolute;
        left: 0;
        bottom: calc(100% + 8px);
        width: max-content;
        min-width: 100%;
        max-width: 320px;
        max-height: 240px;
        padding: 4px;
        border-radius: 8px;
        background: var(--discord-side);
        border: 1px solid var(--discord-line);
        box-shadow: 0 6px 20px rgb(0 0 0 / 0.3);
        z-index: 7;
      }
      .list > * {
        padding: 6px 10px;
        border-radius: 6px;
        overflow-wrap: anywhere;
      }
      [role="option"] {
        cursor: pointer;
      }
      [aria-selected="true"] {
        background: var(--discord-chosen);
        color: var(--discord-strong);
      }
      .none {
        color: var(--discord-soft);
      }
    `,
  ];

  @property({ attribute: false }) label = '';
  @property({ attribute: false }) hint = '';
  @property({ attribute: false }) isRequired = false;
  /** What the bot offers for the words typed so far; undefined when it does not answer. */
  @property({ attribute: false }) complete: (typed: string) => Promise<readonly Offer[] | undefined>;
  @state() private offers: readonly Offer[] | undefined;
  @state() private isOpen = false;
  @state() private isAsking = false;
  @state() private at = 0;
  @query('input') private field: HTMLInputElement | null;
  #chosen: Offer | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Only the answer to what was asked last counts. */
  #asked = 0;

  /** The chosen offer's value, or what was typed; undefined when it was left empty. */
  get value(): string | number | undefined {
    const typed = this.field?.value ?? '';
    if (typed === '') return undefined;
    return this.#chosen?.name === typed ? this.#chosen.value : typed;
  }

  /** Tells the person what is missing, if something is. */
  check(): boolean {
    return this.field?.reportValidity() ?? true;
  }

  protected override render() {
    const isShown = this.isOpen && (this.offers !== undefined || !this.isAsking);
    return html`
      <input
        type="text"
        role="combobox"
        aria-label=${this.label}
        aria-autocomplete="list"
        aria-expanded=${isShown}
        aria-controls="list"
        aria-activedescendant=${ifDefined(isShown && this.#count > 0 ? `offer-${this.at}` : undefined)}
        autocomplete="off"
        placeholder=${this.hint}
        ?required=${this.isRequired}
        @input=${this.#ask}
        @focus=${this.#ask}
        @keydown=${this.#takeKey}
        @blur=${this.#leave}
      />
      ${isShown ? this.#renderList() : nothing}
    `;
  }

  protected override updated(): void {
    this.renderRoot.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }

  #renderList() {
    return html`<div id="list" class="list scrolls" role="listbox" aria-label="Choices for ${this.label}">
      ${this.offers?.map(
        (offer, index) => html`<div
          id="offer-${index}"
          role="option"
          aria-selected=${index === this.at}
          @pointermove=${() => {
            this.at = index;
          }}
          @pointerdown=${(event: Event) => event.preventDefault()}
          @click=${() => this.#choose(offer)}
        >${offer.name}</div>`,
      )}
      ${this.#count > 0 ? nothing : html`<div class="none" role="status">${this.offers === undefined ? 'Loading options failed' : 'No options match your search'}</div>`}
    </div>`;
  }

  get #count(): number {
    return this.offers?.length ?? 0;
  }

  #ask(event: Event): void {
    this.isOpen = true;
    this.isAsking = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#askNow(), event.type === 'focus' ? 0 : PAUSE_MS);
  }

  async #askNow(): Promise<void> {
    this.#asked += 1;
    const asked = this.#asked;
    const offers = await this.complete(this.field?.value ?? '');
    if (asked !== this.#asked) return;
    this.isAsking = false;
    this.offers = offers;
    this.at = 0;
  }

  #choose(offer: Offer | undefined): void {
    if (offer === undefined || this.field === null) return;
    this.#chosen = offer;
    this.field.value = offer.name;
    this.#leave();
  }

  #leave(): void {
    clearTimeout(this.#timer);
    this.#asked += 1;
    this.isOpen = false;
    this.isAsking = false;
  }

  #takeKey(event: KeyboardEvent): void {
    if (!this.isOpen || (this.#count === 0 && event.key !== 'Escape')) return;
    switch (event.key) {
      case 'ArrowDown':
        this.at = (this.at + 1) % this.#count;
        break;
      case 'ArrowUp':
        this.at = (this.at + this.#count - 1) % this.#count;
        break;
      case 'Enter':
        this.#choose(this.offers?.[this.at]);
        break;
      case 'Escape':
        this.#leave();
        event.stopPropagation();
        break;
      default:
        return;
    }
    event.preventDefault();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'offer-field': OfferField;
  }
}
