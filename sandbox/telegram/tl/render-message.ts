import { Api } from 'telegram';
import type { Elsewhere, MessageBody, MessageCopy, Quote } from '../world/message.js';
import type { Origin } from '../world/origin.js';
import type { World } from '../world/world.js';
import { toLong } from './long.js';
import { renderPeer } from './render.js';
import { renderMedia } from './render-media.js';

/** A message as its owner sees it. Incoming private messages carry no from_id: the peer is the sender. */
export function renderMessage(
  world: World,
  ownerId: string,
  copy: MessageCopy,
): Api.Message | Api.MessageService {
  const { body } = copy;
  const common = {
    id: copy.id,
    out: copy.isOut,
    silent: body.isSilent,
    peerId: renderPeer(copy.peerId),
    ...(copy.isOut && { fromId: renderPeer(body.fromId) }),
    ...(copy.replyToId !== undefined && { replyTo: renderReplyTo(copy.replyToId, body.quote) }),
    ...(body.elsewhere && { replyTo: renderReplyElsewhere(body.elsewhere) }),
    date: body.date,
  };
  if (body.action !== undefined) {
    return new Api.MessageService({ ...common, action: body.action });
  }
  return new Api.Message({
    ...common,
    message: body.text,
    editHide: body.isEditHidden,
    ...(body.media && { media: renderMedia(world, ownerId, body.media) }),
    ...(body.origin && { fwdFrom: renderOrigin(body.origin) }),
    ...(body.entities.length > 0 && { entities: [...body.entities] }),
    ...(body.editDate !== undefined && { editDate: body.editDate }),
    ...(body.groupedId !== undefined && { groupedId: toLong(body.groupedId) }),
    ...(body.reactions.size > 0 && { reactions: renderReactions(body, ownerId) }),
  });
}

/** What a message replies to, in its owner's numbering. */
export function renderReplyTo(replyToMsgId: number, quote: Quote | undefined): Api.MessageReplyHeader {
  return new Api.MessageReplyHeader({
    replyToMsgId,
    ...(quote && {
      quote: true,
      quoteText: quote.text,
      quoteOffset: quote.offset,
      ...(quote.entities.length > 0 && { quoteEntities: [...quote.entities] }),
    }),
  });
}

/** What a message replies to that was written elsewhere: only a channel's post has an id that others can use ("messageReplyHeader"). */
function renderReplyElsewhere({ origin, text }: Elsewhere): Api.MessageReplyHeader {
  return new Api.MessageReplyHeader({
    ...(origin.kind === 'channel' && {
      replyToPeerId: new Api.PeerChannel({ channelId: toLong(origin.channelId) }),
      replyToMsgId: origin.postId,
    }),
    replyFrom: renderOrigin(origin),
    quoteText: text,
  });
}

/** The reactions to a message as one side of the chat sees them ("Message reactions"). */
export function renderReactions({ reactions }: MessageBody, viewerId: string): Api.MessageReactions {
  const counts = new Map<string, number>();
  for (const { emoji } of reactions.values()) {
    counts.set(emoji, (counts.get(emoji) ?? 0) + 1);
  }
  const own = reactions.get(viewerId)?.emoji;
  return new Api.MessageReactions({
    results: [...counts].map(
      ([emoticon, count]) =>
        new Api.ReactionCount({
          reaction: new Api.ReactionEmoji({ emoticon }),
          count,
          ...(emoticon === own && { chosenOrder: 0 }),
        }),
    ),
    recentReactions: [...reactions].map(
      ([userId, { emoji, date }]) =>
        new Api.MessagePeerReaction({
          my: userId === viewerId,
          peerId: renderPeer(userId),
          date,
          reaction: new Api.ReactionEmoji({ emoticon: emoji }),
        }),
    ),
  });
}

function renderOrigin(origin: Origin): Api.MessageFwdHeader {
  const { date } = origin;
  switch (origin.kind) {
    case 'user':
      return new Api.MessageFwdHeader({ date, fromId: renderPeer(origin.userId) });
    case 'hidden':
      return new Api.MessageFwdHeader({ date, fromName: origin.name });
    case 'channel':
      return new Api.MessageFwdHeader({
        date,
        fromId: new Api.PeerChannel({ channelId: toLong(origin.channelId) }),
        channelPost: origin.postId,
        ...(origin.signature !== undefined && { postAuthor: origin.signature }),
      });
  }
}
