import type { APISelectMenuComponent } from 'discord-api-types/v10';
import type { GuildSight } from '../../control/protocol.js';

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly isChosen: boolean;
}

/** What can be chosen in a select: its own options, or the people, roles or channels of the guild. */
export function choicesOf(select: APISelectMenuComponent, sight: GuildSight | null): readonly Choice[] {
  if ('options' in select) {
    return select.options.map(({ value, label, description, emoji, default: isDefault }) => ({
      value,
      label: emoji?.name ? `${emoji.name} ${label}` : label,
      hint: description,
      isChosen: isDefault === true,
    }));
  }
  const preset = new Set(select.default_values?.map(({ id }) => id));
  return entitiesOf(select.type, sight).map(({ id, name }) => ({
    value: id,
    label: name,
    isChosen: preset.has(id),
  }));
}

export function isMany(select: APISelectMenuComponent): boolean {
  return (select.max_values ?? 1) > 1;
}

interface Named {
  readonly id: string;
  readonly name: string;
}

/** By number ("Component Reference", Component Types): 5 people, 6 roles, 7 both, 8 channels. */
function entitiesOf(type: number, sight: GuildSight | null): readonly Named[] {
  if (sight === null) return [];
  const roles = sight.roles.filter(({ isManaged }) => !isManaged);
  switch (type) {
    case 5:
      return sight.members;
    case 6:
      return roles;
    case 7:
      return [...sight.members, ...roles];
    default:
      return sight.places
        .filter(({ kind }) => kind === 'channel')
        .map(({ id, name }) => ({ id, name: `#${name}` }));
  }
}
