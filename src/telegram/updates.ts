import { Api } from 'telegram';
import type { AccountEvent } from '../relay/index.js';
import { fromShortMessage, toChatMessage } from './chat-message.js';

/** One change of an account's common message box, with its place in the box's sequence (core.telegram.org/api/updates). */
export interface BoxChange {
  /** The sequence's state after the change. */
  readonly pts: number;
  /** By how much the change moves it. */
  readonly ptsCount: number;
  /** What happened in private chats; empty when nothing that matters here. */
  readonly events: readonly AccountEvent[];
  /** When it happened, in Unix seconds, if the change tells. */
  readonly date: number | null;
}

/** A change of the box, a hint that changes were left out, or nothing that counts. */
export type ReadUpdate =
  | { readonly kind: 'change'; readonly change: BoxChange }
  | { readonly kind: 'missed' }
  | null;

/** Reads one update as it was pushed. */
export function readUpdate(update: unknown): ReadUpdate {
  if (update instanceof Api.UpdatesTooLong || update instanceof Api.UpdatePtsChanged)
    return { kind: 'missed' };
  const place = placeOf(update);
  if (place === null) return null;
  return { kind: 'change', change: { ...place, events: eventsOf(update), date: dateOf(update) } };
}

/** The changes that an answer to an own call stands for: they move the sequence, and nobody needs to be told of them. */
export function readOwnResult(result: unknown): readonly BoxChange[] {
  const parts =
    result instanceof Api.Updates || result instanceof Api.UpdatesCombined ? result.updates : [result];
  return parts.flatMap((part) => {
    const place = placeOf(part);
    return place === null ? [] : [{ ...place, events: [], date: null }];
  });
}

/** What one update says about private chats. */
export function eventsOf(update: unknown): readonly AccountEvent[] {
  if (update instanceof Api.UpdateShortMessage)
    return [{ kind: 'message', message: fromShortMessage(update) }];
  if (update instanceof Api.UpdateNewMessage || update instanceof Api.UpdateEditMessage) {
    const message = toChatMessage(update.message);
    if (message === null) return [];
    return [{ kind: update instanceof Api.UpdateNewMessage ? 'message' : 'edited', message }];
  }
  if (update instanceof Api.UpdateDeleteMessages) return [{ kind: 'deleted', ids: update.messages }];
  if (update instanceof Api.UpdateReadHistoryOutbox && update.peer instanceof Api.PeerUser) {
    return [{ kind: 'read', peerUserId: update.peer.userId.toString(), upToId: update.maxId }];
  }
  return [];
}

/** Channels have boxes of their own, with another sequence each. */
function placeOf(update: unknown): { pts: number; ptsCount: number } | null {
  if (typeof update !== 'object' || update === null) return null;
  if (!('pts' in update && 'ptsCount' in update && 'className' in update)) return null;
  const { pts, ptsCount, className } = update;
  if (typeof pts !== 'number' || typeof ptsCount !== 'number') return null;
  return typeof className === 'string' && className.includes('Channel') ? null : { pts, ptsCount };
}

function dateOf(update: unknown): number | null {
  if (update instanceof Api.UpdateShortMessage) return update.date;
  if (update instanceof Api.UpdateNewMessage && !(update.message instanceof Api.MessageEmpty))
    return update.message.date;
  return null;
}
