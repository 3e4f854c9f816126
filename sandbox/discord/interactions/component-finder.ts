import type { ComponentType } from 'discord-api-types/v10';

/** A component that a person can use, as far as using it goes. */
export interface UsableComponent {
  readonly type: ComponentType;
  readonly id?: number;
  readonly custom_id: string;
  readonly disabled?: boolean;
  readonly [key: string]: unknown;
}

/** Every component with a custom id, wherever it stands: in rows, sections, containers or labels. */
export function listUsableComponents(components: unknown): readonly UsableComponent[] {
  if (Array.isArray(components)) {
    return components.flatMap(listUsableComponents);
  }
  if (typeof components !== 'object' || components === null) {
    return [];
  }
  const nested = ['components', 'component', 'accessory'].flatMap((key) =>
    key in components ? listUsableComponents(Reflect.get(components, key)) : [],
  );
  return isUsable(components) ? [components, ...nested] : nested;
}

function isUsable(component: object): component is UsableComponent {
  return (
    'custom_id' in component &&
    typeof component.custom_id === 'string' &&
    'type' in component &&
    typeof component.type === 'number'
  );
}
