import { ChannelType, OverwriteType, PermissionFlagsBits as P } from 'discord-api-types/v10';
import { AccessChange } from './access-change.js';
import { refuse } from './discord-error.js';
import { Form } from './forms/form.js';
import type { ChannelRecord, GuildChannelRecord, GuildRecord, OverwriteRecord } from './records.js';
import { viewGuildChannel } from './views/channel-view.js';
import type { WorldCore } from './world-core.js';

const CHANNEL_TYPES = [
  ChannelType.GuildText,
  ChannelType.GuildCategory,
  ChannelType.GuildAnnouncement,
] as const;

/** Channels of a guild: text, announcement, category; and their permission overwrites. */
export class Channels {
  readonly #core: WorldCore;
  readonly #change: AccessChange;

  constructor(core: WorldCore) {
    this.#core = core;
    this.#change = new AccessChange(core.access, core.announce);
  }

  /** All channels of the guild but threads; a person gets those that they see. */
  list(actorId: string, guildId: string): GuildChannelRecord[] {
    const { access, store } = this.#core;
    const guild = access.requireGuildFor(actorId, guildId);
    const { bot } = store.requireUser(actorId);
    return [...guild.channels.values()].filter((channel) => bot || access.canView(actorId, channel));
  }

  /** Any channel that the actor can see: a guild's, a thread or a direct one. */
  get(actorId: string, channelId: string): ChannelRecord {
    return this.#core.access.requireVisible(actorId, channelId);
  }

  /** @param body as Create Guild Channel has it */
  create(actorId: string, guildId: string, body: unknown): GuildChannelRecord {
    const guild = this.#core.access.requireGuildFor(actorId, guildId);
    this.#core.access.requireInGuild(actorId, guild, P.ManageChannels);
    const form = Form.of(body);
    form.require('name');
    const type = form.choice('type', CHANNEL_TYPES);
    const changes = readChannel(form);
    form.faults.throwIfAny();
    return this.add(guild, { name: '', ...changes, ...(type === undefined ? {} : { type }) });
  }

  /** Adds a channel at the end; asks nobody. */
  add(
    guild: GuildRecord,
    channel: { name: string } & Partial<Omit<GuildChannelRecord, 'kind' | 'id' | 'guildId'>>,
  ): GuildChannelRecord {
    const added: GuildChannelRecord = {
      type: ChannelType.GuildText,
      topic: null,
      nsfw: false,
      position: guild.channels.size,
      parentId: null,
      slowmodeSeconds: 0,
      overwrites: [],
      lastMessageId: null,
      defaultAutoArchiveMinutes: null,
      ...channel,
      kind: 'channel',
      id: this.#core.snowflakes.next(),
      guildId: guild.id,
    };
    guild.channels.set(added.id, added);
    this.#core.store.channels.set(added.id, added);
    this.#core.announce.toGuild(guild, 'CHANNEL_CREATE', (viewerId) => this.#viewFor(added, viewerId));
    return added;
  }

