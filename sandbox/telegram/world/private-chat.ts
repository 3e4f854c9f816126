import type { Api } from 'telegram';
import type { PtsEvent } from './mailbox.js';
import { isSameMedia, type Media } from './media.js';
import type { MessageBody, MessageCopy, MessageDraft } from './message.js';
import { Refusal } from './refusal.js';
import type { World } from './world.js';

/** Who does it, to whom, and from which session (which learns of it by the answer, not by an update). */
export interface Act {
  readonly world: World;
  readonly actorId: string;
  readonly origin?: object;
}

/** Writes a message. Throws Refusal if the other side does not take it. */
export function sendMessage(
  act: Act,
  peerId: string,
  draft: MessageDraft,
): { copy: MessageCopy; event: PtsEvent } {
  const { world, actorId } = act;
  checkMayWrite(world, actorId, peerId);
  const own = world.mailbox(actorId);
  const replied = draft.replyToId === undefined ? undefined : own.find(draft.replyToId);
  if (draft.replyToId !== undefined && replied?.peerId !== peerId) {
    throw new Refusal(400, 'REPLY_MESSAGE_ID_INVALID');
  }
  const date = world.seconds();
  const body = createBody(draft, actorId, date);
  const event = own.add({ peerId, isOut: true, replyToId: draft.replyToId, body }, date);
  announce(act, actorId, event);
  if (peerId !== actorId) {
    const theirs = world.mailbox(peerId);
    const replyToId = replied === undefined ? undefined : theirs.idOf(replied.body);
    announce(act, peerId, theirs.add({ peerId: actorId, isOut: false, replyToId, body }, date));
    theirs.dialogWith(actorId).peerTypesUntil = 0;
  }
  const copy = event.change.kind === 'new' ? own.find(event.change.messageId) : undefined;
  if (copy === undefined) {
    throw new Error('a message that was just written is gone');
  }
  return { copy, event };
}

/** Changes the text (or caption) of an own message, and with `media` what it carries, on both sides. */
export function editMessage(
  act: Act,
  messageId: number,
  change: { text: string; entities?: readonly Api.TypeMessageEntity[]; media?: Media },
): PtsEvent {
  const { world, actorId } = act;
  const own = world.mailbox(actorId);
  const copy = own.find(messageId);
  if (copy === undefined || copy.body.action !== undefined) {
    throw new Refusal(400, 'MESSAGE_ID_INVALID');
  }
  if (!copy.isOut || copy.body.origin !== undefined) {
    throw new Refusal(403, 'MESSAGE_AUTHOR_REQUIRED');
  }
  const { text, entities = [], media = copy.body.media } = change;
  const isSameText =
    copy.body.text === text && JSON.stringify(copy.body.entities) === JSON.stringify(entities);
  if (isSameText && isSameMedia(copy.body.media, media)) {
    throw new Refusal(400, 'MESSAGE_NOT_MODIFIED');
  }
  const date = world.seconds();
  if (copy.peerId !== actorId && date - copy.body.date > 48 * 3600) {
    throw new Refusal(400, 'MESSAGE_EDIT_TIME_EXPIRED');
  }
  Object.assign(copy.body, { text, entities, media, editDate: date, isEditHidden: false });
  const event = own.note({ kind: 'edit', messageId }, 1, date);
  announce(act, actorId, event);
  const theirId = copy.peerId === actorId ? undefined : world.mailbox(copy.peerId).idOf(copy.body);
  if (theirId !== undefined) {
    announce(
      act,
      copy.peerId,
      world.mailbox(copy.peerId).note({ kind: 'edit', messageId: theirId }, 1, date),
    );
  }
  return event;
}

