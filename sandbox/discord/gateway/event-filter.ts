import { GatewayIntentBits as I } from 'discord-api-types/v10';
import { admitsEvent } from './intents.js';

/** An event as the bot may see it, before intents are looked at. */
export interface BotEvent {
  readonly name: string;
  /** Null in a direct channel. */
  readonly guildId: string | null;
  readonly data: object;
}

/**
 * What a session with these intents is told of an event: null if nothing. The event's data is never changed, but a
 * reduced copy is made of it where an intent is missing.
 */
export function filterByIntents(event: BotEvent, intents: number, botId: string): object | null {
  if (event.name === 'GUILD_MEMBER_UPDATE' && isAbout(event.data, botId)) {
    // "Gateway Events", Guild Member Update: sent for the current user whatever the intents are.
    return event.data;
  }
  if (!admitsEvent(intents, event.name, event.guildId !== null)) {
    return null;
  }
  switch (event.name) {
    case 'MESSAGE_CREATE':
    case 'MESSAGE_UPDATE':
      return has(intents, I.MessageContent) || event.guildId === null
        ? event.data
        : withoutContent(event.data, botId);
    case 'THREAD_MEMBERS_UPDATE':
      return has(intents, I.GuildMembers) ? event.data : onlyAboutSelf(event.data, botId);
    case 'GUILD_CREATE':
      return has(intents, I.GuildPresences) ? event.data : withOnlySelf(event.data, botId);
    default:
      return event.data;
  }
}

function has(intents: number, intent: number): boolean {
  return (intents & intent) !== 0;
}

/** "Gateway", Message Content Intent: own messages and those that mention the bot keep their content. */
function withoutContent(data: object, botId: string): object {
  const message: Record<string, unknown> = { ...data };
  const { referenced_message: referenced } = message;
  if (isRecord(referenced)) {
    message.referenced_message = withoutContent(referenced, botId);
  }
  if (idOf(message.author) === botId || listOf(message.mentions).some((user) => idOf(user) === botId)) {
    return message;
  }
  for (const [key, empty] of Object.entries({ content: '', embeds: [], attachments: [], components: [] })) {
    if (key in message) {
      message[key] = empty;
    }
  }
  delete message.poll;
  return message;
}

/** "Gateway Events", Thread Members Update: without the intent, only when the bot itself was added or removed. */
function onlyAboutSelf(data: object, botId: string): object | null {
  const update: Record<string, unknown> = { ...data };
  const added = listOf(update.added_members).filter((member) => isRecord(member) && member.user_id === botId);
  const removed = listOf(update.removed_member_ids).filter((id) => id === botId);
  if (added.length === 0 && removed.length === 0) {
    return null;
  }
  delete update.added_members;
  delete update.removed_member_ids;
  return {
    ...update,
    ...(added.length > 0 && { added_members: added }),
    ...(removed.length > 0 && { removed_member_ids: removed }),
  };
}

/** "Gateway Events", Guild Create: without GUILD_PRESENCES the members are only the bot and who is in a voice channel. */
function withOnlySelf(data: object, botId: string): object {
  const guild: Record<string, unknown> = { ...data };
  return {
    ...guild,
    members: listOf(guild.members).filter((member) => isAbout(member, botId)),
    presences: [],
  };
}

function isAbout(data: unknown, userId: string): boolean {
  return isRecord(data) && idOf(data.user) === userId;
}

function idOf(value: unknown): unknown {
  return isRecord(value) ? value.id : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
