import type { Api } from 'telegram';
import type { Media } from './media.js';
import type { Origin } from './origin.js';

/** One person's reaction to a message. */
export interface Reaction {
  readonly emoji: string;
  readonly date: number;
}

/** The part of a message that a reply quotes; the offset is its place in that message, in UTF-16 units. */
export interface Quote {
  readonly text: string;
  readonly entities: readonly Api.TypeMessageEntity[];
  readonly offset: number;
}

/** A message of another chat that a reply answers. */
export interface Elsewhere {
  readonly origin: Origin;
  readonly text: string;
}

/** What both sides of a private chat see of one message. */
export interface MessageBody {
  readonly fromId: string;
  readonly date: number;
  readonly isSilent: boolean;
  text: string;
  entities: readonly Api.TypeMessageEntity[];
  /** When it was last changed, be it only by a reaction. */
  editDate: number | undefined;
  /** The last change concerned nothing that its writer wrote: people are not shown that it was edited. */
  isEditHidden: boolean;
  media: Media | undefined;
  /** What the messages of one album have in common. */
  readonly groupedId: string | undefined;
  readonly origin: Origin | undefined;
  readonly quote: Quote | undefined;
  /** Set where it replies to another chat. */
  readonly elsewhere: Elsewhere | undefined;
  /** Set on a service message, which has no text. */
  readonly action: Api.TypeMessageAction | undefined;
  /** By user id. Without Premium everyone has one. */
  readonly reactions: Map<string, Reaction>;
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
  readonly entities?: readonly Api.TypeMessageEntity[] | undefined;
  /** A message id of the sender's. */
  readonly replyToId?: number | undefined;
  readonly quote?: Quote | undefined;
  readonly elsewhere?: Elsewhere | undefined;
  readonly isSilent?: boolean | undefined;
  readonly media?: Media | undefined;
  readonly groupedId?: string | undefined;
  readonly origin?: Origin | undefined;
  readonly action?: Api.TypeMessageAction | undefined;
}
