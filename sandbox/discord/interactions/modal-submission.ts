import { type APIModalInteractionResponseCallbackData, ComponentType } from 'discord-api-types/v10';
import { RefusedAttempt } from './attempt.js';
import { listUsableComponents, type UsableComponent } from './component-finder.js';
import type { ResolvedData } from './resolved.js';
import { checkSelection } from './selection.js';

/** What a person enters, by the custom ids of the fields: text, or the values of a select menu. */
export type ModalValues = Readonly<Record<string, string | readonly string[]>>;

/**
 * `data` of the interaction in which a modal is submitted, laid out like the modal.
 *
 * @throws RefusedAttempt `unknown-component` for a field that is not in it, `invalid-options` for what it doesn't take
 */
export function buildModalData(
  modal: APIModalInteractionResponseCallbackData,
  values: ModalValues,
  resolved: ResolvedData,
): object {
  const fields = listUsableComponents(modal.components);
  const stranger = Object.keys(values).find((id) => !fields.some(({ custom_id }) => custom_id === id));
  if (stranger !== undefined) {
    throw new RefusedAttempt('unknown-component', `The modal has no field ${stranger}`);
  }
  const components = modal.components.flatMap((layout, index) => {
    const id = index * 2 + 1;
    const [field] = listUsableComponents(layout);
    if (!field) {
      return [{ type: layout.type, id }];
    }
    const sent = { ...fillIn(field, values[field.custom_id], resolved), id: id + 1 };
    return layout.type === ComponentType.ActionRow
      ? [{ type: layout.type, id, components: [sent] }]
      : [{ type: layout.type, id, component: sent }];
  });
  const payload = resolved.toPayload();
  return { custom_id: modal.custom_id, components, ...(payload && { resolved: payload }) };
}

function fillIn(
  field: UsableComponent,
  value: string | readonly string[] | undefined,
  resolved: ResolvedData,
): object {
  const { custom_id, type } = field;
  if (type === ComponentType.TextInput) {
    const text = typeof value === 'string' ? value : String(field.value ?? '');
    requireLength(field, text);
    return { type, custom_id, value: text };
  }
  const chosen = typeof value === 'string' ? [value] : [...(value ?? [])];
  if (chosen.length > 0 || field.required !== false) {
    checkSelection(field, chosen, resolved);
  }
  return { type, custom_id, values: chosen };
}

function requireLength(field: UsableComponent, text: string): void {
  const isRequired = field.required !== false;
  const least = typeof field.min_length === 'number' ? field.min_length : 0;
  const most = typeof field.max_length === 'number' ? field.max_length : 4_000;
  if (text === '' ? isRequired : text.length < least || text.length > most) {
    throw new RefusedAttempt('invalid-options', `${field.custom_id} takes ${least} to ${most} characters`);
  }
}
