import type { APIApplicationCommandOption } from 'discord-api-types/v10';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { GuildSight, OptionValues } from '../../control/protocol.js';
import { baseStyles } from '../shell/base-styles.js';
import { OfferField } from './offer-field.js';

const NUMBER = '-?[0-9]+([.][0-9]+)?';

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
        border-radius: 0 5px 5px 0;
        outline-offset: -2px;
      }
    `,
  ];

  @property({ attribute: false }) option: APIApplicationCommandOption;
  @property({ attribute: false }) sight: GuildSight | null = null;
  /** What the bot offers for the words typed so far. */
  @property({ attribute: false }) complete: OfferField['complete'];
  @query('input, select, offer-field') private field:
    | HTMLInputElement
    | HTMLSelectElement
    | OfferField
    | null;

  override focus(): void {
    this.field?.focus();
  }

  /** Tells the person what is missing, if something is. */
  check(): boolean {
    const { field } = this;
    return field instanceof OfferField ? field.check() : (field?.reportValidity() ?? true);
  }

  /** Undefined when it was left empty. By number: "Application Command Option Type". */
  get value(): OptionValues[string] | undefined {
    const typed = this.field?.value ?? '';
    if (typed === '') return undefined;
    switch (Number(this.option.type)) {
      case 4:
      case 10:
        return Number(typed);
      case 5:
        return typed === 'true';
      case 6:
      case 7:
      case 8:
      case 9:
        return { id: String(typed) };
      default:
        return typed;
    }
  }

  protected override render() {
    const { name, description } = this.option;
    return html`
      <label title=${description}>
        <span>${name}</span>
        ${this.#renderField()}
      </label>
    `;
  }

  #renderField() {
    const { name, description, required = false, type } = this.option;
    const hint = required ? description : 'optional';
    if ('autocomplete' in this.option && this.option.autocomplete === true) {
      return html`<offer-field .label=${name} .hint=${hint} .isRequired=${required} .complete=${this.complete}></offer-field>`;
    }
    const choices = this.#choices();
    if (choices === undefined) {
      const isText = Number(type) === 3;
      return html`<input aria-label=${name} type="text" inputmode=${isText ? 'text' : 'numeric'} pattern=${isText ? nothing : NUMBER} autocomplete="off" ?required=${required} placeholder=${hint} />`;
    }
    return html`<select aria-label=${name} ?required=${required}>
      <option value="">${required ? 'choose …' : '(none)'}</option>
      ${choices.map(({ value, label }) => html`<option value=${value}>${label}</option>`)}
    </select>`;
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
