import { ChannelType, MessageFlags, MessageType, PermissionFlagsBits as P } from 'discord-api-types/v10';
import type { AutoModeration } from './auto-moderation.js';
import { refuse } from './discord-error.js';
import { readThreadForm, type ThreadForm } from './forms/thread-form.js';
import type { MessageDesk } from './message-desk.js';
import type { GuildChannelRecord, MessageRecord, ThreadMemberRecord, ThreadRecord } from './records.js';
import type { SystemMessages } from './system-messages.js';
import type { ThreadArchive } from './thread-archive.js';
import type { ThreadMembers } from './thread-members.js';
import { viewThreadFor } from './views/channel-view.js';
import type { WorldCore } from './world-core.js';

/** How long a thread may be idle when neither it nor its channel says. */
const DEFAULT_AUTO_ARCHIVE_MINUTES = 4_320;

/** Starting, changing and deleting threads ("Threads", Editing & Deleting Threads). */
export class Threads {
  readonly #core: WorldCore;
  readonly #desk: MessageDesk;
  readonly #systemMessages: SystemMessages;
  readonly #members: ThreadMembers;
  readonly #archive: ThreadArchive;
  readonly #autoModeration: AutoModeration;

  constructor(
    core: WorldCore,
    desk: MessageDesk,
    systemMessages: SystemMessages,
    members: ThreadMembers,
    archive: ThreadArchive,
    autoModeration: AutoModeration,
  ) {
    this.#core = core;
    this.#desk = desk;
    this.#systemMessages = systemMessages;
    this.#members = members;
    this.#archive = archive;
    this.#autoModeration = autoModeration;
  }

