import type { APIButtonComponent, APISelectMenuComponent } from 'discord-api-types/v10';
import { html, nothing, type TemplateResult } from 'lit';
import type { GuildSight, MessageSight } from '../../control/protocol.js';
import type { Page } from '../state/page.js';
import { isButton, isRow, isSelect } from './component-kinds.js';
import './pressable-button.js';
import type { SelectChosen } from './select-menu.js';
import './select-menu.js';

/** The buttons and selects under a message. */
export function renderComponents(
  message: MessageSight,
  page: Page,
  sight: GuildSight | null,
): readonly TemplateResult[] {
  return message.components.filter(isRow).map((row) => {
    const parts = row.components.map((component) => {
      if (isButton(component)) return renderButton(component, message, page);
      return isSelect(component) ? renderSelect(component, message, page, sight) : nothing;
    });
    return row.components.some(isSelect)
      ? html`<div>${parts}</div>`
      : html`<discord-action-row>${parts}</discord-action-row>`;
  });
}

const looks = ['primary', 'primary', 'secondary', 'success', 'destructive', 'secondary'] as const;
const placeAddress = /^https:\/\/(?:\w+\.)?discord\.com\/channels\/\d+\/(\d+)/;

function renderButton(
  button: APIButtonComponent,
  message: MessageSight,
  page: Page,
): TemplateResult | typeof nothing {
  if ('sku_id' in button) return nothing;
  const emoji = button.emoji?.name ?? '';
  const label = `${emoji}${emoji !== '' && button.label ? ' ' : ''}${button.label ?? ''}`;
  const isDisabled = button.disabled === true || !message.may.useComponents;
  if ('url' in button) {
    const placeId = placeAddress.exec(button.url)?.[1];
    const follow = (event: Event) => {
      if (placeId === undefined) return;
      event.preventDefault();
      page.go.toPlace(placeId);
    };
    return html`<pressable-button .url=${button.url} .disabled=${isDisabled} @click=${follow}>${label}</pressable-button>`;
  }
  const component = button.custom_id;
  const press = () => {
    if (isDisabled) return;
    void page.person.do({ act: 'clicks', component, channel: message.placeId, message: message.id });
  };
  return html`<pressable-button .type=${looks[button.style] ?? 'secondary'} .disabled=${isDisabled} @click=${press}>${label}</pressable-button>`;
}

function renderSelect(
  select: APISelectMenuComponent,
  message: MessageSight,
  page: Page,
  sight: GuildSight | null,
): TemplateResult {
  const component = select.custom_id;
  const { id, placeId } = message;
  const choose = ({ values }: SelectChosen) =>
    void page.person.do({ act: 'chooses', component, values, channel: placeId, message: id });
  const isDisabled = select.disabled === true || !message.may.useComponents;
  return html`<select-menu .select=${select} .sight=${sight} .isDisabled=${isDisabled} @select-chosen=${choose}></select-menu>`;
}
