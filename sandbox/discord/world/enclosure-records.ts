import type { MessageActivityType } from 'discord-api-types/v10';
import type { MessageRecord } from './records.js';

export interface PollAnswerRecord {
  readonly id: number;
  readonly text: string;
  /** A custom emoji has an id. */
  readonly emoji: { readonly id: string | null; readonly name: string | null } | null;
}

/** A poll of a message. Nobody votes in the local Discord. */
export interface PollRecord {
  readonly question: string;
  readonly answers: readonly PollAnswerRecord[];
  readonly allowsMany: boolean;
  /** In milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** What a forward keeps of the message at that moment ("Message", Message Snapshot Object); its author is not told. */
export type SnapshotRecord = Readonly<
  Pick<
    MessageRecord,
    | 'type'
    | 'content'
    | 'embeds'
    | 'components'
    | 'attachments'
    | 'stickers'
    | 'createdAt'
    | 'editedAt'
    | 'flags'
    | 'mentionedUserIds'
    | 'mentionedRoleIds'
  >
>;

/** An invitation to a game or to listen along ("Message", Message Activity Object). */
export interface ActivityRecord {
  readonly type: MessageActivityType;
  readonly partyId: string | null;
}
