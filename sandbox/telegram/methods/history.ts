import { Api } from 'telegram';
import { fromLong } from '../tl/long.js';
import { renderDialog, renderState } from '../tl/render-event.js';
import { renderMentioned } from '../tl/render-mentioned.js';
import { renderMessage } from '../tl/render-message.js';
import type { Dialog } from '../world/mailbox.js';
import type { MessageCopy } from '../world/message.js';
import { Refusal } from '../world/refusal.js';
import { defineMethod, type Method, type MethodCall, NotImplemented } from './method.js';
import { resolvePeer } from './peers.js';

const LARGEST_PAGE = 100;

/** Looking at chats. */
export const HISTORY_METHODS: readonly Method[] = [
  defineMethod(Api.messages.GetHistory, (request, call) => {
    const peerId = resolvePeer(request.peer, call);
    const all = call.world.mailbox(call.actorId).inChat(peerId).reverse();
    const page = cutPage(all, request);
    const mentioned = renderMentioned(call.world, call.actorId, page, [peerId]);
    const hash = fromLong(request.hash);
    if (hash !== 0n && hash === hashIds(page.map(({ id }) => id))) {
      return new Api.messages.MessagesNotModified({ count: all.length });
    }
    const messages = page.map((copy) => renderMessage(call.world, call.actorId, copy));
    return page.length < all.length
      ? new Api.messages.MessagesSlice({ count: all.length, messages, ...mentioned })
      : new Api.messages.Messages({ messages, ...mentioned });
  }),

  defineMethod(Api.messages.GetMessages, (request, { world, actorId }) => {
    const mailbox = world.mailbox(actorId);
    const found = request.id.map((input) => {
      if (!(input instanceof Api.InputMessageID)) {
        throw new NotImplemented('messages.GetMessages by anything but ids');
      }
      return mailbox.find(input.id) ?? input.id;
    });
    const copies = found.filter((copy) => typeof copy !== 'number');
    return new Api.messages.Messages({
      messages: found.map((copy) =>
        typeof copy === 'number' ? new Api.MessageEmpty({ id: copy }) : renderMessage(world, actorId, copy),
      ),
      ...renderMentioned(world, actorId, copies),
    });
  }),

  defineMethod(Api.messages.GetPeerDialogs, (request, call) => {
    const { world, actorId } = call;
    const dialogs = request.peers.map((input) => {
      if (!(input instanceof Api.InputDialogPeer)) {
        throw new Refusal(400, 'PEER_ID_INVALID');
      }
      return world.mailbox(actorId).dialogWith(resolvePeer(input.peer, call));
    });
    return new Api.messages.PeerDialogs({
      ...renderDialogs(dialogs, call),
      state: renderState(world, actorId),
    });
  }),

  defineMethod(Api.messages.GetDialogs, (request, call) => {
    const mailbox = call.world.mailbox(call.actorId);
    const top = (dialog: Dialog): number => mailbox.inChat(dialog.peerId).at(-1)?.id ?? 0;
    const all = [...mailbox.dialogs.values()]
      .filter((dialog) => top(dialog) > 0)
      .sort((a, b) => top(b) - top(a));
    const rest = all.filter((dialog) => request.offsetId === 0 || top(dialog) < request.offsetId);
    const page = rest.slice(0, Math.min(request.limit || 20, LARGEST_PAGE));
    return page.length < all.length
      ? new Api.messages.DialogsSlice({ count: all.length, ...renderDialogs(page, call) })
      : new Api.messages.Dialogs(renderDialogs(page, call));
  }),

  defineMethod(Api.messages.GetOutboxReadDate, (request, call) => {
    const { world, actorId } = call;
    const peerId = resolvePeer(request.peer, call);
    const mailbox = world.mailbox(actorId);
    const copy = typeof request.msgId === 'number' ? mailbox.find(request.msgId) : undefined;
    if (copy === undefined || copy.peerId !== peerId || !copy.isOut) {
      throw new Refusal(400, 'MESSAGE_ID_INVALID');
    }
    if (world.seconds() - copy.body.date > 7 * 24 * 3600) {
      throw new Refusal(400, 'MESSAGE_TOO_OLD');
    }
    if (world.user(actorId).hidesReadDates) {
      throw new Refusal(403, 'YOUR_PRIVACY_RESTRICTED');
    }
    if (world.user(peerId).hidesReadDates) {
      throw new Refusal(403, 'USER_PRIVACY_RESTRICTED');
    }
    const read = mailbox.dialogWith(peerId).outboxReads.find(({ maxId }) => maxId >= copy.id);
    if (read === undefined) {
      throw new Refusal(400, 'MESSAGE_NOT_READ_YET');
    }
    return new Api.OutboxReadDate({ date: read.date });
  }),
];

/** "Pagination in the API": newest first, from offset_id downwards, moved by add_offset, between min_id and max_id. */
function cutPage(newestFirst: readonly MessageCopy[], request: Api.messages.GetHistory): MessageCopy[] {
  const { offsetId, offsetDate, addOffset, maxId, minId } = request;
  const isBeforeOffset = (copy: MessageCopy): boolean =>
    offsetId > 0 ? copy.id < offsetId : offsetDate === 0 || copy.body.date < offsetDate;
  const found = newestFirst.findIndex(isBeforeOffset);
  const start = (found === -1 ? newestFirst.length : found) + addOffset;
  const end = start + Math.min(request.limit, LARGEST_PAGE);
  return newestFirst
    .slice(Math.max(0, start), Math.max(0, end))
    .filter(({ id }) => (maxId === 0 || id < maxId) && id > minId);
}

/** "Pagination in the API: Hash generation". */
function hashIds(ids: readonly number[]): bigint {
  let hash = 0n;
  for (const id of ids) {
    hash ^= hash >> 21n;
    hash ^= BigInt.asUintN(64, hash << 35n);
    hash ^= hash >> 4n;
    hash = BigInt.asUintN(64, hash + BigInt(id));
  }
  return BigInt.asIntN(64, hash);
}

function renderDialogs(
  dialogs: readonly Dialog[],
  { world, actorId }: MethodCall,
): Pick<Api.messages.Dialogs, 'dialogs' | 'messages' | 'chats' | 'users'> {
  const mailbox = world.mailbox(actorId);
  const tops = dialogs.flatMap(({ peerId }) => mailbox.inChat(peerId).slice(-1));
  return {
    dialogs: dialogs.map((dialog) => renderDialog(world, actorId, dialog)),
    messages: tops.map((copy) => renderMessage(world, actorId, copy)),
    ...renderMentioned(
      world,
      actorId,
      tops,
      dialogs.map(({ peerId }) => peerId),
    ),
  };
}
