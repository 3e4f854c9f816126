import {
  type APIThreadChannel,
  ChannelType,
  type RESTGetAPIChannelUsersThreadsArchivedResult,
  type RESTGetAPIGuildThreadsResult,
  RESTJSONErrorCodes,
  Routes,
} from 'discord.js';
import { UnreachableError } from '../sessions/index.js';
import { DiscordRefusal } from './errors.js';
import type { DiscordRest } from './rest.js';
import { carriesCode } from './thread-name.js';

/** Discord lists the archived threads most recently archived first, so a fresh one stands on the first page. */
const searchedPages = 20;

/** What was found to carry a code. */
export interface ThreadSearch {
  readonly guildId: string;
  readonly channelId: string;
  readonly code: string;
  readonly ownerId: string;
}

/** The guild's active threads that the bot can see ("List Active Guild Threads"): one request. */
export async function listActiveThreads(
  rest: DiscordRest,
  guildId: string,
): Promise<readonly APIThreadChannel[]> {
  const { threads } = await rest.call<RESTGetAPIGuildThreadsResult>({
    method: 'Get',
    route: Routes.guildActiveThreads(guildId),
    isRepeatable: true,
  });
  return threads.filter(isThread);
}

/** The bot's private threads of a channel that are named for exactly a code: among the active ones, then the archived. */
export async function findThreads(rest: DiscordRest, search: ThreadSearch): Promise<readonly string[]> {
  const active = await listActiveThreads(rest, search.guildId);
  const found = active.filter((thread) => isSought(thread, search));
  if (found.length > 0) return found.map(({ id }) => id);
  return findArchived(rest, search);
}

async function findArchived(rest: DiscordRest, search: ThreadSearch): Promise<readonly string[]> {
  const found: string[] = [];
  let before: string | null = null;
  for (let page = 0; page < searchedPages; page++) {
    const { threads, hasMore } = await listArchived(rest, search.channelId, before);
    found.push(...threads.filter((thread) => isSought(thread, search)).map(({ id }) => id));
    before = threads.at(-1)?.thread_metadata?.archive_timestamp ?? null;
    if (found.length > 0 || !hasMore || before === null) return found;
  }
  return found;
}

async function listArchived(
  rest: DiscordRest,
  channelId: string,
  before: string | null,
): Promise<{ threads: readonly APIThreadChannel[]; hasMore: boolean }> {
  try {
    const answer = await rest.call<RESTGetAPIChannelUsersThreadsArchivedResult>({
      method: 'Get',
      route: Routes.channelThreads(channelId, 'private'),
      query: new URLSearchParams({ limit: '100', ...(before === null ? {} : { before }) }),
      isRepeatable: true,
    });
    return { threads: answer.threads.filter(isThread), hasMore: answer.has_more };
  } catch (error) {
    if (!(error instanceof DiscordRefusal)) throw error;
    // A channel that is gone took its threads with it.
    if (error.is(RESTJSONErrorCodes.UnknownChannel)) return { threads: [], hasMore: false };
    throw new UnreachableError('discord', `archived threads: ${error.message}`, 'none', null, {
      cause: error,
    });
  }
}

function isThread(channel: { type: ChannelType }): channel is APIThreadChannel {
  return (
    channel.type === ChannelType.PrivateThread ||
    channel.type === ChannelType.PublicThread ||
    channel.type === ChannelType.AnnouncementThread
  );
}

function isSought(thread: APIThreadChannel, { channelId, code, ownerId }: ThreadSearch): boolean {
  return (
    thread.type === ChannelType.PrivateThread &&
    thread.parent_id === channelId &&
    thread.owner_id === ownerId &&
    carriesCode(thread.name ?? '', code)
  );
}
