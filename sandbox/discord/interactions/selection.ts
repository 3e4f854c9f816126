import { ComponentType } from 'discord-api-types/v10';
import { RefusedAttempt } from './attempt.js';
import type { UsableComponent } from './component-finder.js';
import type { ResolvedData } from './resolved.js';

/**
 * Checks what a person chose in a select menu, and resolves the ids.
 *
 * @throws RefusedAttempt `unknown-component` if it is no select menu, `invalid-options` for a choice it does not offer
 */
export function checkSelection(
  component: UsableComponent,
  values: readonly string[],
  resolved: ResolvedData,
): void {
  const accepts = acceptanceOf(component, resolved);
  if (!accepts) {
    throw new RefusedAttempt('unknown-component', `${component.custom_id} is no select menu`);
  }
  const least = readNumber(component.min_values, 1);
  const most = readNumber(component.max_values, 1);
  if (values.length < least || values.length > most || new Set(values).size < values.length) {
    throw new RefusedAttempt(
      'invalid-options',
      `Between ${least} and ${most} different values can be chosen`,
    );
  }
  const wrong = values.find((value) => !accepts(value));
  if (wrong !== undefined) {
    throw new RefusedAttempt('invalid-options', `${component.custom_id} does not offer ${wrong}`);
  }
}

function acceptanceOf(
  component: UsableComponent,
  resolved: ResolvedData,
): ((value: string) => boolean) | undefined {
  switch (component.type) {
    case ComponentType.StringSelect: {
      const offered = listOf(component.options).map((option) => Reflect.get(Object(option), 'value'));
      return (value) => offered.includes(value);
    }
    case ComponentType.UserSelect:
      return (value) => resolved.addUser(value);
    case ComponentType.RoleSelect:
      return (value) => resolved.addRole(value);
    case ComponentType.MentionableSelect:
      return (value) => resolved.addUser(value) || resolved.addRole(value);
    case ComponentType.ChannelSelect: {
      const types = listOf(component.channel_types).filter((type) => typeof type === 'number');
      return (value) => resolved.addChannel(value, types);
    }
    default:
      return undefined;
  }
}

function readNumber(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
