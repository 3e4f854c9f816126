import type { Api } from 'telegram';

/** What both sides of a private chat see of one message. */
export interface MessageBody {
  readonly fromId: string;
  readonly date: number;
  readonly isSilent: boolean;
  text: string;
  entities: readonly Api.TypeMessageEntity[];
  editDate: number | undefined;
}

/** One message as it lies in one user's mailbox: the body is shared, the number is the owner's own. */
export interface MessageCopy {
  readonly id: number;
  readonly peerId: string;
  readonly isOut: boolean;
  readonly replyToId: number | undefined;
  readonly body: MessageBody;
}

/** What is needed to write one. */
export interface MessageDraft {
  readonly text: string;
  readonly entities?: readonly Api.TypeMessageEntity[];
  /** A message id of the sender's. */
  readonly replyToId?: number | undefined;
  readonly isSilent?: boolean;
}
