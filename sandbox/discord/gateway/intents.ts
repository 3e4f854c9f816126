import { GatewayIntentBits as I } from 'discord-api-types/v10';

/** The intents that are switched on for an application before a bot may ask for them ("Gateway", Privileged Intents). */
export interface PrivilegedIntents {
  readonly guildMembers: boolean;
  readonly guildPresences: boolean;
  readonly messageContent: boolean;
}

const ALL_INTENTS = Object.values(I)
  .filter((value) => typeof value === 'number')
  .reduce((all, bit) => all | bit, 0);

/** Whether every bit is an intent that exists; if not, the gateway closes with 4013. */
export function areKnownIntents(intents: number): boolean {
  return Number.isSafeInteger(intents) && intents >= 0 && (BigInt(intents) & ~BigInt(ALL_INTENTS)) === 0n;
}

/** Whether the application may ask for these intents; if not, the gateway closes with 4014. */
export function areAllowedIntents(intents: number, privileged: PrivilegedIntents): boolean {
  const refused =
    (privileged.guildMembers ? 0 : I.GuildMembers) |
    (privileged.guildPresences ? 0 : I.GuildPresences) |
    (privileged.messageContent ? 0 : I.MessageContent);
  return (intents & refused) === 0;
}

/** Intents of which one is enough, in a guild and in a direct channel; absent means that none is needed. */
interface Requirement {
  readonly inGuild?: number;
  readonly direct?: number;
}

const GUILDS: Requirement = { inGuild: I.Guilds };
const MESSAGES: Requirement = { inGuild: I.GuildMessages, direct: I.DirectMessages };
const REACTIONS: Requirement = { inGuild: I.GuildMessageReactions, direct: I.DirectMessageReactions };

/** "Gateway", List of Intents. Events that are not listed are sent whatever the intents are. */
const REQUIREMENTS: Readonly<Record<string, Requirement>> = {
  GUILD_CREATE: GUILDS,
  GUILD_UPDATE: GUILDS,
  GUILD_DELETE: GUILDS,
  GUILD_ROLE_CREATE: GUILDS,
  GUILD_ROLE_UPDATE: GUILDS,
  GUILD_ROLE_DELETE: GUILDS,
  CHANNEL_CREATE: GUILDS,
  CHANNEL_UPDATE: GUILDS,
  CHANNEL_DELETE: GUILDS,
  CHANNEL_PINS_UPDATE: { inGuild: I.Guilds, direct: I.DirectMessages },
  THREAD_CREATE: GUILDS,
  THREAD_UPDATE: GUILDS,
  THREAD_DELETE: GUILDS,
  THREAD_LIST_SYNC: GUILDS,
  THREAD_MEMBER_UPDATE: GUILDS,
  THREAD_MEMBERS_UPDATE: { inGuild: I.Guilds | I.GuildMembers },
  GUILD_MEMBER_ADD: { inGuild: I.GuildMembers },
  GUILD_MEMBER_REMOVE: { inGuild: I.GuildMembers },
  GUILD_MEMBER_UPDATE: { inGuild: I.GuildMembers },
  GUILD_AUDIT_LOG_ENTRY_CREATE: { inGuild: I.GuildModeration },
  GUILD_BAN_ADD: { inGuild: I.GuildModeration },
  GUILD_BAN_REMOVE: { inGuild: I.GuildModeration },
  GUILD_EMOJIS_UPDATE: { inGuild: I.GuildExpressions },
  GUILD_STICKERS_UPDATE: { inGuild: I.GuildExpressions },
  GUILD_INTEGRATIONS_UPDATE: { inGuild: I.GuildIntegrations },
  INTEGRATION_CREATE: { inGuild: I.GuildIntegrations },
  INTEGRATION_UPDATE: { inGuild: I.GuildIntegrations },
  INTEGRATION_DELETE: { inGuild: I.GuildIntegrations },
  WEBHOOKS_UPDATE: { inGuild: I.GuildWebhooks },
  INVITE_CREATE: { inGuild: I.GuildInvites },
  INVITE_DELETE: { inGuild: I.GuildInvites },
  VOICE_STATE_UPDATE: { inGuild: I.GuildVoiceStates },
  PRESENCE_UPDATE: { inGuild: I.GuildPresences },
  MESSAGE_CREATE: MESSAGES,
  MESSAGE_UPDATE: MESSAGES,
  MESSAGE_DELETE: MESSAGES,
  MESSAGE_DELETE_BULK: MESSAGES,
  MESSAGE_REACTION_ADD: REACTIONS,
  MESSAGE_REACTION_REMOVE: REACTIONS,
  MESSAGE_REACTION_REMOVE_ALL: REACTIONS,
  MESSAGE_REACTION_REMOVE_EMOJI: REACTIONS,
  TYPING_START: { inGuild: I.GuildMessageTyping, direct: I.DirectMessageTyping },
  MESSAGE_POLL_VOTE_ADD: { inGuild: I.GuildMessagePolls, direct: I.DirectMessagePolls },
  MESSAGE_POLL_VOTE_REMOVE: { inGuild: I.GuildMessagePolls, direct: I.DirectMessagePolls },
};

/** Whether a session with these intents hears of such an event at all. */
export function admitsEvent(intents: number, name: string, isInGuild: boolean): boolean {
  const requirement = REQUIREMENTS[name];
  const needed = isInGuild ? requirement?.inGuild : requirement?.direct;
  return needed === undefined || (intents & needed) !== 0;
}
