import { container, type SapphireClient } from '@sapphire/framework';
import { Events } from 'discord.js';
import type { Config } from './config.js';
import { DiscordAnnouncements } from './discord/announcements.js';
import { createClient } from './discord/client.js';
import { CommandRegistration } from './discord/command-registration.js';
import type { Concierge } from './discord/container.js';
import { Desk } from './discord/desk.js';
import { DiscordFiles } from './discord/files/discord-files.js';
import { type GatewayRefusal, intentsOffWords, tokenRefusedWords } from './discord/gateway-refusal.js';
import { GuildView } from './discord/guild-view.js';
import { intentsSwitchedOff } from './discord/intents.js';
import { MemberPresences } from './discord/member-presence.js';
import { MessageReader } from './discord/message-reading.js';
import { DiscordParticipants } from './discord/participants.js';
import { PieceError } from './discord/pieces.js';
import { DiscordRest } from './discord/rest.js';
import { DiscordSessionThreads } from './discord/session-threads.js';
import { Speech } from './discord/speech.js';
import { DiscordThreadPosts } from './discord/thread-posts.js';
import { createEnvironment } from './environment.js';
import { type BotLog, SapphireLog } from './log.js';
import { createNoticeLedger, Relay } from './relay/index.js';
import {
  Closing,
  Departures,
  Ending,
  Opening,
  Reconciliation,
  Relocation,
  reportDeletedRole,
  type SessionPorts,
  Upgrade,
  within,
} from './sessions/index.js';
import type { Database } from './store/index.js';
import { AccountFleet } from './telegram/index.js';

/** The bot could not be started for a reason that the operator can mend. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/** A bot at work. */
export interface Bot {
  /** Takes no more work, waits for what is in flight as long as the configured patience lasts, and disconnects. */
  stop(): Promise<void>;
}

/**
 * Wires the rooms together and starts: the accounts on Telegram, then Discord. Throws `StartError` when Discord refuses the token, the database
 * belongs to another bot, or a piece is missing. When Discord takes the bot back no more while it is at work, `fail` is called with the reason.
 */
export async function startBot(
  config: Config,
  database: Database,
  log: BotLog,
  fail: (refusal: GatewayRefusal) => void,
): Promise<Bot> {
  const client = createClient({ api: config.discord.api, logger: new SapphireLog(log) });
  const applicationId = await identify(client, config.discord.token);
  await claim(database, applicationId, config.discord.api);

  const environment = createEnvironment(config.timings, log);
  const fleet = new AccountFleet({
    access: config.telegram,
    accounts: database.accounts,
    sessions: database.sessions,
    environment,
  });
  const ledger = createNoticeLedger(database.deliveries);
  const rest = new DiscordRest(client.rest, () => config.discord.token);
  const view = new GuildView(client);
  const reader = new MessageReader(view, new DiscordFiles(rest, config.discord.api));
  const botId = () => client.user?.id ?? applicationId;
  const speech = new Speech(rest, botId, environment);
  const threads = new DiscordSessionThreads(rest, speech, view, new MemberPresences(client, view), botId);
  const relay = new Relay({
    ...database,
    ledger,
    threads,
    posts: new DiscordThreadPosts(rest, speech, view, reader, botId),
    participants: new DiscordParticipants(rest, view, database.guilds),
    agents: fleet.messages,
    environment,
    accountDied: (accountId) => void relocation.leave(accountId),
    threadFound: (threadId, kind) => departures.note({ kind, threadId }),
  });
  const ports: SessionPorts = {
    ...database,
    ledger,
    threads,
    announcements: new DiscordAnnouncements(rest, speech, view),
    chats: fleet.chats,
    conversations: relay,
    environment,
  };
  const opening: Opening = new Opening(ports, () => closing);
  const relocation = new Relocation(ports);
  const closing = new Closing(ports, {
    settled: async (id) => {
      await Promise.all([opening.settled(id), relocation.settled(id)]);
    },
  });
  const departures = new Departures(ports, closing);
  const reconciliation = new Reconciliation(ports, opening, closing);
  const upgrade = new Upgrade(ports, opening, closing, reconciliation);
  const ending = new Ending(ports, closing);
  const desk = new Desk();
  const registration = new CommandRegistration(client, environment);

  container.concierge = {
    upgrade: (request) => upgrade.request(request),
    end: (request) => ending.end(request),
    clear: (request) => ending.clear(request),
    settings: database.guilds,
    agents: fleet,
    gone: (departure) => departures.note(departure),
    peopleCounted: (threadId, count) => database.sessions.recordPeople(threadId, count),
    sightChanged: (guildId) => departures.note({ kind: 'sight_changed', guildId }),
    roleDeleted: (role) => reportDeletedRole(ports, role),
    hold: (listed) => relay.hold(listed),
    reconcile: (listed) => reconciliation.reconcile(listed),
    reader,
    fromThread: (threadId, event) => relay.fromThread(threadId, event),
    typing: (threadId, userId) => relay.noteMemberTyping(threadId, userId),
    desk,
    commandsRefused: (error) => registration.failed(error),
    gatewayRefused: fail,
    newReference: () => environment.newReference(),
    log,
  } satisfies Concierge;

  client.once(Events.ClientReady, () =>
    log.info({ guilds: client.guilds.cache.size, applicationId }, 'ready'),
  );
  await fleet.start(relay);
  await connect(client, config.discord.token);
  closing.beginSweeping();
  relocation.beginSweeping();

  return {
    async stop() {
      desk.close();
      registration.stop();
      reconciliation.stop();
      const inFlight = Promise.all([opening.stop(), relocation.stop(), closing.stop(), relay.stop()]);
      // The accounts' connections last: what is in flight goes through them.
      await within(
        config.timings.stopMs,
        inFlight.then(() => fleet.stop()).then(() => desk.idle()),
      );
      await client.destroy();
    },
  };
}

/** Loads the pieces, then connects to the gateway. */
async function connect(client: SapphireClient, token: string): Promise<void> {
  try {
    await client.login(token);
  } catch (error) {
    if (error instanceof PieceError) throw new StartError(error.message, { cause: error });
    throw error;
  }
}

/** Asks Discord who the token belongs to, before anything is touched. */
async function identify(client: SapphireClient, token: string): Promise<string> {
  client.rest.setToken(token);
  try {
    const application = await client.rest.get('/applications/@me');
    if (typeof application === 'object' && application !== null && 'id' in application) {
      requireIntents(application);
      return String(application.id);
    }
  } catch (error) {
    if (error instanceof StartError) throw error;
    if (error instanceof Error && 'status' in error && error.status === 401) {
      throw new StartError(tokenRefusedWords);
    }
    throw new StartError(
      'Discord could not be asked who this bot is: look at the network and at DISCORD_API.',
      {
        cause: error,
      },
    );
  }
  throw new StartError('What answers at DISCORD_API is not Discord.');
}

function requireIntents(application: object): void {
  if (!('flags' in application) || typeof application.flags !== 'number') return;
  const off = intentsSwitchedOff(application.flags);
  if (off.length === 0) return;
  throw new StartError(intentsOffWords(off));
}

async function claim(database: Database, applicationId: string, apiAddress: string): Promise<void> {
  const claimed = await database.installation.claim(applicationId, apiAddress);
  if (claimed.kind === 'ours') return;
  throw new StartError(
    `This database belongs to the bot ${claimed.owner.applicationId} at ${claimed.owner.apiAddress}: give this one (${applicationId} at ${apiAddress}) its own with DATABASE_URL.`,
  );
}
