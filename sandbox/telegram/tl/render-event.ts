import { Api } from 'telegram';
import type { Dialog, PtsEvent } from '../world/mailbox.js';
import type { MessageCopy } from '../world/message.js';
import type { World } from '../world/world.js';
import { renderPeer } from './render.js';
import { renderMessage } from './render-message.js';

/** A change as an Update; undefined if the message that it is about has gone meanwhile. */
export function renderPtsEvent(world: World, ownerId: string, event: PtsEvent): Api.TypeUpdate | undefined {
  const { pts, ptsCount, change } = event;
  switch (change.kind) {
    case 'new':
    case 'edit':
    case 'reaction': {
      const copy = world.mailbox(ownerId).find(change.messageId);
      if (copy === undefined) {
        return undefined;
      }
      const fields = { message: renderMessage(world, ownerId, copy), pts, ptsCount };
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

/** The messages and the users that an event is about. */
export function subjectsOfEvent(
  world: World,
  ownerId: string,
  { change }: PtsEvent,
): { copies: MessageCopy[]; userIds: string[] } {
  switch (change.kind) {
    case 'new':
    case 'edit':
    case 'reaction': {
      const copy = world.mailbox(ownerId).find(change.messageId);
      return { copies: copy === undefined ? [] : [copy], userIds: [] };
    }
    case 'delete':
      return { copies: [], userIds: [] };
    case 'readInbox':
    case 'readOutbox':
      return { copies: [], userIds: [change.peerId] };
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
