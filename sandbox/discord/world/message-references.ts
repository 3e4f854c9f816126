import { MessageType, PermissionFlagsBits as P } from 'discord-api-types/v10';
import { refuse } from './discord-error.js';
import type { SnapshotRecord } from './enclosure-records.js';
import { refuseField } from './forms/form-faults.js';
import type { ReferenceForm } from './forms/reference-form.js';
import type { ChannelRecord, MessageRecord } from './records.js';
import type { WorldCore } from './world-core.js';

const BASIC: readonly MessageType[] = [
  MessageType.Default,
  MessageType.Reply,
  MessageType.ChatInputCommand,
  MessageType.ContextMenuCommand,
];
const REPLYABLE: readonly MessageType[] = [...BASIC, MessageType.ThreadStarterMessage];

/** Finds what a new message refers to: the message that it answers, or the one that it forwards. */
export class MessageReferences {
  readonly #core: WorldCore;

  constructor(core: WorldCore) {
    this.#core = core;
  }

  /**
   * The message that is answered; null for one that is not there and need not be.
   *
   * @throws 160002, 50035
   */
  requireReplied(actorId: string, channel: ChannelRecord, form: ReferenceForm): MessageRecord | null {
    const { access, store } = this.#core;
    if (!access.can(actorId, channel, P.ReadMessageHistory)) throw refuse('replyWithoutHistory');
    const isHere = form.channelId === undefined || form.channelId === channel.id;
    const replied = isHere ? store.log(channel.id).get(form.messageId) : undefined;
    if (!replied && !form.failIfNotExists) return null;
    if (!replied) throw unknownMessage();
    if (!REPLYABLE.includes(replied.type)) {
      throw refuseField(['message_reference'], {
        code: 'REPLIES_CANNOT_REPLY_TO_SYSTEM_MESSAGE',
        message: 'Cannot reply to a system message',
      });
    }
    return replied;
  }

  /**
   * The message that is forwarded: a basic one, of a channel that the author sees, without a poll or an activity.
   *
   * @throws 50001, 50035; 160014 for an application that may not read it
   */
  requireForwarded(actorId: string, form: ReferenceForm): MessageRecord {
    const { access, store } = this.#core;
    const source = access.requireVisible(actorId, form.channelId ?? '');
    const message = store.log(source.id).get(form.messageId);
    if (!message) throw unknownMessage();
    if (!BASIC.includes(message.type) || message.poll !== null || message.activity !== null) {
      // Which words Discord has for it is not documented; that it is refused is ("Message", Message Reference Types).
      throw refuseField(['message_reference'], {
        code: 'MESSAGE_CANNOT_BE_FORWARDED',
        message: 'This message can not be forwarded',
      });
    }
    if (!this.#mayRead(actorId, message)) throw refuse('forwardUnreadable');
    return message;
  }

  /** A copy of the message as it is now, with files of its own: what becomes of the original does not touch it. */
  snapshot(message: MessageRecord, channelId: string): SnapshotRecord {
    const [inner] = message.snapshots;
    // Snapshots are nested one deep at most: a forward of a forward holds the first message.
    const source = inner ?? message;
    return {
      type: source.type,
      content: source.content,
      embeds: structuredClone(source.embeds),
      components: structuredClone(source.components),
      attachments: source.attachments.map((file) => ({
        ...file,
        id: this.#core.snowflakes.next(),
        channelId,
      })),
      stickers: source.stickers,
      createdAt: source.createdAt,
      editedAt: source.editedAt,
      flags: source.flags,
      mentionedUserIds: source.mentionedUserIds,
      mentionedRoleIds: source.mentionedRoleIds,
    };
  }

  #mayRead(actorId: string, message: MessageRecord): boolean {
    const { application } = this.#core;
    return (
      actorId !== application.botId ||
      application.privilegedIntents.messageContent ||
      message.guildId === null ||
      message.authorId === actorId ||
      message.mentionedUserIds.includes(actorId)
    );
  }
}

function unknownMessage() {
  return refuseField(['message_reference'], { code: 'REPLIES_UNKNOWN_MESSAGE', message: 'Unknown message' });
}
