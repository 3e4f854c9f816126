import { Api } from 'telegram';
import type { ChatMessage } from '../relay/index.js';
import { fromTelegramText } from './entities.js';
import { describeService, describeUnsupported } from './unsupported-content.js';

/** A message of a chat with one person; null for groups, channels, and what says nothing to anybody. */
export function toChatMessage(message: Api.TypeMessage): ChatMessage | null {
  if (message instanceof Api.MessageEmpty || !(message.peerId instanceof Api.PeerUser)) return null;
  const common = {
    id: message.id,
    peerUserId: message.peerId.userId.toString(),
    outgoing: message.out === true,
    date: new Date(message.date * 1_000),
  };
  if (message instanceof Api.Message) {
    const content = fromTelegramText(message.message, message.entities);
    return { ...common, content, unsupported: describeUnsupported(message) };
  }
  const what = describeService(message);
  return what === null ? null : { ...common, content: fromTelegramText(''), unsupported: [what] };
}

/** The short form in which Telegram sends a plain text. */
export function fromShortMessage(update: Api.UpdateShortMessage): ChatMessage {
  return {
    id: update.id,
    peerUserId: update.userId.toString(),
    outgoing: update.out === true,
    date: new Date(update.date * 1_000),
    content: fromTelegramText(update.message, update.entities),
    unsupported: [],
  };
}
