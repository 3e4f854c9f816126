import { Api } from 'telegram';
import type { Dialog, PtsEvent } from '../world/mailbox.js';
import type { MessageCopy } from '../world/message.js';
import type { World } from '../world/world.js';
import { toLong } from './long.js';

/** A user as this viewer sees them: with the viewer's access hash and the name in the viewer's address book. */
export function renderUser(world: World, viewerId: string, userId: string): Api.User {
  const user = world.user(userId);
  const isSelf = viewerId === userId;
  const saved = isSelf ? undefined : world.user(viewerId).contacts.get(userId);
  const isMutual = saved !== undefined && user.contacts.has(viewerId);
  const { firstName, lastName } = saved ?? user;
  return new Api.User({
    id: toLong(userId),
    accessHash: toLong(world.accessHash(viewerId, userId)),
    self: isSelf,
    contact: saved !== undefined,
    mutualContact: isMutual,
    bot: user.isBot,
    firstName,
    ...(lastName !== '' && { lastName }),
    ...(user.username !== undefined && { username: user.username }),
    ...((isSelf || isMutual) && { phone: user.phone }),
    ...(user.isBot && { botInfoVersion: 1 }),
    status: user.isOnline
      ? new Api.UserStatusOnline({ expires: world.seconds() + 300 })
      : new Api.UserStatusOffline({ wasOnline: user.lastSeen }),
  });
}

/** The users that an answer mentions, each once. */
export function renderUsers(world: World, viewerId: string, userIds: Iterable<string>): Api.User[] {
  return [...new Set(userIds)].map((userId) => renderUser(world, viewerId, userId));
}

export function renderPeer(userId: string): Api.PeerUser {
  return new Api.PeerUser({ userId: toLong(userId) });
}

/** A message as its owner sees it. Incoming private messages carry no from_id: the peer is the sender. */
export function renderMessage(copy: MessageCopy): Api.Message {
  const { body } = copy;
  return new Api.Message({
    id: copy.id,
    out: copy.isOut,
    silent: body.isSilent,
    peerId: renderPeer(copy.peerId),
    ...(copy.isOut && { fromId: renderPeer(body.fromId) }),
    ...(copy.replyToId !== undefined && {
      replyTo: new Api.MessageReplyHeader({ replyToMsgId: copy.replyToId }),
    }),
    date: body.date,
    message: body.text,
    ...(body.entities.length > 0 && { entities: [...body.entities] }),
    ...(body.editDate !== undefined && { editDate: body.editDate }),
  });
}

/** A change as an Update; undefined if the message that it is about has gone meanwhile. */
export function renderPtsEvent(world: World, ownerId: string, event: PtsEvent): Api.TypeUpdate | undefined {
  const { pts, ptsCount, change } = event;
  switch (change.kind) {
    case 'new':
    case 'edit': {
      const copy = world.mailbox(ownerId).find(change.messageId);
      if (copy === undefined) {
        return undefined;
      }
      const fields = { message: renderMessage(copy), pts, ptsCount };
      return change.kind === 'new' ? new Api.UpdateNewMessage(fields) : new Api.UpdateEditMessage(fields);
    }
    case 'delete':
      return new Api.UpdateDeleteMessages({ messages: [...change.messageIds], pts, ptsCount });
    case 'readInbox':
      return new Api.UpdateReadHistoryInbox({
        peer: renderPeer(change.peerId),
        maxId: change.maxId,
        stillUnreadCount: change.stillUnread,
        pts,
        ptsCount,
      });
    case 'readOutbox':
      return new Api.UpdateReadHistoryOutbox({
        peer: renderPeer(change.peerId),
        maxId: change.maxId,
        pts,
        ptsCount,
      });
  }
}

/** Both ends of the chat that an event is about, for the `users` of an Updates. */
export function usersOfEvent(world: World, ownerId: string, event: PtsEvent): string[] {
  const { change } = event;
  switch (change.kind) {
    case 'new':
    case 'edit':
      return [ownerId, world.mailbox(ownerId).find(change.messageId)?.peerId ?? ownerId];
    case 'delete':
      return [];
    case 'readInbox':
    case 'readOutbox':
      return [change.peerId];
  }
}

/** One chat in a list of dialogs, with its newest message if there is one. */
export function renderDialog(world: World, ownerId: string, dialog: Dialog): Api.Dialog {
  const mailbox = world.mailbox(ownerId);
  return new Api.Dialog({
    peer: renderPeer(dialog.peerId),
    topMessage: mailbox.inChat(dialog.peerId).at(-1)?.id ?? 0,
    readInboxMaxId: dialog.readInboxMaxId,
    readOutboxMaxId: dialog.readOutboxMaxId,
    unreadCount: mailbox.countUnread(dialog.peerId),
    unreadMentionsCount: 0,
    unreadReactionsCount: 0,
    notifySettings: new Api.PeerNotifySettings({}),
  });
}

/** updates.state of this user at this moment. */
export function renderState(world: World, ownerId: string): Api.updates.State {
  const mailbox = world.mailbox(ownerId);
  return new Api.updates.State({
    pts: mailbox.pts,
    qts: 0,
    date: world.seconds(),
    seq: 1,
    unreadCount: mailbox.unreadCount,
  });
}
