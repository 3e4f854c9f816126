import { Api } from 'telegram';
import type { MessageCopy } from '../world/message.js';
import type { Channel, Origin } from '../world/origin.js';
import type { World } from '../world/world.js';
import { toLong } from './long.js';
import { renderUsers } from './render.js';

/** The users and channels that an answer has to bring along: these users, and whoever the messages name. */
export function renderMentioned(
  world: World,
  viewerId: string,
  copies: readonly MessageCopy[],
  userIds: readonly string[] = [],
): { users: Api.User[]; chats: Api.Channel[] } {
  const named = [viewerId, ...userIds, ...copies.flatMap((copy) => namedUsers(world, copy))];
  const channelIds = copies
    .flatMap(originsOf)
    .flatMap((origin) => (origin.kind === 'channel' ? [origin.channelId] : []));
  return {
    users: renderUsers(world, viewerId, named),
    chats: [...new Set(channelIds)].flatMap((id) => {
      const channel = world.findChannel(id);
      return channel === undefined ? [] : [renderChannel(world, viewerId, channel)];
    }),
  };
}

/** Where it was forwarded from, and where that was written which it answers. */
function originsOf({ body: { origin, elsewhere } }: Pick<MessageCopy, 'body'>): readonly Origin[] {
  return [origin, elsewhere?.origin].filter((each) => each !== undefined);
}

function namedUsers(world: World, { peerId, body }: MessageCopy): string[] {
  const users = [peerId, body.fromId, ...body.reactions.keys()];
  for (const origin of originsOf({ body })) {
    if (origin.kind === 'user') {
      users.push(origin.userId);
    }
  }
  if (body.media?.kind === 'plain' && body.media.media instanceof Api.MessageMediaContact) {
    users.push(body.media.media.userId.toString());
  }
  for (const entity of body.entities) {
    if (entity instanceof Api.MessageEntityMentionName) {
      users.push(entity.userId.toString());
    }
  }
  return users.filter((id) => world.hasUser(id));
}

/** A channel of which the viewer is no member. */
function renderChannel(world: World, viewerId: string, { id, title, username }: Channel): Api.Channel {
  return new Api.Channel({
    id: toLong(id),
    accessHash: toLong(world.accessHash(viewerId, `channel ${id}`)),
    left: true,
    broadcast: true,
    title,
    ...(username !== undefined && { username }),
    photo: new Api.ChatPhotoEmpty(),
    date: world.seconds(),
  });
}
