import { type APIMessageTopLevelComponent, ButtonStyle, ComponentType as C } from 'discord-api-types/v10';
import type { Form } from './form.js';

const PLAIN_TOP = [C.ActionRow] as const;
const LAYOUT_TOP = [
  C.ActionRow,
  C.Section,
  C.TextDisplay,
  C.MediaGallery,
  C.File,
  C.Separator,
  C.Container,
] as const;
const IN_CONTAINER = [C.ActionRow, C.Section, C.TextDisplay, C.MediaGallery, C.File, C.Separator] as const;
const SELECTS = [C.StringSelect, C.UserSelect, C.RoleSelect, C.MentionableSelect, C.ChannelSelect] as const;

/** What Discord calls a component whose type does not belong where it stands. */
const WRONG_TYPE = {
  code: 'UNION_TYPE_CHOICES',
  message: 'Value of field "type" must be one of the allowed types.',
};

/**
 * Reads `components` of a message, with an `id` for each, counting from 1, and what Discord fills in ("Component Reference").
 *
 * @param isLayout whether the message has IS_COMPONENTS_V2, which allows texts, containers and the like
 * @returns undefined if the field is absent or null
 */
export function readComponents(form: Form, isLayout: boolean): APIMessageTopLevelComponent[] | undefined {
  const rows = form.forms('components', { max: isLayout ? 40 : 5 });
  if (!rows) return undefined;
  const check = new ComponentCheck();
  for (const row of rows) check.one(row, isLayout ? LAYOUT_TOP : PLAIN_TOP);
  const components: unknown = structuredClone(form.raw('components'));
  completeComponents(components);
  return isChecked(components, form) ? components : undefined;
}

/** Every text that components show, for finding mentions in it. */
export function collectComponentText(components: unknown): string {
  if (Array.isArray(components)) return components.map(collectComponentText).join('\n');
  if (typeof components !== 'object' || components === null) return '';
  const own = 'content' in components && typeof components.content === 'string' ? components.content : '';
  const inner = 'components' in components ? collectComponentText(components.components) : '';
  return [own, inner].filter(Boolean).join('\n');
}

class ComponentCheck {
  readonly #customIds = new Set<string>();

  one(form: Form, allowed: readonly C[]): void {
    form.require('type');
    const type = form.choice('type', allowed);
    if (type === undefined) {
      if (form.has('type')) form.note('type', WRONG_TYPE);
      return;
    }
    switch (type) {
      case C.ActionRow:
        this.#row(form);
        break;
      case C.Button:
        this.#button(form);
        break;
      case C.Section:
        this.#each(form, 3, [C.TextDisplay]);
        this.#accessory(form);
        break;
      case C.Container:
        this.#each(form, 40, IN_CONTAINER);
        break;
      case C.TextDisplay:
        form.require('content');
        form.string('content', { min: 1, max: 4_000 });
        break;
      case C.MediaGallery:
        for (const item of form.forms('items', { min: 1, max: 10 }) ?? []) {
          item.form('media')?.url('url', ['attachment:']);
        }
        break;
      case C.File:
        form.form('file')?.url('url', ['attachment:']);
        break;
      case C.Thumbnail:
        form.form('media')?.url('url', ['attachment:']);
        break;
      case C.Separator:
        form.choice('spacing', [1, 2]);
        break;
      default:
        this.#select(form, type);
    }
  }

  #each(form: Form, max: number, allowed: readonly C[]): void {
    form.require('components');
    for (const inner of form.forms('components', { min: 1, max }) ?? []) this.one(inner, allowed);
  }

  #row(form: Form): void {
    form.require('components');
    const inner = form.forms('components', { min: 1, max: 5 }) ?? [];
    for (const component of inner) this.one(component, [C.Button, ...SELECTS]);
    const hasSelect = inner.some((component) => component.raw('type') !== C.Button);
    if (hasSelect && inner.length > 1) {
      form.note('components', {
        code: 'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
        message: 'The specified component exceeds the maximum width',
      });
    }
  }

  #accessory(form: Form): void {
    const accessory = form.form('accessory');
    if (accessory) this.one(accessory, [C.Button, C.Thumbnail]);
    else form.require('accessory');
  }

  #button(form: Form): void {
    form.require('style');
    const style = form.choice('style', [1, 2, 3, 4, 5, 6]);
    const label = form.string('label', { max: 80 });
    if (style === ButtonStyle.Link) {
      form.require('url');
      const url = form.string('url', { max: 512 });
      if (url !== undefined) form.url('url', ['discord:']);
      if (form.has('custom_id')) {
        form.note('custom_id', {
          code: 'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE',
          message: 'A custom id and url cannot both be specified',
        });
      }
    } else {
      this.#customId(form);
    }
    if (!label && !form.has('emoji')) {
      form.note(null, {
        code: 'BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED',
        message: 'A button must have a label or an emoji',
      });
    }
  }

  #select(form: Form, type: C): void {
    this.#customId(form);
    form.string('placeholder', { max: 150 });
    form.integer('min_values', { min: 0, max: 25 });
    form.integer('max_values', { min: 1, max: 25 });
    if (type !== C.StringSelect) return;
    form.require('options');
    const values = new Set<string>();
    for (const option of form.forms('options', { min: 1, max: 25 }) ?? []) {
      option.require('label');
      option.require('value');
      option.string('label', { min: 1, max: 100 });
      option.string('description', { max: 100 });
      const value = option.string('value', { min: 1, max: 100 }) ?? '';
      if (values.has(value)) {
        option.note('value', {
          code: 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
          message: 'The specified option value is already used',
        });
      }
      values.add(value);
    }
  }

  #customId(form: Form): void {
    form.require('custom_id');
    const id = form.string('custom_id', { min: 1, max: 100 });
    if (id === undefined) return;
    if (this.#customIds.has(id)) {
      form.note('custom_id', {
        code: 'COMPONENT_CUSTOM_ID_DUPLICATED',
        message: 'Component custom id cannot be duplicated',
      });
    }
    this.#customIds.add(id);
  }
}

/** Depth first, as Discord numbers what was sent without ids; a select that names no amounts takes one value ("Component Reference", String Select). */
function completeComponents(components: unknown): void {
  let next = 1;
  const visit = (component: unknown): void => {
    if (typeof component !== 'object' || component === null) return;
    if (!('id' in component) || typeof component.id !== 'number' || component.id === 0) {
      Object.assign(component, { id: next });
    }
    next += 1;
    if ('type' in component && SELECTS.some((select) => select === component.type)) {
      Object.assign(component, { min_values: 1, max_values: 1, ...component });
    }
    if ('components' in component && Array.isArray(component.components)) component.components.forEach(visit);
    if ('accessory' in component) visit(component.accessory);
  };
  if (Array.isArray(components)) components.forEach(visit);
}

/** The form has been read through: what has no faults now has the shape of components. */
function isChecked(_components: unknown, form: Form): _components is APIMessageTopLevelComponent[] {
  return !form.faults.hasAny();
}
