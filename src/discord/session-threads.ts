import {
  ChannelType,
  type RESTGetAPIChannelResult,
  RESTJSONErrorCodes,
  type RESTPostAPIChannelThreadsJSONBody,
  type RESTPostAPIChannelThreadsResult,
  Routes,
  ThreadAutoArchiveDuration,
} from 'discord.js';
import type {
  GuildThreads,
  Liveness,
  MemberPresence,
  PostKey,
  Said,
  SessionThreads,
  ThreadAddress,
  ThreadNotice,
  ThreadRefusal,
} from '../sessions/index.js';
import { asUnreachable, DiscordRefusal } from './errors.js';
import { readGuildThreads } from './guild-threads.js';
import type { GuildView } from './guild-view.js';
import { Inspection } from './inspection.js';
import type { MemberPresences } from './member-presence.js';
import type { DiscordRest } from './rest.js';
import type { Speech } from './speech.js';
import { nameThread } from './thread-name.js';
import { findThreads, listActiveThreads } from './thread-search.js';
import { threadNoticeView } from './views/thread-notices.js';

/** The threads of sessions, over Discord's HTTP interface and the gateway's state. */
export class DiscordSessionThreads implements SessionThreads {
  readonly #inspection: Inspection;

  constructor(
    private readonly rest: DiscordRest,
    private readonly speech: Speech,
    private readonly view: GuildView,
    private readonly presences: MemberPresences,
    private readonly botId: () => string,
  ) {
    this.#inspection = new Inspection(rest, view);
  }

  async create({ channelId, memberName, code }: Parameters<SessionThreads['create']>[0]) {
    const wished = nameThread(memberName, code);
    try {
      return await this.#create(channelId, wished);
    } catch (error) {
      if (!(error instanceof DiscordRefusal)) throw error;
      if (wished === code || !refusesName(error)) return { kind: 'refused', why: whyRefused(error) } as const;
    }
    try {
      return await this.#create(channelId, code);
    } catch (error) {
      if (!(error instanceof DiscordRefusal)) throw error;
      return { kind: 'refused', why: whyRefused(error) } as const;
    }
  }

  async find({ guildId, channelId, code, isClaimed }: Parameters<SessionThreads['find']>[0]) {
    const search = { guildId, channelId, code, ownerId: this.botId() };
    const found = await findThreads(this.rest, search).catch((error: unknown) => {
      throw asUnreachable(error);
    });
    const unclaimed: string[] = [];
    for (const id of found) if (!(await isClaimed(id))) unclaimed.push(id);
    const [threadId, ...others] = unclaimed;
    if (threadId === undefined) return { kind: 'none' } as const;
    if (others.length > 0) return { kind: 'ambiguous', threadIds: unclaimed } as const;
    return { kind: 'found', threadId } as const;
  }

  async addMember(threadId: string, memberId: string): Promise<'added' | 'member_gone' | 'thread_gone'> {
    try {
      await this.rest.call({
        method: 'Put',
        route: Routes.threadMembers(threadId, memberId),
        isRepeatable: true,
      });
      return 'added';
    } catch (error) {
      if (!(error instanceof DiscordRefusal)) throw error;
      if (error.is(RESTJSONErrorCodes.UnknownMember, RESTJSONErrorCodes.UnknownUser)) return 'member_gone';
      if (error.is(RESTJSONErrorCodes.UnknownChannel, RESTJSONErrorCodes.InvalidActionOnArchivedThread))
        return 'thread_gone';
      throw asUnreachable(error);
    }
  }

  async say(threadId: string, notice: ThreadNotice, key: PostKey): Promise<Said> {
    const said = await this.#say(threadId, notice, key);
    // A name can be what the server's automatic moderation blocks: the member is welcomed without it. What was blocked left no nonce behind.
    if (said.kind !== 'refused' || !said.isFiltered || notice.kind !== 'welcome') return said;
    return this.#say(threadId, { ...notice, session: { ...notice.session, memberName: '' } }, key);
  }

