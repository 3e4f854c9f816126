import {
  type APIButtonComponent,
  type APIEmbed,
  type APIMessageTopLevelComponent,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import { formatCustomId } from '../custom-ids.js';

/** What one message says: plain data, for the HTTP interface and for interaction answers alike. */
export interface MessageView {
  readonly content: string;
  readonly embeds?: APIEmbed[];
  readonly components?: APIMessageTopLevelComponent[];
}

/** One row of buttons. */
export function buttonRow(...buttons: APIButtonComponent[]): APIMessageTopLevelComponent {
  return { type: ComponentType.ActionRow, components: buttons };
}

/** Leads to a thread, also in Discord's apps. */
export function openThreadButton(guildId: string, threadId: string): APIButtonComponent {
  return {
    type: ComponentType.Button,
    style: ButtonStyle.Link,
    label: 'Open your conversation',
    url: threadLink(guildId, threadId),
  };
}

export function upgradeButton(): APIButtonComponent {
  return {
    type: ComponentType.Button,
    style: ButtonStyle.Success,
    label: 'Upgrade to VIP',
    emoji: { name: '⭐' },
    custom_id: formatCustomId({ kind: 'upgrade' }),
  };
}

/** Asks for a confirmation before anything ends. */
export function endButton(sessionId: string): APIButtonComponent {
  return {
    type: ComponentType.Button,
    style: ButtonStyle.Danger,
    label: 'End session',
    custom_id: formatCustomId({ kind: 'end', sessionId }),
  };
}

export function threadLink(guildId: string, threadId: string): string {
  return `https://discord.com/channels/${guildId}/${threadId}`;
}
