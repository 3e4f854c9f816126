import type {
  APIApplicationCommandOptionChoice,
  APIModalInteractionResponseCallbackData,
} from 'discord-api-types/v10';
import type { Form } from '../world/forms/form.js';
import { faultOf } from '../world/forms/form-faults.js';
import { listUsableComponents } from './component-finder.js';

/** "Receiving and Responding", Autocomplete: at most 25 choices. */
export function readChoices(callback: Form): readonly APIApplicationCommandOptionChoice[] {
  const data = callback.form('data');
  const choices = (data?.forms('choices', { max: 25 }) ?? []).map((choice) => {
    choice.require('name');
    choice.require('value');
    const value = choice.raw('value');
    const text = typeof value === 'number' ? value : (choice.string('value', { min: 1, max: 100 }) ?? '');
    return { name: choice.string('name', { min: 1, max: 100 }) ?? '', value: text };
  });
  callback.faults.throwIfAny();
  return choices;
}

/** "Receiving and Responding", Modal: its id, title and up to five rows or labels; every field has an own id. */
export function readModal(callback: Form): APIModalInteractionResponseCallbackData {
  callback.require('data');
  const data = callback.form('data');
  for (const key of ['custom_id', 'title', 'components']) {
    data?.require(key);
  }
  data?.string('custom_id', { min: 1, max: 100 });
  data?.string('title', { min: 1, max: 45 });
  const rows = data?.forms('components', { min: 1, max: 5 }) ?? [];
  const fields = listUsableComponents(data?.raw('components'));
  const ids = fields.map(({ custom_id }) => custom_id);
  if (data && new Set(ids).size < ids.length) {
    data.note('components', {
      code: 'COMPONENT_CUSTOM_ID_DUPLICATED',
      message: 'Component custom id cannot be duplicated',
    });
  }
  for (const row of rows) {
    const type = row.choice('type', [1, 10, 18]);
    if (type === 1 && row.forms('components', { min: 1, max: 1 })?.[0]?.choice('type', [4]) === undefined) {
      row.note('components', faultOf.notAmong([4]));
    }
    if (type === 18) {
      row.require('label');
      row.string('label', { min: 1, max: 45 });
      row.require('component');
    }
  }
  callback.faults.throwIfAny();
  const modal: unknown = data?.raw('components');
  if (!data || !isLayout(modal)) {
    throw callback.faults.toError();
  }
  return {
    custom_id: data.string('custom_id') ?? '',
    title: data.string('title') ?? '',
    components: structuredClone(modal),
  };
}

/** What has passed the checks above; the inner fields are judged by Discord's description in the contract. */
function isLayout(value: unknown): value is APIModalInteractionResponseCallbackData['components'] {
  return (
    Array.isArray(value) && value.every((item) => typeof item === 'object' && item !== null && 'type' in item)
  );
}
