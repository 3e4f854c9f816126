import { Api } from 'telegram';
import type { MessageCopy } from '../world/message.js';
import type { Settings } from '../world/settings.js';
import type { World, WorldEvent } from '../world/world.js';
import { toLong } from './long.js';
import { renderPeer, renderUsers } from './render.js';
import { renderPtsEvent, subjectsOfEvent } from './render-event.js';
import { renderMentioned } from './render-mentioned.js';
import { renderReactions, renderReplyTo } from './render-message.js';

type PtsWorldEvent = Extract<WorldEvent, { kind: 'pts' }>;

/** What is pushed to the clients of the event's owner; undefined if there is nothing left to tell. */
export function renderPush(world: World, settings: Settings, event: WorldEvent): Api.TypeUpdates | undefined {
  const date = world.seconds();
  switch (event.kind) {
    case 'typing': {
      const { fromId, action } = event;
      const update = new Api.UpdateUserTyping({ userId: toLong(fromId), action });
      return new Api.UpdateShort({ update, date });
    }
    case 'renamed': {
      const [user] = renderUsers(world, event.ownerId, [event.userId]);
      const update = new Api.UpdateUserName({
        userId: toLong(event.userId),
        firstName: user?.firstName ?? '',
        lastName: user?.lastName ?? '',
        usernames:
          user?.username === undefined
            ? []
            : [new Api.Username({ username: user.username, active: true, editable: true })],
      });
      return new Api.Updates({ updates: [update], users: user ? [user] : [], chats: [], date, seq: 0 });
    }
    case 'reactions': {
      const copy = world.mailbox(event.ownerId).find(event.messageId);
      return copy && renderReactionsUpdate(world, event.ownerId, [copy]);
    }
    case 'pts':
      return renderPtsPush(world, settings, event);
  }
}

function renderPtsPush(
  world: World,
  settings: Settings,
  { ownerId, event }: PtsWorldEvent,
): Api.TypeUpdates | undefined {
  const isNew = event.change.kind === 'new';
  if (isNew && settings.newMessageForm === 'tooLong') {
    return new Api.UpdatesTooLong();
  }
  const short =
    isNew && settings.newMessageForm === 'short' ? renderShortMessage(world, ownerId, event) : undefined;
  if (short !== undefined) {
    return short;
  }
  const update = renderPtsEvent(world, ownerId, event);
  const { copies, userIds } = subjectsOfEvent(world, ownerId, event);
  return (
    update &&
    new Api.Updates({
      updates: [update],
      ...renderMentioned(world, ownerId, copies, userIds),
      date: event.date,
      seq: 0,
    })
  );
}

function isPlain({ body }: MessageCopy): boolean {
  return (
    body.entities.length === 0 &&
    body.media === undefined &&
    body.origin === undefined &&
    body.elsewhere === undefined &&
    body.action === undefined
  );
}

/** updateMessageReactions for each of these messages. */
export function renderReactionsUpdate(
  world: World,
  ownerId: string,
  copies: readonly MessageCopy[],
): Api.Updates {
  return new Api.Updates({
    updates: copies.map(
      ({ id, peerId, body }) =>
        new Api.UpdateMessageReactions({
          peer: renderPeer(peerId),
          msgId: id,
          reactions: renderReactions(body, ownerId),
        }),
    ),
    ...renderMentioned(world, ownerId, copies),
    date: world.seconds(),
    seq: 0,
  });
}

/** The short form names no users, so it serves only in a chat that the client has seen, and for plain text. */
function renderShortMessage(
  world: World,
  ownerId: string,
  { pts, ptsCount, change, date }: PtsWorldEvent['event'],
): Api.UpdateShortMessage | undefined {
  const mailbox = world.mailbox(ownerId);
  const copy = change.kind === 'new' ? mailbox.find(change.messageId) : undefined;
  if (copy === undefined || !isPlain(copy) || mailbox.inChat(copy.peerId).length < 2) {
    return undefined;
  }
  return new Api.UpdateShortMessage({
    id: copy.id,
    out: copy.isOut,
    silent: copy.body.isSilent,
    userId: toLong(copy.peerId),
    message: copy.body.text,
    pts,
    ptsCount,
    date,
    ...(copy.replyToId !== undefined && {
      replyTo: renderReplyTo(copy.replyToId, copy.body.quote),
    }),
  });
}
