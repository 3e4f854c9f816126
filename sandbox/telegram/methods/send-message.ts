import { Api } from 'telegram';
import { toLong } from '../tl/long.js';
import { renderUsers } from '../tl/render.js';
import { renderPtsEvent } from '../tl/render-event.js';
import { renderMessage } from '../tl/render-message.js';
import type { PtsEvent } from '../world/mailbox.js';
import type { MessageCopy } from '../world/message.js';
import { editMessage, sendMessage } from '../world/private-chat.js';
import { Refusal } from '../world/refusal.js';
import { setTyping } from '../world/typing.js';
import { defineMethod, type Method, type MethodCall, NotImplemented } from './method.js';
import { resolvePeer } from './peers.js';
import { checkEntities, checkText } from './text.js';

/** Writing, editing, typing. */
export const WRITING_METHODS: readonly Method[] = [
  defineMethod(Api.messages.SendMessage, (request, call) => {
    refuseUnsupported(request);
    const peerId = resolvePeer(request.peer, call);
    const text = checkText(request.message);
    const entities = checkEntities(request.entities, text, call);
    const mailbox = call.world.mailbox(call.actorId);
    const randomId = String(request.randomId);
    const earlier = mailbox.randomIds.get(randomId);
    if (earlier !== undefined) {
      return answerRepeated(mailbox.find(earlier), request, call);
    }
    const { copy, event } = sendMessage(call, peerId, {
      text,
      entities,
      replyToId: readReplyTo(request.replyTo),
      isSilent: request.silent ?? false,
    });
    mailbox.randomIds.set(randomId, copy.id);
    return answerSent(copy, event, request, call);
  }),

  defineMethod(Api.messages.EditMessage, (request, call) => {
    if (request.media || request.replyMarkup || request.scheduleDate) {
      throw new NotImplemented('messages.EditMessage with media, markup or a date');
    }
    const peerId = resolvePeer(request.peer, call);
    const { world, actorId } = call;
    if (world.mailbox(actorId).find(request.id)?.peerId !== peerId) {
      throw new Refusal(400, 'MESSAGE_ID_INVALID');
    }
    const text = checkText(request.message);
    const entities = checkEntities(request.entities, text, call);
    const event = editMessage(call, request.id, { text, entities });
    return renderOwnUpdates(event, peerId, call);
  }),

  defineMethod(Api.messages.SetTyping, (request, call) => {
    const peerId = resolvePeer(request.peer, call);
    setTyping(call, peerId, request.action);
    return true;
  }),
];

function refuseUnsupported(request: Api.messages.SendMessage): void {
  const { scheduleDate, sendAs, quickReplyShortcut, replyMarkup } = request;
  if (scheduleDate || sendAs || quickReplyShortcut || replyMarkup) {
    throw new NotImplemented('messages.SendMessage with a date, another sender, a shortcut or markup');
  }
}

function readReplyTo(replyTo: Api.TypeInputReplyTo | null | undefined): number | undefined {
  if (replyTo === null || replyTo === undefined) {
    return undefined;
  }
  if (!(replyTo instanceof Api.InputReplyToMessage) || replyTo.replyToPeerId) {
    throw new NotImplemented('messages.SendMessage in reply to a story or into another chat');
  }
  return replyTo.replyToMsgId;
}

function answerRepeated(
  original: MessageCopy | undefined,
  request: Api.messages.SendMessage,
  call: MethodCall,
): Api.TypeUpdates {
  const mailbox = call.world.mailbox(call.actorId);
  const event = mailbox.events.find(
    ({ change }) => change.kind === 'new' && change.messageId === original?.id,
  );
  if (call.settings.repeatedRandomId === 'refuse' || original === undefined || event === undefined) {
    throw new Refusal(500, 'RANDOM_ID_DUPLICATE');
  }
  return answerSent(original, event, request, call);
}

function answerSent(
  copy: MessageCopy,
  event: PtsEvent,
  request: Api.messages.SendMessage,
  call: MethodCall,
): Api.TypeUpdates {
  const { pts, ptsCount } = event;
  const { date, entities } = copy.body;
  if (call.settings.sentMessageForm === 'short') {
    return new Api.UpdateShortSentMessage({
      out: true,
      id: copy.id,
      pts,
      ptsCount,
      date,
      ...(entities.length > 0 && { entities: [...entities] }),
    });
  }
  return new Api.Updates({
    updates: [
      new Api.UpdateMessageID({ id: copy.id, randomId: request.randomId ?? toLong(0) }),
      new Api.UpdateNewMessage({ message: renderMessage(call.world, call.actorId, copy), pts, ptsCount }),
    ],
    users: renderUsers(call.world, call.actorId, [call.actorId, copy.peerId]),
    chats: [],
    date,
    seq: 0,
  });
}

function renderOwnUpdates(event: PtsEvent, peerId: string, { world, actorId }: MethodCall): Api.Updates {
  const update = renderPtsEvent(world, actorId, event);
  return new Api.Updates({
    updates: update === undefined ? [] : [update],
    users: renderUsers(world, actorId, [actorId, peerId]),
    chats: [],
    date: event.date,
    seq: 0,
  });
}
