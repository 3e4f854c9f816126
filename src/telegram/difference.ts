import { Api, helpers } from 'telegram';
import type { AccountEvent } from '../relay/index.js';
import type { UpdateCursor } from '../sessions/index.js';
import { joinAlbums, toChatMessage } from './chat-message.js';
import type { OpenFile } from './media/file-source.js';
import { namesIn } from './peer-names.js';
import { eventsOf } from './updates.js';

/** One answer of `updates.getDifference`. */
export type DifferencePart =
  | {
      readonly kind: 'events';
      readonly events: readonly AccountEvent[];
      readonly cursor: UpdateCursor;
      readonly isLast: boolean;
    }
  /** Too much was missed: the sequence goes on at `cursor`, and what lies before it can only be read from the chats. */
  | { readonly kind: 'too_long'; readonly cursor: UpdateCursor };

/** What happened after a cursor. */
export function differenceAfter({ pts, qts, date }: UpdateCursor): Api.updates.GetDifference {
  return new Api.updates.GetDifference({ pts, qts, date });
}

export function readDifference(
  answer: Api.updates.TypeDifference,
  asked: UpdateCursor,
  open: OpenFile,
): DifferencePart {
  if (answer instanceof Api.updates.DifferenceEmpty) {
    return { kind: 'events', events: [], cursor: { ...asked, date: answer.date }, isLast: true };
  }
  if (answer instanceof Api.updates.DifferenceTooLong) {
    return { kind: 'too_long', cursor: { ...asked, pts: answer.pts } };
  }
  const isLast = answer instanceof Api.updates.Difference;
  const state = isLast ? answer.state : answer.intermediateState;
  return { kind: 'events', events: orderEvents(answer, open), cursor: cursorOf(state), isLast };
}

/** Telegram's own notion of where an account stands. */
export function cursorOf({ pts, qts, date }: Api.updates.State): UpdateCursor {
  return { pts, qts, date };
}

/**
 * A difference lists messages apart from everything else, so their order towards each other is lost. Reads come first, because they can only make a message count
 * that was written after them by its date; then messages as they were numbered; then what changes messages.
 */
function orderEvents(
  { newMessages, otherUpdates, users, chats }: Api.updates.Difference | Api.updates.DifferenceSlice,
  open: OpenFile,
): readonly AccountEvent[] {
  const nameOf = namesIn([...users, ...chats]);
  const read = newMessages.flatMap((message) => toChatMessage(message, open, nameOf) ?? []);
  const messages = joinAlbums(read.toSorted((a, b) => a.message.id - b.message.id)).map(
    (message): AccountEvent => ({ kind: 'message', message }),
  );
  const events = [...messages, ...otherUpdates.flatMap((update) => eventsOf(update, open, nameOf))];
  return events.toSorted((a, b) => ranks[a.kind] - ranks[b.kind] || idOf(a) - idOf(b));
}

const ranks: Record<AccountEvent['kind'], number> = {
  read: 0,
  message: 1,
  edited: 2,
  reacted: 3,
  deleted: 4,
  standing: 5,
};

function idOf(event: AccountEvent): number {
  return event.kind === 'message' ? event.message.id : 0;
}

/** The latest messages of a chat above an id, as far as `limit` goes; the newest first, as Telegram has it. */
export function historyAbove(
  peer: Api.TypeInputPeer,
  minId: number,
  limit: number,
  offsetId = 0,
): Api.messages.GetHistory {
  const none = { offsetDate: 0, addOffset: 0, maxId: 0, hash: helpers.returnBigInt(0) };
  return new Api.messages.GetHistory({ ...none, peer, minId, limit, offsetId });
}
