import { Api } from 'telegram';
import { fromLong } from '../tl/long.js';
import { Refusal } from '../world/refusal.js';
import type { MethodCall } from './method.js';

/** The user id that an InputPeer means. Throws PEER_ID_INVALID for a wrong hash, and for chats and channels. */
export function resolvePeer(peer: unknown, call: MethodCall): string {
  if (peer instanceof Api.InputPeerSelf) {
    return call.actorId;
  }
  const userId = peer instanceof Api.InputPeerUser ? findUser(peer, call) : undefined;
  if (userId === undefined) {
    throw new Refusal(400, 'PEER_ID_INVALID');
  }
  return userId;
}

/** The user id that an InputUser means; undefined if there is no such user or the hash is wrong. */
export function findInputUser(user: unknown, call: MethodCall): string | undefined {
  if (user instanceof Api.InputUserSelf) {
    return call.actorId;
  }
  return user instanceof Api.InputUser ? findUser(user, call) : undefined;
}

/** Like findInputUser, but throws USER_ID_INVALID. */
export function resolveInputUser(user: unknown, call: MethodCall): string {
  const userId = findInputUser(user, call);
  if (userId === undefined) {
    throw new Refusal(400, 'USER_ID_INVALID');
  }
  return userId;
}

function findUser(
  input: Api.InputPeerUser | Api.InputUser,
  { world, actorId }: MethodCall,
): string | undefined {
  const userId = input.userId.toString();
  const isRight = world.hasUser(userId) && fromLong(input.accessHash) === world.accessHash(actorId, userId);
  return isRight ? userId : undefined;
}