  /** @param body as Modify Channel (Guild channel) has it */
  edit(actorId: string, channelId: string, body: unknown): GuildChannelRecord {
    const { guild, channel } = this.#requireManageable(actorId, channelId, P.ManageChannels);
    const form = Form.of(body);
    const changes = readChannel(form);
    form.faults.throwIfAny();
    if (changes.overwrites) {
      this.#requireOverwriteAct(actorId, channel, channel.overwrites, changes.overwrites);
    }
    this.#change.perform(guild, () => {
      Object.assign(channel, changes);
      this.#announceUpdate(guild, channel);
    });
    return channel;
  }

  /** Deletes a channel with its threads: the threads get no event of their own. */
  delete(actorId: string, channelId: string): GuildChannelRecord {
    const { guild, channel } = this.#requireManageable(actorId, channelId, P.ManageChannels);
    const seeing = [...guild.members.keys()].filter((userId) => this.#viewFor(channel, userId) !== null);
    guild.channels.delete(channel.id);
    for (const thread of guild.threads.values()) {
      if (thread.parentId !== channel.id) continue;
      guild.threads.delete(thread.id);
      this.#core.store.forgetChannel(thread.id);
    }
    for (const child of guild.channels.values()) {
      if (child.parentId === channel.id) child.parentId = null;
    }
    this.#core.store.forgetChannel(channel.id);
    const told = new Set(seeing);
    this.#core.announce.toGuild(guild, 'CHANNEL_DELETE', (viewerId) =>
      told.has(viewerId) ? viewGuildChannel(channel) : null,
    );
    return channel;
  }

  /** @param body as Edit Channel Permissions has it */
  setOverwrite(actorId: string, channelId: string, overwriteId: string, body: unknown): void {
    const { guild, channel } = this.#requireManageable(actorId, channelId, P.ManageRoles);
    const form = Form.of(body);
    form.require('type');
    const type = form.choice('type', [OverwriteType.Role, OverwriteType.Member]);
    const allow = form.bits('allow') ?? 0n;
    const deny = form.bits('deny') ?? 0n;
    form.faults.throwIfAny();
    if (type === undefined) return;
    if (type === OverwriteType.Role) this.#core.store.requireRole(guild, overwriteId);
    else this.#core.store.requireMember(guild, overwriteId);
    const others = channel.overwrites.filter(({ id }) => id !== overwriteId);
    this.#setOverwrites(actorId, guild, channel, [...others, { id: overwriteId, type, allow, deny }]);
  }

  /** @throws 10009 when the channel has no such overwrite */
  deleteOverwrite(actorId: string, channelId: string, overwriteId: string): void {
    const { guild, channel } = this.#requireManageable(actorId, channelId, P.ManageRoles);
    const others = channel.overwrites.filter(({ id }) => id !== overwriteId);
    if (others.length === channel.overwrites.length) throw refuse('unknownOverwrite');
    this.#setOverwrites(actorId, guild, channel, others);
  }

  #setOverwrites(
    actorId: string,
    guild: GuildRecord,
    channel: GuildChannelRecord,
    overwrites: readonly OverwriteRecord[],
  ): void {
    this.#requireOverwriteAct(actorId, channel, channel.overwrites, overwrites);
    this.#change.perform(guild, () => {
      channel.overwrites = overwrites;
      this.#announceUpdate(guild, channel);
    });
  }

  #requireManageable(actorId: string, channelId: string, needed: bigint) {
    const channel = this.#core.access.requireVisible(actorId, channelId);
    if (channel.kind !== 'channel') throw refuse('wrongChannelType');
    this.#core.access.requireIn(actorId, channel, needed);
    return { guild: this.#core.store.requireGuild(channel.guildId), channel };
  }

  /** Needs Manage Roles; and only what one has can be allowed or denied ("Channel", Edit Channel Permissions). */
  #requireOverwriteAct(
    actorId: string,
    channel: GuildChannelRecord,
    before: readonly OverwriteRecord[],
    after: readonly OverwriteRecord[],
  ): void {
    this.#core.access.requireIn(actorId, channel, P.ManageRoles);
    for (const { id, allow, deny } of after) {
      const old = before.find((overwrite) => overwrite.id === id);
      const changed = (allow ^ (old?.allow ?? 0n)) | (deny ^ (old?.deny ?? 0n));
      this.#core.access.requireIn(actorId, channel, changed);
    }
  }

  #announceUpdate(guild: GuildRecord, channel: GuildChannelRecord): void {
    this.#core.announce.toGuild(guild, 'CHANNEL_UPDATE', (viewerId) => this.#viewFor(channel, viewerId));
  }

  /** Bots are told of channels that they can't see, too; people are not. */
  #viewFor(channel: GuildChannelRecord, viewerId: string) {
    const isTold = this.#core.store.requireUser(viewerId).bot || this.#core.access.canView(viewerId, channel);
    return isTold ? viewGuildChannel(channel) : null;
  }
}

function readChannel(form: Form) {
  const name = form.string('name', { min: 1, max: 100 });
  const topic = form.string('topic', { max: 1_024 });
  const nsfw = form.boolean('nsfw');
  const position = form.integer('position', { min: 0 });
  const parentId = form.snowflake('parent_id');
  const slowmodeSeconds = form.integer('rate_limit_per_user', { min: 0, max: 21_600 });
  const defaultAutoArchiveMinutes = form.choice('default_auto_archive_duration', [60, 1_440, 4_320, 10_080]);
  const overwrites = form.forms('permission_overwrites', { max: 1_000 })?.map(readOverwrite);
  return {
    ...(name === undefined ? {} : { name: name.toLowerCase().replace(/\s+/g, '-') }),
    ...(form.has('topic') ? { topic: topic ?? null } : {}),
    ...(nsfw === undefined ? {} : { nsfw }),
    ...(position === undefined ? {} : { position }),
    ...(form.has('parent_id') ? { parentId: parentId ?? null } : {}),
    ...(slowmodeSeconds === undefined ? {} : { slowmodeSeconds }),
    ...(defaultAutoArchiveMinutes === undefined ? {} : { defaultAutoArchiveMinutes }),
    ...(overwrites === undefined ? {} : { overwrites }),
  };
}

function readOverwrite(form: Form): OverwriteRecord {
  form.require('id');
  return {
    id: form.snowflake('id') ?? '',
    type: form.choice('type', [OverwriteType.Role, OverwriteType.Member]) ?? OverwriteType.Role,
    allow: form.bits('allow') ?? 0n,
    deny: form.bits('deny') ?? 0n,
  };
}
