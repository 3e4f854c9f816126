import type { PtsEvent } from './mailbox.js';
import { type Act, announce } from './private-chat.js';
import { Refusal } from './refusal.js';

/**
 * Sets the actor's reaction to a message, or takes it back. Returns the event in the actor's mailbox; none where
 * reactions have no pts (`reactionForm`).
 */
export function react(act: Act, messageId: number, emoji: string | undefined): PtsEvent | undefined {
  const { world, actorId } = act;
  const copy = world.mailbox(actorId).find(messageId);
  if (copy === undefined || copy.body.action !== undefined) {
    throw new Refusal(400, 'MESSAGE_ID_INVALID');
  }
  const { body, peerId } = copy;
  if (body.reactions.get(actorId)?.emoji === emoji) {
    throw new Refusal(400, 'MESSAGE_NOT_MODIFIED');
  }
  if (emoji === undefined) {
    body.reactions.delete(actorId);
  } else {
    body.reactions.set(actorId, { emoji, date: world.seconds() });
  }
  const theirId = peerId === actorId ? undefined : world.mailbox(peerId).idOf(body);
  if (world.settings.reactionForm === 'updateMessageReactions') {
    world.emit({ kind: 'reactions', ownerId: actorId, messageId, ...(act.origin && { origin: act.origin }) });
    if (theirId !== undefined) {
      world.emit({ kind: 'reactions', ownerId: peerId, messageId: theirId });
    }
    return undefined;
  }
  hideEdit(body, world.seconds());
  if (theirId !== undefined) {
    note(act, peerId, theirId);
  }
  return note(act, actorId, messageId);
}

/** Only the date of a message that was not really edited moves, and people are not shown it (`edit_hide`). */
function hideEdit(body: { editDate: number | undefined; isEditHidden: boolean }, date: number): void {
  if (body.editDate === undefined || body.isEditHidden) {
    body.editDate = date;
    body.isEditHidden = true;
  }
}

function note(act: Act, ownerId: string, messageId: number): PtsEvent {
  const event = act.world.mailbox(ownerId).note({ kind: 'reaction', messageId }, 1, act.world.seconds());
  announce(act, ownerId, event);
  return event;
}