  /** @param body as Start Thread without Message has it; the type is private unless it says otherwise */
  create(actorId: string, channelId: string, body: unknown): ThreadRecord {
    const parent = this.#requireParent(actorId, channelId);
    const form = readThreadForm(body, true, this.#core.settings.refusedThreadWords);
    const type = form.type ?? ChannelType.PrivateThread;
    const fits =
      parent.type === ChannelType.GuildAnnouncement
        ? type === ChannelType.AnnouncementThread
        : type !== ChannelType.AnnouncementThread;
    if (!fits) throw refuse('wrongChannelType');
    this.#core.access.requireIn(
      actorId,
      parent,
      type === ChannelType.PrivateThread ? P.CreatePrivateThreads : P.CreatePublicThreads,
    );
    const thread = this.#start(actorId, parent, type, form, this.#core.snowflakes.next());
    if (type !== ChannelType.PrivateThread) {
      this.#systemMessages.post(parent, actorId, MessageType.ThreadCreated, {
        content: thread.name,
        reference: { messageId: null, channelId: thread.id, guildId: thread.guildId },
      });
    }
    return thread;
  }

  /** The thread takes the message's id. @throws 160004 if the message has a thread already */
  createFromMessage(actorId: string, channelId: string, messageId: string, body: unknown): ThreadRecord {
    const parent = this.#requireParent(actorId, channelId);
    const message = this.#core.store.requireMessage(channelId, messageId);
    const form = readThreadForm(body, true, this.#core.settings.refusedThreadWords);
    this.#core.access.requireIn(actorId, parent, P.CreatePublicThreads);
    if (message.threadId !== null || this.#core.store.channels.has(message.id)) {
      throw refuse('threadAlreadyCreated');
    }
    const type =
      parent.type === ChannelType.GuildAnnouncement
        ? ChannelType.AnnouncementThread
        : ChannelType.PublicThread;
    const thread = this.#start(actorId, parent, type, form, message.id);
    message.threadId = thread.id;
    message.flags |= MessageFlags.HasThread;
    this.#desk.announceUpdate(message);
    this.#postStarter(thread, message);
    return thread;
  }

  /**
   * Changes a thread. An archived one can only be woken, in the same request if more is to change (50083).
   *
   * @param body as Modify Channel (Thread) has it
   */
  edit(actorId: string, threadId: string, body: unknown): ThreadRecord {
    const { access, settings, store } = this.#core;
    const thread = access.requireVisibleThread(actorId, threadId);
    const form = readThreadForm(body, false, settings.refusedThreadWords);
    const changes = changesOf(thread, form);
    this.#requireMayEdit(actorId, thread, changes);
    if (thread.archived && changes.archived !== false && Object.keys(changes).length > 0) {
      throw refuse('threadArchived');
    }
    const wakes = changes.archived === false;
    if (wakes) this.#archive.requireRoom(store.requireGuild(thread.guildId));
    const isRenamed = changes.name !== undefined;
    this.#autoModeration.requireCleanTitle(actorId, thread, changes.name ?? '');
    const { archived, ...rest } = changes;
    Object.assign(thread, rest);
    if (archived !== undefined) this.#archive.setArchived(thread, archived);
    if (changes.autoArchiveMinutes !== undefined) this.#restartIdleness(thread);
    if (Object.keys(changes).length > 0) this.#archive.announceUpdate(thread);
    if (wakes) this.#archive.announceWaking(thread);
    if (isRenamed) {
      this.#systemMessages.post(thread, actorId, MessageType.ChannelNameChange, { content: thread.name });
    }
    return thread;
  }

  delete(actorId: string, threadId: string): ThreadRecord {
    const thread = this.#core.access.requireVisibleThread(actorId, threadId);
    this.#core.access.requireIn(actorId, thread, P.ManageThreads);
    this.#core.announce.toChannel(thread, 'THREAD_DELETE', () => ({
      id: thread.id,
      guild_id: thread.guildId,
      parent_id: thread.parentId,
      type: thread.type,
    }));
    this.#core.store.requireGuild(thread.guildId).threads.delete(thread.id);
    this.#core.store.forgetChannel(thread.id);
    return thread;
  }

  #requireParent(actorId: string, channelId: string): GuildChannelRecord {
    const parent = this.#core.access.requireVisible(actorId, channelId);
    if (parent.kind !== 'channel' || parent.type === ChannelType.GuildCategory) {
      throw refuse('wrongChannelType');
    }
    return parent;
  }

  #start(
    actorId: string,
    parent: GuildChannelRecord,
    type: ThreadRecord['type'],
    form: ThreadForm,
    id: string,
  ): ThreadRecord {
    const { store, clock, announce } = this.#core;
    const guild = store.requireGuild(parent.guildId);
    this.#archive.requireRoom(guild);
    this.#autoModeration.requireCleanTitle(actorId, parent, form.name ?? '');
    const now = clock.now();
    const starter: ThreadMemberRecord = { userId: actorId, joinedAt: now, flags: 1 };
    const thread: ThreadRecord = {
      kind: 'thread',
      id,
      guildId: guild.id,
      parentId: parent.id,
      type,
      ownerId: actorId,
      createdAt: now,
      name: form.name ?? '',
      archived: false,
      locked: false,
      invitable: form.invitable ?? true,
      archiveChangedAt: now,
      autoArchiveMinutes:
        form.autoArchiveMinutes ?? parent.defaultAutoArchiveMinutes ?? DEFAULT_AUTO_ARCHIVE_MINUTES,
      slowmodeSeconds: form.slowmodeSeconds ?? 0,
      lastMessageId: null,
      lastActiveAt: now,
      messageCount: 0,
      totalMessageSent: 0,
      members: new Map([[actorId, starter]]),
    };
    guild.threads.set(id, thread);
    store.channels.set(id, thread);
    announce.toChannel(thread, 'THREAD_CREATE', (viewerId) => ({
      ...viewThreadFor(thread, viewerId),
      newly_created: true,
    }));
    this.#members.announceAdded(guild, thread, [starter]);
    this.#archive.watch(thread);
    return thread;
  }

  #postStarter(thread: ThreadRecord, message: MessageRecord): void {
    this.#desk.insert(
      this.#desk.draft(thread, message.authorId, MessageType.ThreadStarterMessage, {
        reference: { messageId: message.id, channelId: message.channelId, guildId: thread.guildId },
      }),
    );
    // The message that a thread was started from does not count ("Channel", `message_count`).
    thread.messageCount = 0;
    thread.totalMessageSent = 0;
  }

  #requireMayEdit(actorId: string, thread: ThreadRecord, changes: ThreadChanges): void {
    const { access } = this.#core;
    if (access.can(actorId, thread, P.ManageThreads)) return;
    const { archived, name, autoArchiveMinutes, invitable, ...moderated } = changes;
    if (Object.keys(moderated).length > 0) throw refuse('missingPermissions');
    if (thread.locked && Object.keys(changes).length > 0) {
      throw refuse(archived === false ? 'missingPermissions' : 'threadLocked');
    }
    if (archived === false) access.requireIn(actorId, thread, P.SendMessagesInThreads);
    const needsOwner =
      archived === true || [name, autoArchiveMinutes, invitable].some((value) => value !== undefined);
    if (needsOwner && thread.ownerId !== actorId) throw refuse('missingPermissions');
  }

  /** Changing the auto-archive time counts as activity. */
  #restartIdleness(thread: ThreadRecord): void {
    const now = this.#core.clock.now();
    thread.archiveChangedAt = now;
    thread.lastActiveAt = now;
    this.#archive.watch(thread);
  }
}

type ThreadChanges = Partial<
  Pick<ThreadRecord, 'name' | 'archived' | 'locked' | 'autoArchiveMinutes' | 'slowmodeSeconds' | 'invitable'>
>;

/** What of the form differs from the thread. */
function changesOf(thread: ThreadRecord, form: ThreadForm): ThreadChanges {
  const { name, archived, locked, autoArchiveMinutes, slowmodeSeconds, invitable } = form;
  return {
    ...(name === undefined || name === thread.name ? {} : { name }),
    ...(archived === undefined || archived === thread.archived ? {} : { archived }),
    ...(locked === undefined || locked === thread.locked ? {} : { locked }),
    ...(autoArchiveMinutes === undefined || autoArchiveMinutes === thread.autoArchiveMinutes
      ? {}
      : { autoArchiveMinutes }),
    ...(slowmodeSeconds === undefined || slowmodeSeconds === thread.slowmodeSeconds
      ? {}
      : { slowmodeSeconds }),
    ...(invitable === undefined || invitable === thread.invitable ? {} : { invitable }),
  };
}