/** Takes messages out of the actor's mailbox and, with `isForBoth`, out of the other side's. */
export function deleteMessages(act: Act, ids: readonly number[], isForBoth: boolean): PtsEvent | undefined {
  const { world, actorId } = act;
  const own = world.mailbox(actorId);
  const date = world.seconds();
  const theirs = new Map<string, number[]>();
  for (const id of ids) {
    const copy = own.find(id);
    const theirId = copy && copy.peerId !== actorId ? world.mailbox(copy.peerId).idOf(copy.body) : undefined;
    if (copy !== undefined && theirId !== undefined) {
      theirs.set(copy.peerId, [...(theirs.get(copy.peerId) ?? []), theirId]);
    }
  }
  const event = own.remove(ids, date);
  if (event !== undefined) {
    announce(act, actorId, event);
  }
  if (isForBoth) {
    for (const [peerId, peerIds] of theirs) {
      const gone = world.mailbox(peerId).remove(peerIds, date);
      if (gone !== undefined) {
        announce(act, peerId, gone);
      }
    }
  }
  return event;
}

/** Marks what the peer wrote as read, up to this message of the actor's; undefined if that changes nothing. */
export function readHistory(act: Act, peerId: string, maxId: number): PtsEvent | undefined {
  const { world, actorId } = act;
  const own = world.mailbox(actorId);
  const dialog = own.dialogWith(peerId);
  const incoming = own.inChat(peerId).filter(({ isOut, id }) => !isOut && (maxId === 0 || id <= maxId));
  const last = incoming.at(-1);
  if (last === undefined || last.id <= dialog.readInboxMaxId) {
    return undefined;
  }
  dialog.readInboxMaxId = last.id;
  const date = world.seconds();
  const stillUnread = own.countUnread(peerId);
  const event = own.note({ kind: 'readInbox', peerId, maxId: last.id, stillUnread }, 1, date);
  announce(act, actorId, event);
  const theirs = world.mailbox(peerId);
  const theirId = theirs.idOf(last.body);
  if (theirId !== undefined) {
    const theirDialog = theirs.dialogWith(actorId);
    theirDialog.readOutboxMaxId = theirId;
    theirDialog.outboxReads.push({ maxId: theirId, date });
    announce(act, peerId, theirs.note({ kind: 'readOutbox', peerId: actorId, maxId: theirId }, 1, date));
  }
  return event;
}

function createBody(draft: MessageDraft, fromId: string, date: number): MessageBody {
  return {
    fromId,
    date,
    isSilent: draft.isSilent ?? false,
    text: draft.text,
    entities: draft.entities ?? [],
    editDate: undefined,
    isEditHidden: false,
    media: draft.media,
    groupedId: draft.groupedId,
    origin: draft.origin,
    action: draft.action,
    quote: draft.quote,
    elsewhere: draft.elsewhere,
    reactions: new Map(),
  };
}

/** Throws USER_IS_BLOCKED, YOU_BLOCKED_USER, PEER_FLOOD, or what the peer's privacy says. */
export function checkMayWrite(world: World, actorId: string, peerId: string): void {
  const actor = world.user(actorId);
  const peer = world.user(peerId);
  if (actor === peer) {
    return;
  }
  if (peer.blocked.has(actorId)) {
    throw new Refusal(400, 'USER_IS_BLOCKED');
  }
  if (actor.blocked.has(peerId)) {
    throw new Refusal(400, 'YOU_BLOCKED_USER');
  }
  const wroteFirst = world
    .mailbox(actorId)
    .inChat(peerId)
    .some(({ isOut }) => !isOut);
  const isKnown = peer.contacts.has(actorId) || wroteFirst;
  if (actor.isLimited && !isKnown) {
    throw new Refusal(400, 'PEER_FLOOD');
  }
  if (peer.strangers !== 'accept' && !isKnown) {
    throw new Refusal(403, peer.strangers);
  }
}

/** Lets the owner's clients know; the session that did it knows by the answer. */
export function announce({ world, actorId, origin }: Act, ownerId: string, event: PtsEvent): void {
  const known = ownerId === actorId && origin !== undefined;
  world.emit({ kind: 'pts', ownerId, event, ...(known && { origin }) });
}
