import type { APISelectMenuComponent } from 'discord-api-types/v10';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { GuildSight } from '../../control/protocol.js';
import { baseStyles } from '../shell/base-styles.js';
import { icons } from '../shell/icons.js';
import { type Choice, choicesOf, isMany } from './choices.js';
import { selectMenuStyles } from './select-menu-styles.js';

/** What was chosen in a select. */
export class SelectChosen extends Event {
  readonly values: readonly string[];

  constructor(values: readonly string[]) {
    super('select-chosen');
    this.values = values;
  }
}

/**
 * A select under a message. The browser's own would tell the bot of every option that the arrow keys pass, and of every one of several; Discord's
 * tells of one when it is chosen, and of several when the list is closed.
 */
@customElement('select-menu')
export class SelectMenu extends LitElement {
  static override readonly styles = [baseStyles, selectMenuStyles];

  @property({ attribute: false }) select: APISelectMenuComponent;
  @property({ attribute: false }) sight: GuildSight | null = null;
  @property({ attribute: false }) isDisabled = false;
  @state() private isOpen = false;
  @state() private at = 0;
  @state() private chosen: readonly string[] = [];
  @query('.list') private list: HTMLElement | null;
  @query('button') private button: HTMLButtonElement | null;
  /** What the bot was told last. */
  #told: readonly string[] = [];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('select')) return;
    this.#told = this.#choices.filter(({ isChosen }) => isChosen).map(({ value }) => value);
    this.chosen = this.#told;
  }

  protected override render() {
    const choices = this.#choices;
    const title = this.select.placeholder ?? 'Make a selection';
    const names = choices.filter(({ value }) => this.chosen.includes(value)).map(({ label }) => label);
    return html`
      <button
        type="button"
        role="combobox"
        aria-label=${title}
        aria-haspopup="listbox"
        aria-expanded=${this.isOpen}
        aria-controls="list"
        aria-activedescendant=${ifDefined(this.isOpen ? `option-${this.at}` : undefined)}
        ?disabled=${this.isDisabled}
        @click=${() => (this.isOpen ? this.#close() : this.#open())}
        @keydown=${this.#takeKey}
        @blur=${() => this.#close()}
      >
        <span class=${names.length > 0 ? 'names' : ''}>${names.length > 0 ? names.join(', ') : title}</span>${icons.chevron}
      </button>
      <div id="list" class="list scrolls" role="listbox" aria-label=${title} aria-multiselectable=${isMany(this.select)} popover="manual">
        ${choices.map((choice, index) => this.#renderOption(choice, index))}
      </div>
    `;
  }

  protected override updated(): void {
    this.renderRoot.querySelector('.at')?.scrollIntoView({ block: 'nearest' });
  }

  get #choices(): readonly Choice[] {
    return choicesOf(this.select, this.sight);
  }

  #renderOption({ value, label, hint }: Choice, index: number) {
    const isChosen = this.chosen.includes(value);
    return html`<div
      id="option-${index}"
      role="option"
      class=${index === this.at ? 'at' : ''}
      aria-selected=${isChosen}
      @pointermove=${() => {
        this.at = index;
      }}
      @pointerdown=${(event: Event) => event.preventDefault()}
      @click=${() => this.#choose(value)}
    >
      <span>${label}${hint === undefined ? nothing : html`<small>${hint}</small>`}</span>${isChosen ? icons.tick : nothing}
    </div>`;
  }

  #open(): void {
    const { list, button } = this;
    if (list === null || button === null) return;
    this.at = Math.max(
      0,
      this.#choices.findIndex(({ value }) => this.chosen.includes(value)),
    );
    this.isOpen = true;
    list.showPopover();
    this.#place();
  }

  /** Beside its button, above or below, whithersoever the messages are scrolled while it is open. */
  #place(): void {
    const { list, button } = this;
    if (!this.isOpen || list === null || button === null) return;
    const { left, top, bottom, width } = button.getBoundingClientRect();
    const isBelow = bottom + list.offsetHeight + 8 < innerHeight;
    list.style.left = `${left}px`;
    list.style.width = `${width}px`;
    list.style.top = `${isBelow ? bottom + 4 : Math.max(4, top - list.offsetHeight - 4)}px`;
    requestAnimationFrame(() => this.#place());
  }

  #choose(value: string): void {
    const isChosen = this.chosen.includes(value);
    if (isMany(this.select)) {
      const isFull = this.chosen.length >= (this.select.max_values ?? 1);
      if (isChosen) this.chosen = this.chosen.filter((one) => one !== value);
      else if (!isFull) this.chosen = [...this.chosen, value];
      return;
    }
    this.chosen = isChosen && this.select.min_values === 0 ? [] : [value];
    this.#close(true);
  }

  /** @param isAgain tell the bot even of what it was told before: one may choose the same once more */
  #close(isAgain = false): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.list?.hidePopover();
    const isSame =
      this.chosen.length === this.#told.length && this.chosen.every((one) => this.#told.includes(one));
    const isEnough = this.chosen.length >= (this.select.min_values ?? 1);
    if (!isEnough) this.chosen = this.#told;
    if (!isEnough || (isSame && !isAgain)) return;
    this.#told = this.chosen;
    this.dispatchEvent(new SelectChosen(this.chosen));
  }

  #takeKey(event: KeyboardEvent): void {
    const last = this.#choices.length - 1;
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: Math.min(this.at + 1, last),
      ArrowUp: Math.max(this.at - 1, 0),
      Home: 0,
      End: last,
    };
    const step = steps[event.key];
    const isPress = event.key === 'Enter' || event.key === ' ';
    if (step === undefined && !isPress && !(event.key === 'Escape' && this.isOpen)) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') this.#close();
    else if (!this.isOpen) this.#open();
    else if (step !== undefined) this.at = step;
    else this.#choose(this.#choices[this.at]?.value ?? '');
  }
}
