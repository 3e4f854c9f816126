import { Api } from 'telegram';
import { renderReactionsUpdate } from '../tl/push.js';
import { react } from '../world/reactions.js';
import { Refusal } from '../world/refusal.js';
import { STANDARD_REACTIONS } from '../world/standard-reactions.js';
import { defineMethod, type Method } from './method.js';
import { resolvePeer } from './peers.js';
import { answerChange } from './sending.js';

/** "Message reactions", as people without Premium have them in private chats. */
export const REACTION_METHODS: readonly Method[] = [
  defineMethod(Api.messages.SendReaction, (request, call) => {
    const peerId = resolvePeer(request.peer, call);
    const { msgId } = request;
    const copy = typeof msgId === 'number' ? call.world.mailbox(call.actorId).find(msgId) : undefined;
    if (copy === undefined || copy.peerId !== peerId) {
      throw new Refusal(400, 'MESSAGE_ID_INVALID');
    }
    const event = react(call, copy.id, readReaction(request.reaction ?? []));
    return event === undefined
      ? renderReactionsUpdate(call.world, call.actorId, [copy])
      : answerChange(event, copy, call);
  }),

  defineMethod(Api.messages.GetMessagesReactions, (request, call) => {
    const peerId = resolvePeer(request.peer, call);
    const mailbox = call.world.mailbox(call.actorId);
    const copies = request.id.map((id) => {
      const copy = mailbox.find(id);
      if (copy === undefined || copy.peerId !== peerId) {
        throw new Refusal(400, 'MESSAGE_ID_INVALID');
      }
      return copy;
    });
    return renderReactionsUpdate(call.world, call.actorId, copies);
  }),
];

/** The emoji to react with; undefined for none. */
function readReaction(reactions: readonly Api.TypeReaction[]): string | undefined {
  const [reaction, ...others] = reactions;
  if (others.length > 0) {
    throw new Refusal(400, 'REACTIONS_TOO_MANY');
  }
  if (reaction === undefined) {
    return undefined;
  }
  if (reaction instanceof Api.ReactionEmpty) {
    throw new Refusal(400, 'REACTION_EMPTY');
  }
  if (reaction instanceof Api.ReactionCustomEmoji) {
    throw new Refusal(403, 'PREMIUM_ACCOUNT_REQUIRED');
  }
  if (!(reaction instanceof Api.ReactionEmoji) || !STANDARD_REACTIONS.has(reaction.emoticon)) {
    throw new Refusal(400, 'REACTION_INVALID');
  }
  return reaction.emoticon;
}
