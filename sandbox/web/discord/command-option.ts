import type { APIApplicationCommandOption, APIApplicationCommandOptionChoice } from 'discord-api-types/v10';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { GuildSight, OptionValues } from '../../control/protocol.js';
import { baseStyles } from '../shell/base-styles.js';

/** One option of a command, as a field named like it. */
@customElement('command-option')
export class CommandOption extends LitElement {
  static override readonly styles = [
    baseStyles,
    css`
      label {
        display: flex;
        align-items: center;
        border: 1px solid var(--discord-line);
        border-radius: 6px;
        background: var(--discord);
        overflow: hidden;
      }
      label > span {
        padding: 0 8px;
        font-weight: 600;
        color: var(--discord-soft);
      }
      input,
      select {
        border: 0;
        height: 30px;
        padding: 0 8px;
        background: var(--discord-side);
        color: var(--discord-ink);
        min-width: 120px;
        outline-offset: -2px;
      }
    `,
  ];

  @property({ attribute: false }) option: APIApplicationCommandOption;
  @property({ attribute: false }) sight: GuildSight | null = null;
  /** What the bot offers for the words typed so far. */
  @property({ attribute: false }) complete: (
    typed: string,
  ) => Promise<readonly APIApplicationCommandOptionChoice[]>;
  @state() private offers: readonly APIApplicationCommandOptionChoice[] = [];
  @query('input, select') private field: HTMLInputElement | HTMLSelectElement | null;

  override focus(): void {
    this.field?.focus();
  }

  /** Tells the person what is missing, if something is. */
  check(): boolean {
    return this.field?.reportValidity() ?? true;
  }

  /** Undefined when it was left empty. By number: "Application Command Option Type". */
  get value(): OptionValues[string] | undefined {
    const typed = this.field?.value ?? '';
    if (typed === '') return undefined;
    const offered = this.offers.find(({ name }) => name === typed)?.value;
    switch (Number(this.option.type)) {
      case 4:
      case 10:
        return Number(offered ?? typed);
      case 5:
        return typed === 'true';
      case 6:
      case 7:
      case 8:
      case 9:
        return { id: typed };
      default:
        return offered ?? typed;
    }
  }

  protected override render() {
    const { name, description, required } = this.option;
    const choices = this.#choices();
    return html`
      <label title=${description}>
        <span>${name}</span>
        ${
          choices === undefined
            ? html`<input
                aria-label=${name}
                type="text"
                inputmode=${Number(this.option.type) === 3 ? 'text' : 'numeric'}
                list=${this.#completes ? 'offers' : nothing}
                autocomplete="off"
                ?required=${required}
                placeholder=${required === true ? description : 'optional'}
                @input=${this.#ask}
                @focus=${this.#ask}
              /><datalist id="offers">${this.offers.map((offer) => html`<option value=${offer.name}></option>`)}</datalist>`
            : html`<select aria-label=${name} ?required=${required}>
              <option value="">${required === true ? 'choose …' : '(none)'}</option>
              ${choices.map(({ value, label }) => html`<option value=${value}>${label}</option>`)}
            </select>`
        }
      </label>
    `;
  }

  get #completes(): boolean {
    return 'autocomplete' in this.option && this.option.autocomplete === true;
  }

  async #ask(): Promise<void> {
    if (this.#completes) this.offers = await this.complete(this.field?.value ?? '');
  }

  #choices(): readonly { readonly value: string; readonly label: string }[] | undefined {
    const { option, sight } = this;
    if ('choices' in option && option.choices !== undefined) {
      return option.choices.map(({ name, value }) => ({ value: String(value), label: name }));
    }
    const people = (sight?.members ?? []).map(({ id, name }) => ({ value: id, label: name }));
    const roles = (sight?.roles ?? []).map(({ id, name }) => ({ value: id, label: name }));
    switch (Number(option.type)) {
      case 5:
        return [
          { value: 'true', label: 'True' },
          { value: 'false', label: 'False' },
        ];
      case 6:
        return people;
      case 7:
        return (sight?.places ?? [])
          .filter(({ kind }) => kind !== 'direct')
          .map(({ id, name }) => ({ value: id, label: `#${name}` }));
      case 8:
        return roles;
      case 9:
        return [...people, ...roles];
      default:
        return undefined;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'command-option': CommandOption;
  }
}
