import {
  ApplicationCommandRegistries,
  type ILogger,
  RegisterBehavior,
  SapphireClient,
} from '@sapphire/framework';
import '@sapphire/plugin-subcommands/register';
import { type ClientOptions, GatewayIntentBits, Options, Partials } from 'discord.js';
import { makeRequest } from './files/upload.js';
import { piecesRoot, requireAllPieces } from './pieces.js';

export interface ClientSettings {
  /** Where Discord's HTTP interface is, without the version: `https://discord.com/api`. */
  readonly api: string;
  readonly logger: ILogger;
}

/** How long one HTTP call may take. */
const callMs = 10_000;

/** A rate limit that asks for more patience than this is reported, not waited out. */
const patienceMs = 5000;

/** How this bot talks with Discord: what it listens to, what it remembers, how patient it is. */
export function connectionOptions(api: string): ClientOptions {
  return {
    intents: [
      GatewayIntentBits.Guilds,
      // Privileged: who left a thread or the server, and request guild members.
      GatewayIntentBits.GuildMembers,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.GuildMessageReactions,
      GatewayIntentBits.GuildMessageTyping,
      // Privileged: what members write in their threads.
      GatewayIntentBits.MessageContent,
    ],
    partials: [Partials.Channel, Partials.GuildMember, Partials.Message, Partials.ThreadMember],
    allowedMentions: { parse: [], repliedUser: false },
    rest: {
      api,
      // The client would repeat a thread's creation, too; what may be repeated is repeated by DiscordRest.
      retries: 0,
      timeout: callMs,
      makeRequest,
      rejectOnRateLimit: ({ retryAfter, timeToReset, sublimitTimeout }) =>
        Math.max(retryAfter, timeToReset, sublimitTimeout) > patienceMs,
    },
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      ReactionManager: 0,
      PresenceManager: 0,
      VoiceStateManager: 0,
      GuildMemberManager: { maxSize: 5000, keepOverLimit: ({ id, client }) => id === client.user.id },
      UserManager: { maxSize: 10_000, keepOverLimit: ({ id, client }) => id === client.user.id },
    }),
  };
}

/**
 * Sapphire's client as this bot needs it; its `login` throws `PieceError` when a piece is missing. One a process: a second one comes up without its
 * preconditions.
 */
export function createClient({ api, logger }: ClientSettings): SapphireClient {
  ApplicationCommandRegistries.setDefaultBehaviorWhenNotIdentical(RegisterBehavior.BulkOverwrite);
  const client = new SapphireClient({
    ...connectionOptions(api),
    logger: { instance: logger },
    baseUserDirectory: piecesRoot,
    loadDefaultErrorListeners: false,
    loadSubcommandErrorListeners: false,
    loadMessageCommandListeners: false,
    loadApplicationCommandRegistriesStatusListeners: true,
  });
  // Each guild that is asked for its members listens for its own answer; many ask at once when the bot starts.
  client.setMaxListeners(0);
  requireAllPieces(client);
  return client;
}
