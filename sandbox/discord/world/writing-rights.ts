import { ChannelType, MessageFlags, PermissionFlagsBits as P } from 'discord-api-types/v10';
import type { Access } from './access.js';
import { refuse } from './discord-error.js';
import type { MessageForm, UploadedFile } from './forms/message-form.js';
import type { ChannelRecord, ThreadRecord } from './records.js';
import type { Users } from './users.js';

/** Says who may write what where ("Message", Create Message; "Threads", Locked Threads). */
export class WritingRights {
  readonly #access: Access;
  readonly #users: Users;

  constructor(access: Access, users: Users) {
    this.#access = access;
    this.#users = users;
  }

  /** The right to post this message here: to speak, and for what it carries. */
  requireMayWrite(
    actorId: string,
    channel: ChannelRecord,
    form: MessageForm,
    files: readonly UploadedFile[],
  ): void {
    this.requireSpeech(actorId, channel);
    const access = this.#access;
    if (channel.kind === 'thread' && channel.locked && !access.can(actorId, channel, P.ManageThreads)) {
      throw refuse('threadLocked');
    }
    if (form.embeds?.length) access.requireIn(actorId, channel, P.EmbedLinks);
    this.requireMayAttach(actorId, channel, files);
    if (
      (form.flags ?? 0) & MessageFlags.IsVoiceMessage &&
      !access.can(actorId, channel, P.SendVoiceMessages)
    ) {
      throw refuse('voiceNotAllowed');
    }
    if (form.poll) access.requireIn(actorId, channel, P.SendPolls);
    if (form.tts) access.requireIn(actorId, channel, P.SendTTSMessages);
  }

  /** @throws 50013 when files come along that may not */
  requireMayAttach(actorId: string, channel: ChannelRecord, files: readonly UploadedFile[]): void {
    if (files.length > 0) this.#access.requireIn(actorId, channel, P.AttachFiles);
  }

  /** @throws 50013, in a direct channel 50007 or 50278 */
  requireSpeech(actorId: string, channel: ChannelRecord): void {
    switch (channel.kind) {
      case 'direct':
        this.#users.requireMayWrite(actorId, channel);
        break;
      case 'thread':
        this.#access.requireIn(actorId, channel, P.SendMessagesInThreads);
        break;
      case 'channel':
        if (channel.type === ChannelType.GuildCategory) throw refuse('nonTextChannel');
        this.#access.requireIn(actorId, channel, P.SendMessages);
    }
  }

  /** Nothing in an archived thread is edited; in a locked one only by who manages threads. */
  requireAwake(actorId: string, thread: ThreadRecord): void {
    if (thread.archived) throw refuse('threadArchived');
    if (thread.locked && !this.#access.can(actorId, thread, P.ManageThreads)) {
      throw refuse('threadLocked');
    }
  }
}
