import type { APISelectMenuComponent, APITextInputComponent } from 'discord-api-types/v10';
import { html, nothing, type TemplateResult } from 'lit';
import type { GuildSight, ModalSight } from '../../control/protocol.js';
import { choicesOf, isMany } from './choices.js';
import { isRow, isSelect, isTextInput } from './component-kinds.js';

/** A field of a modal under its label. */
export interface ModalField {
  readonly id: string;
  readonly label: string;
  readonly description: string | undefined;
  readonly component: APITextInputComponent | APISelectMenuComponent;
}

/** The fields of a modal: those in rows, which bring their label, and those under labels ("Component Reference", Label). */
export function modalFields(components: ModalSight['components']): readonly ModalField[] {
  return components.flatMap((part): readonly ModalField[] => {
    if (isRow(part)) {
      return part.components.filter(isTextInput).map((component) => ({
        id: component.custom_id,
        label: component.label ?? '',
        description: undefined,
        component,
      }));
    }
    if (!('label' in part)) return [];
    const { component, label, description } = part;
    if (!isTextInput(component) && !isSelect(component)) return [];
    return [{ id: component.custom_id, label, description, component }];
  });
}

export function renderField(field: ModalField, sight: GuildSight | null): TemplateResult {
  const { label, description, component } = field;
  const isRequired = component.required !== false;
  return html`
    <label>
      <span>${label}${isRequired ? html`<span class="required" aria-hidden="true"> *</span>` : nothing}</span>
      ${description === undefined ? nothing : html`<small>${description}</small>`}
      ${isTextInput(component) ? renderText(field.id, component, isRequired) : renderSelect(field.id, component, isRequired, sight)}
    </label>
  `;
}

/** What was entered or chosen in a field. */
export function enteredIn(root: HTMLElement | DocumentFragment, id: string): string | readonly string[] {
  const field = root.querySelector(`[name="${CSS.escape(id)}"]`);
  if (field instanceof HTMLSelectElement) {
    return [...field.selectedOptions].map(({ value }) => value).filter((value) => value !== '');
  }
  return field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field.value : '';
}

function renderText(name: string, input: APITextInputComponent, isRequired: boolean): TemplateResult {
  const { placeholder = '', value = '', min_length: min, max_length: max } = input;
  // 1 is one line, 2 is a paragraph ("Component Reference", Text Input Styles).
  return Number(input.style) === 2
    ? html`<textarea name=${name} placeholder=${placeholder} minlength=${min ?? nothing} maxlength=${max ?? nothing} ?required=${isRequired} .value=${value}></textarea>`
    : html`<input name=${name} placeholder=${placeholder} minlength=${min ?? nothing} maxlength=${max ?? nothing} ?required=${isRequired} .value=${value} />`;
}

function renderSelect(
  name: string,
  select: APISelectMenuComponent,
  isRequired: boolean,
  sight: GuildSight | null,
): TemplateResult {
  return html`
    <select name=${name} ?multiple=${isMany(select)} ?required=${isRequired}>
      ${isMany(select) ? nothing : html`<option value="">${select.placeholder ?? 'Make a selection'}</option>`}
      ${choicesOf(select, sight).map(({ value, label, hint, isChosen }) => html`<option value=${value} ?selected=${isChosen}>${hint === undefined ? label : `${label} — ${hint}`}</option>`)}
    </select>
  `;
}
