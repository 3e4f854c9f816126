import { Api } from 'telegram';
import type { AccountEvent, ChatMessage } from '../relay/index.js';
import {
  type BoxMessage,
  fromShortMessage,
  reactionsOf,
  readReactions,
  toChatMessage,
} from './chat-message.js';
import type { OpenFile } from './media/file-source.js';
import { type NameOf, namesAround } from './peer-names.js';

/** One change of an account's common message box, with its place in the box's sequence (core.telegram.org/api/updates). */
export interface BoxChange {
  /** The sequence's state after the change. */
  readonly pts: number;
  /** By how much the change moves it. */
  readonly ptsCount: number;
  /** What happened in private chats; empty when nothing that matters here. */
  readonly events: readonly AccountEvent[];
  /** Set when the one event is a message that may be an item of an album. */
  readonly item: BoxMessage | null;
  /** When it happened, in Unix seconds, if the change tells. */
  readonly date: number | null;
}

/** A change of the box, a hint that changes were left out, or nothing that counts. */
export type ReadUpdate =
  | { readonly kind: 'change'; readonly change: BoxChange }
  | { readonly kind: 'missed' }
  | null;

/** Reads one update as it was pushed. */
export function readUpdate(update: unknown, open: OpenFile): ReadUpdate {
  if (update instanceof Api.UpdatesTooLong || update instanceof Api.UpdatePtsChanged)
    return { kind: 'missed' };
  const place = placeOf(update);
  if (place === null) return null;
  const nameOf = namesAround(update);
  const item = update instanceof Api.UpdateNewMessage ? toChatMessage(update.message, open, nameOf) : null;
  const change = { ...place, events: eventsOf(update, open, nameOf), item, date: dateOf(update) };
  return { kind: 'change', change };
}

/** The changes that an answer to an own call stands for: they move the sequence, and nobody needs to be told of them. */
export function readOwnResult(result: unknown): readonly BoxChange[] {
  const parts =
    result instanceof Api.Updates || result instanceof Api.UpdatesCombined ? result.updates : [result];
  return parts.flatMap((part) => {
    const place = placeOf(part);
    return place === null ? [] : [{ ...place, events: [], item: null, date: null }];
  });
}

/** What one update says about private chats. */
export function eventsOf(update: unknown, open: OpenFile, nameOf: NameOf): readonly AccountEvent[] {
  if (update instanceof Api.UpdateShortMessage)
    return [{ kind: 'message', message: fromShortMessage(update) }];
  if (update instanceof Api.UpdateNewMessage || update instanceof Api.UpdateEditMessage) {
    const read = toChatMessage(update.message, open, nameOf);
    if (read === null) return [];
    const { message } = read;
    if (update instanceof Api.UpdateNewMessage) return [{ kind: 'message', message }];
    return editsOf(update.message, message);
  }
  if (update instanceof Api.UpdateDeleteMessages) return [{ kind: 'deleted', ids: update.messages }];
  const reacted = readReactionUpdate(update);
  if (reacted !== null) return [reacted];
  if (update instanceof Api.UpdateReadHistoryOutbox && update.peer instanceof Api.PeerUser) {
    return [{ kind: 'read', peerUserId: update.peer.userId.toString(), upToId: update.maxId }];
  }
  return [];
}

/**
 * In private chats a reaction comes as an edit: one that shows none ("edit_hide") where the words never changed, else one like any other. The message comes whole each
 * time: where no reactions stand in it, there are none.
 */
function editsOf(raw: Api.TypeMessage, message: ChatMessage): readonly AccountEvent[] {
  if (!(raw instanceof Api.Message)) return [{ kind: 'edited', message }];
  const { peerUserId, id: messageId } = message;
  const reacted = readReactions(raw) ?? { kind: 'reacted', peerUserId, messageId, emoji: [] };
  return raw.editHide ? [reacted] : [{ kind: 'edited', message }, reacted];
}

/** What a person's reactions on a message are now, where Telegram tells it apart from the message: it moves no sequence. */
export function readReactionUpdate(update: unknown): AccountEvent | null {
  if (!(update instanceof Api.UpdateMessageReactions) || !(update.peer instanceof Api.PeerUser)) return null;
  const peerUserId = update.peer.userId.toString();
  const emoji = reactionsOf(update.reactions, peerUserId);
  return { kind: 'reacted', peerUserId, messageId: update.msgId, emoji };
}

/**
 * What Telegram says of somebody from whom a message may come next (SendMessageAction). The rest is none: speaking in a call, playing a game, watching a reaction,
 * an import of history, and that they stopped.
 */
const typingActions = [
  Api.SendMessageTypingAction,
  Api.SendMessageRecordVideoAction,
  Api.SendMessageUploadVideoAction,
  Api.SendMessageRecordAudioAction,
  Api.SendMessageUploadAudioAction,
  Api.SendMessageUploadPhotoAction,
  Api.SendMessageUploadDocumentAction,
  Api.SendMessageRecordRoundAction,
  Api.SendMessageUploadRoundAction,
  Api.SendMessageGeoLocationAction,
  Api.SendMessageChooseContactAction,
  Api.SendMessageChooseStickerAction,
];

/** Who is about to send the account something; null for other updates. */
export function readTyping(update: unknown): string | null {
  if (!(update instanceof Api.UpdateUserTyping)) return null;
  const { action, userId } = update;
  return typingActions.some((kind) => action instanceof kind) ? userId.toString() : null;
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
