import { Api } from 'telegram';
import { sendMessage } from '../world/private-chat.js';
import { setTyping } from '../world/typing.js';
import { defineMethod, type Method, type MethodCall } from './method.js';
import { resolvePeer } from './peers.js';
import { answerSent, findRepeated, readReplyTo, refuseUnsupported, type Sent } from './sending.js';
import { readText } from './written-text.js';

/** Writing and typing. */
export const WRITING_METHODS: readonly Method[] = [
  defineMethod(Api.messages.SendMessage, (request, call) => {
    refuseUnsupported('messages.SendMessage', request);
    const peerId = resolvePeer(request.peer, call);
    const written = readText(request, 'text', call);
    const randomId = String(request.randomId);
    const [repeated] = findRepeated([randomId], call) ?? [];
    if (repeated !== undefined) {
      return answer(repeated, call);
    }
    const isSilent = request.silent ?? false;
    const draft = { ...written, ...readReplyTo(request, call), isSilent };
    const { copy, event } = sendMessage(call, peerId, draft);
    call.world.mailbox(call.actorId).randomIds.set(randomId, copy.id);
    return answer({ randomId, copy, event }, call);
  }),

  defineMethod(Api.messages.SetTyping, (request, call) => {
    setTyping(call, resolvePeer(request.peer, call), request.action);
    return true;
  }),
];

function answer(sent: Sent, call: MethodCall): Api.TypeUpdates {
  if (call.settings.sentMessageForm === 'full') {
    return answerSent([sent], call);
  }
  const { pts, ptsCount } = sent.event;
  const { date, entities } = sent.copy.body;
  return new Api.UpdateShortSentMessage({
    out: true,
    id: sent.copy.id,
    pts,
    ptsCount,
    date,
    ...(entities.length > 0 && { entities: [...entities] }),
  });
}
