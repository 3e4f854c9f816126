import { Api } from 'telegram';
import type { Act } from './private-chat.js';
import { Refusal } from './refusal.js';

/** "messages.setTyping": the sign is shown for so long unless it is renewed. */
const TYPING_MS = 6_000;

/** Shows the peer that the actor is writing, recording or sending something, or no longer is. */
export function setTyping({ world, actorId }: Act, peerId: string, action: Api.TypeSendMessageAction): void {
  if (world.user(peerId).blocked.has(actorId)) {
    throw new Refusal(400, 'USER_IS_BLOCKED');
  }
  const dialog = world.mailbox(peerId).dialogs.get(actorId);
  if (dialog !== undefined) {
    const isOver = action instanceof Api.SendMessageCancelAction;
    dialog.peerTypesUntil = isOver ? 0 : world.clock.now() + TYPING_MS;
  }
  world.emit({ kind: 'typing', ownerId: peerId, fromId: actorId, action });
}