  #say(threadId: string, notice: ThreadNotice, key: PostKey): Promise<Said> {
    const { replyTo, ...view } = threadNoticeView(notice);
    return this.speech.say(threadId, view, key, replyTo);
  }

  async archiveAndLock(threadId: string): Promise<'done' | 'refused'> {
    try {
      await this.#patch(threadId, { archived: true, locked: true });
      return 'done';
    } catch (error) {
      if (!(error instanceof DiscordRefusal)) throw error;
      if (error.is(RESTJSONErrorCodes.InvalidActionOnArchivedThread)) return this.#lockArchived(threadId);
      return readLockRefusal(error);
    }
  }

  inspect(address: ThreadAddress, memberId: string): Promise<Liveness> {
    return this.#inspection.threadWithMember(address, memberId);
  }

  inspectThread(address: ThreadAddress, memberId: string): Promise<Liveness> {
    return this.#inspection.thread(address, memberId);
  }

  async activeThreads(guildId: string): Promise<GuildThreads> {
    try {
      return readGuildThreads(guildId, await listActiveThreads(this.rest, guildId));
    } catch (error) {
      throw asUnreachable(error);
    }
  }

  presenceOf(
    guildId: string,
    channelId: string,
    memberIds: readonly string[],
  ): Promise<ReadonlyMap<string, MemberPresence>> {
    return this.presences.ask(guildId, channelId, memberIds);
  }

  canUse(guildId: string, channelId: string, memberId: string): MemberPresence {
    return this.view.presenceOf(guildId, channelId, memberId);
  }

  guildName(guildId: string): string {
    return this.view.guildName(guildId);
  }

  async #create(channelId: string, name: string) {
    const body: RESTPostAPIChannelThreadsJSONBody = {
      name,
      type: ChannelType.PrivateThread,
      invitable: false,
      auto_archive_duration: ThreadAutoArchiveDuration.OneWeek,
    };
    const route = Routes.threads(channelId);
    const thread = await this.rest.call<RESTPostAPIChannelThreadsResult>({ method: 'Post', route, body });
    return { kind: 'created', threadId: thread.id } as const;
  }

  /** Discord changes nothing in an archived thread (50083): one that is not locked is opened, locked, and archived again. */
  async #lockArchived(threadId: string): Promise<'done' | 'refused'> {
    try {
      const thread = await this.rest.call<RESTGetAPIChannelResult>({
        method: 'Get',
        route: Routes.channel(threadId),
        isRepeatable: true,
      });
      const metadata = 'thread_metadata' in thread ? thread.thread_metadata : undefined;
      if (metadata?.archived === true && metadata.locked === true) return 'done';
      if (metadata?.archived === true) await this.#patch(threadId, { archived: false, locked: true });
      await this.#patch(threadId, { archived: true, locked: true });
      return 'done';
    } catch (error) {
      if (!(error instanceof DiscordRefusal)) throw error;
      return readLockRefusal(error);
    }
  }

  #patch(threadId: string, body: { archived: boolean; locked: boolean }): Promise<unknown> {
    return this.rest.call({ method: 'Patch', route: Routes.channel(threadId), body, isRepeatable: true });
  }
}

function readLockRefusal(error: DiscordRefusal): 'done' | 'refused' {
  if (error.is(RESTJSONErrorCodes.UnknownChannel)) return 'done';
  if (error.is(RESTJSONErrorCodes.MissingPermissions)) return 'refused';
  throw asUnreachable(error);
}

/** Some servers refuse some words in names: by their rules for content, or for want of discoverability. */
function refusesName(error: DiscordRefusal): boolean {
  if (error.is(RESTJSONErrorCodes.InvalidFormBodyOrContentType)) return error.fields.includes('name');
  return error.is(
    RESTJSONErrorCodes.MessageWasBlockedByAutomaticModeration,
    RESTJSONErrorCodes.TitleWasBlockedByAutomaticModeration,
    RESTJSONErrorCodes.MessageBlockedByHarmfulLinksFilter,
  );
}

function whyRefused(error: DiscordRefusal): ThreadRefusal {
  switch (error.code) {
    case RESTJSONErrorCodes.UnknownChannel:
      return 'channel_gone';
    case RESTJSONErrorCodes.MissingAccess:
    case RESTJSONErrorCodes.MissingPermissions:
      return 'missing_permission';
    case RESTJSONErrorCodes.MaximumActiveThreads:
      return 'too_many_threads';
    default:
      return 'refused';
  }
}
