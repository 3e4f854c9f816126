import type { APIButtonComponent } from 'discord-api-types/v10';
import { html, nothing, type TemplateResult } from 'lit';
import type { GuildSight, MessageSight } from '../../control/protocol.js';
import type { Page } from '../state/page.js';
import { choicesOf, isMany } from './choices.js';
import { isButton, isRow, isSelect } from './component-kinds.js';
import './pressable-button.js';

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
  select: Parameters<typeof choicesOf>[0],
  message: MessageSight,
  page: Page,
  sight: GuildSight | null,
): TemplateResult {
  const component = select.custom_id;
  const choose = (event: Event) => {
    if (!(event.target instanceof HTMLSelectElement)) return;
    const values = [...event.target.selectedOptions]
      .map(({ value }) => value)
      .filter((value) => value !== '');
    void page.person.do({ act: 'chooses', component, values, channel: message.placeId, message: message.id });
  };
  const title = select.placeholder ?? 'Make a selection';
  return html`
    <select class="menu" aria-label=${title} ?multiple=${isMany(select)} ?disabled=${select.disabled === true || !message.may.useComponents} @change=${choose}>
      ${isMany(select) ? nothing : html`<option value="">${title}</option>`}
      ${choicesOf(select, sight).map(({ value, label, isChosen }) => html`<option value=${value} ?selected=${isChosen}>${label}</option>`)}
    </select>
  `;
}
