import { Api } from 'telegram';

/** The name of a person, group or channel; null when nobody told it. */
export type NameOf = (peer: Api.TypePeer) => string | null;

/** The names that an answer or an update of Telegram's brings along in `users` and `chats` (core.telegram.org/api/updates). */
export function namesIn(entities: Iterable<unknown>): NameOf {
  const names = new Map<string, string>();
  for (const entity of entities) {
    const named = readName(entity);
    if (named !== null) names.set(named.key, named.name);
  }
  return (peer) => names.get(keyOf(peer)) ?? null;
}

/** The names around one update: the library hangs those of its container on it. */
export function namesAround(update: unknown): NameOf {
  const isObject = typeof update === 'object' && update !== null;
  const entities = isObject && '_entities' in update ? update._entities : null;
  return namesIn(entities instanceof Map ? entities.values() : []);
}

function readName(entity: unknown): { key: string; name: string } | null {
  if (entity instanceof Api.User) {
    const name = [entity.firstName, entity.lastName].filter((word) => word).join(' ');
    return name === '' ? null : { key: `user ${entity.id}`, name };
  }
  if (entity instanceof Api.Channel || entity instanceof Api.ChannelForbidden)
    return { key: `channel ${entity.id}`, name: entity.title };
  if (entity instanceof Api.Chat || entity instanceof Api.ChatForbidden)
    return { key: `chat ${entity.id}`, name: entity.title };
  return null;
}

function keyOf(peer: Api.TypePeer): string {
  if (peer instanceof Api.PeerUser) return `user ${peer.userId}`;
  return peer instanceof Api.PeerChannel ? `channel ${peer.channelId}` : `chat ${peer.chatId}`;
}
