import type { Scene } from '../../stage/scene.js';
import type { Account } from '../../telegram/account.js';
import type { SeenMessage } from '../../telegram/person.js';
import type { AgentSight, ChatSight, TelegramMessageSight } from '../protocol.js';
import { showEntity } from './telegram-entity.js';
import { showTelegramMedia } from './telegram-media.js';

/** How many messages of a chat are shown. */
const SHOWN_MESSAGES = 200;

/** Shows the agent's Telegram: one chat for each account, the latest message first. */
export function showAgent(scene: Scene): AgentSight {
  const { agent } = scene;
  const chats = scene.accounts
    .map((account) => showChat(scene, account))
    .sort((a, b) => (b.messages.at(-1)?.at ?? 0) - (a.messages.at(-1)?.at ?? 0));
  return {
    agent: { id: agent.id, name: agent.name, username: agent.person.user.username ?? null },
    chats,
    now: scene.stage.telegram.clock.now(),
  };
}

function showChat({ agent, guildId }: Scene, account: Account): ChatSight {
  const seen = agent.person.seesChatWith(account);
  return {
    accountId: account.id,
    name: agent.person.seesNameOf(account),
    username: account.user.username ?? null,
    unread: agent.person.unreadIn(account),
    isTyping: agent.seesTyping(account),
    messages: seen
      .slice(-SHOWN_MESSAGES)
      .map((message) => showTelegramMessage(message, seen, agent.id, `${guildId}/${account.id}`)),
  };
}

function showTelegramMessage(
  message: SeenMessage,
  chat: readonly SeenMessage[],
  viewerId: string,
  address: string,
): TelegramMessageSight {
  const { id, isOut, who, text, entities, date, isEdited, isRead, replyToId, media } = message;
  const replied = replyToId === undefined ? undefined : chat.find((candidate) => candidate.id === replyToId);
  return {
    id,
    isOut,
    who,
    text,
    entities: entities.map(showEntity),
    at: date * 1000,
    isEdited,
    isRead,
    replyTo: replied ? { id: replied.id, who: replied.who, text: replied.text } : null,
    media: media ? showTelegramMedia(media, `/files/telegram/${address}/${id}`) : null,
    albumId: message.groupedId ?? null,
    reactions: countReactions(message.reactions, viewerId),
  };
}

function countReactions(
  byPerson: SeenMessage['reactions'],
  viewerId: string,
): TelegramMessageSight['reactions'] {
  const emoji = [...new Set(byPerson.values())];
  return emoji.map((one) => ({
    emoji: one,
    count: [...byPerson.values()].filter((other) => other === one).length,
    isMine: byPerson.get(viewerId) === one,
  }));
}
