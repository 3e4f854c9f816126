import type {
  APIButtonComponent,
  APISelectMenuComponent,
  APITextInputComponent,
  ComponentType,
} from 'discord-api-types/v10';

interface Component {
  readonly type: number;
}

// By number ("Component Reference", Component Types): the enumeration itself would bring all of the library with it.

export function isRow<T extends Component>(
  component: T,
): component is Extract<T, { type: ComponentType.ActionRow }> {
  return component.type === 1;
}

export function isButton(component: Component): component is APIButtonComponent {
  return component.type === 2;
}

export function isSelect(component: Component): component is APISelectMenuComponent {
  return component.type === 3 || (component.type >= 5 && component.type <= 8);
}

export function isTextInput(component: Component): component is APITextInputComponent {
  return component.type === 4;
}
