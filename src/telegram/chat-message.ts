import { Api } from 'telegram';
import {
  type AccountEvent,
  type ChatMessage,
  joinText,
  plain,
  quoteOf,
  type RichText,
} from '../relay/index.js';
import { fromTelegramText } from './entities.js';
import type { OpenFile } from './media/file-source.js';
import { readFiles, stickerEmoji } from './media/read-files.js';
import { describeMedia, describeOrigin, describeService, nameOrigin } from './media/read-words.js';
import type { NameOf } from './peer-names.js';

/** A message of an account's box that may be an item of an album. */
export interface BoxMessage {
  readonly message: ChatMessage;
  /** The same for all items of one album; null for what is none. */
  readonly groupId: string | null;
}

/** A message of a chat with one person; null for groups, channels, and what says nothing to anybody. */
export function toChatMessage(message: Api.TypeMessage, open: OpenFile, nameOf: NameOf): BoxMessage | null {
  if (message instanceof Api.MessageEmpty || !(message.peerId instanceof Api.PeerUser)) return null;
  const common = {
    id: message.id,
    ids: [message.id],
    peerUserId: message.peerId.userId.toString(),
    outgoing: message.out === true,
    date: new Date(message.date * 1_000),
    replyTo: readReply(message.replyTo, message.peerId, nameOf),
  };
  if (message instanceof Api.Message) {
    const read = { ...common, text: readText(message, nameOf), files: readFiles(message, open) };
    return { message: read, groupId: message.groupedId?.toString() ?? null };
  }
  const what = describeService(message);
  return what === null ? null : { message: { ...common, text: plain(what), files: [] }, groupId: null };
}

/** The short form in which Telegram sends a plain text. */
export function fromShortMessage(update: Api.UpdateShortMessage): ChatMessage {
  return {
    id: update.id,
    ids: [update.id],
    peerUserId: update.userId.toString(),
    outgoing: update.out === true,
    date: new Date(update.date * 1_000),
    text: shortText(update),
    files: [],
    replyTo: readReply(update.replyTo, new Api.PeerUser({ userId: update.userId }), () => null),
  };
}

/** Items of an album that follow one another become one message; everything else stays as it is, in its order. */
export function joinAlbums(messages: readonly BoxMessage[]): readonly ChatMessage[] {
  const joined: BoxMessage[] = [];
  for (const next of messages) {
    const last = joined.at(-1);
    if (last !== undefined && isSameAlbum(last, next)) joined[joined.length - 1] = joinTwo(last, next);
    else joined.push(next);
  }
  return joined.map(({ message }) => message);
}

export function isSameAlbum(one: BoxMessage, other: BoxMessage): boolean {
  return (
    one.groupId !== null &&
    one.groupId === other.groupId &&
    one.message.peerUserId === other.message.peerUserId &&
    one.message.outgoing === other.message.outgoing
  );
}

/** An album as far as it is known: each item's words one below the other, in the order of the items. */
export function joinTwo({ message: first, groupId }: BoxMessage, { message: next }: BoxMessage): BoxMessage {
  if (first.ids.includes(next.id)) return { message: first, groupId };
  const texts = [first.text, next.text].filter(({ text }) => text !== '');
  const [one, other] = texts;
  const text = one !== undefined && other !== undefined ? joinText(one, '\n', other) : (one ?? first.text);
  const message = {
    ...first,
    id: Math.min(first.id, next.id),
    ids: [...first.ids, ...next.ids].toSorted((a, b) => a - b),
    text,
    files: [...first.files, ...next.files],
    replyTo: first.replyTo ?? next.replyTo,
  };
  return { message, groupId };
}

/** The other person's reactions on a message, where Telegram tells them; null where it does not. */
export function readReactions(message: Api.Message): Extract<AccountEvent, { kind: 'reacted' }> | null {
  if (!(message.peerId instanceof Api.PeerUser) || !message.reactions) return null;
  const peerUserId = message.peerId.userId.toString();
  return {
    kind: 'reacted',
    peerUserId,
    messageId: message.id,
    emoji: reactionsOf(message.reactions, peerUserId),
  };
}

/** Emoji that a person set; custom ones have no counterpart. */
export function reactionsOf(
  { recentReactions, results }: Api.MessageReactions,
  userId: string,
): readonly string[] {
  if (recentReactions) {
    return recentReactions.flatMap(({ peerId, reaction }) =>
      peerId instanceof Api.PeerUser && peerId.userId.toString() === userId ? emojiOf(reaction) : [],
    );
  }
  // Without names: all but those that the account itself chose.
  return results.flatMap(({ reaction, count, chosenOrder }) => {
    const isOwnAlone = chosenOrder !== undefined && chosenOrder !== null && count === 1;
    return isOwnAlone ? [] : emojiOf(reaction);
  });
}

function emojiOf(reaction: Api.TypeReaction): readonly string[] {
  return reaction instanceof Api.ReactionEmoji ? [reaction.emoticon] : [];
}

/** The short form names nobody: only a hidden sender's name, or a signature, is told. */
function shortText({ message, entities, fwdFrom }: Api.UpdateShortMessage): RichText {
  const words = fromTelegramText(message, entities);
  const origin = describeOrigin(fwdFrom, () => null);
  return origin === null ? words : joinText(origin, '\n', words);
}

function readText(message: Api.Message, nameOf: NameOf): RichText {
  const words = fromTelegramText(message.message, message.entities);
  const media = describeMedia(message.media);
  const sticker = stickerEmoji(message);
  const parts = [describeOrigin(message.fwdFrom, nameOf), media, sticker].filter(
    (part) => part !== null && part !== '',
  );
  if (words.text !== '') parts.push(null);
  return joinText(...parts.flatMap((part, index) => [...(index === 0 ? [] : ['\n']), part ?? words]));
}

/** Only a message of the same chat has an id of the account's; of any other the header brings the words and their origin (messageReplyHeader). */
function readReply(
  header: Api.TypeMessageReplyHeader | undefined,
  chat: Api.PeerUser,
  nameOf: NameOf,
): ChatMessage['replyTo'] {
  if (!(header instanceof Api.MessageReplyHeader)) return null;
  const { replyToMsgId, replyToPeerId, replyFrom, quoteText } = header;
  if (!replyToMsgId || replyFrom || (replyToPeerId && !isSamePeer(replyToPeerId, chat))) {
    const author = replyFrom ? nameOrigin(replyFrom, nameOf) : null;
    return quoteText ? { id: null, quote: quoteOf(author, quoteText) } : null;
  }
  const quote = quoteText ? quoteOf(null, quoteText) : null;
  const isMarked = quote !== null && header.quote === true;
  return { id: String(replyToMsgId), quote, ...(isMarked ? { isMarked } : {}) };
}

function isSamePeer(peer: Api.TypePeer, { userId }: Api.PeerUser): boolean {
  return peer instanceof Api.PeerUser && peer.userId.equals(userId);
}
