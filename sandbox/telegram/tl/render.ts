import { Api } from 'telegram';
import type { World } from '../world/world.js';
import { toLong } from './long.js';

/** The name under which this viewer knows a user: that of their address book, or the one that the user goes by. */
export function nameSeenBy(
  world: World,
  viewerId: string,
  userId: string,
): { readonly firstName: string; readonly lastName: string } {
  const user = world.user(userId);
  return (viewerId === userId ? undefined : world.user(viewerId).contacts.get(userId)) ?? user;
}

/** A user as this viewer sees them: with the viewer's access hash and the name in the viewer's address book. */
export function renderUser(world: World, viewerId: string, userId: string): Api.User {
  const user = world.user(userId);
  const isSelf = viewerId === userId;
  const saved = isSelf ? undefined : world.user(viewerId).contacts.get(userId);
  const isMutual = saved !== undefined && user.contacts.has(viewerId);
  const { firstName, lastName } = nameSeenBy(world, viewerId, userId);
  return new Api.User({
    id: toLong(userId),
    accessHash: toLong(world.accessHash(viewerId, userId)),
    self: isSelf,
    contact: saved !== undefined,
    mutualContact: isMutual,
    bot: user.isBot,
    firstName,
    ...(lastName !== '' && { lastName }),
    ...(user.username !== undefined && { username: user.username }),
    ...((isSelf || isMutual) && { phone: user.phone }),
    ...(user.isBot && { botInfoVersion: 1 }),
    status: user.isOnline
      ? new Api.UserStatusOnline({ expires: world.seconds() + 300 })
      : new Api.UserStatusOffline({ wasOnline: user.lastSeen }),
  });
}

/** The users that an answer mentions, each once. */
export function renderUsers(world: World, viewerId: string, userIds: Iterable<string>): Api.User[] {
  return [...new Set(userIds)].map((userId) => renderUser(world, viewerId, userId));
}

export function renderPeer(userId: string): Api.PeerUser {
  return new Api.PeerUser({ userId: toLong(userId) });
}
