import { Api } from 'telegram';
import { toLong } from '../tl/long.js';
import { renderPeer, renderUser, renderUsers } from '../tl/render.js';
import { Refusal } from '../world/refusal.js';
import { defineMethod, type Method } from './method.js';
import { findInputUser, resolveInputUser } from './peers.js';

/** users.*, contacts.* and the own profile. */
export const USER_METHODS: readonly Method[] = [
  defineMethod(Api.users.GetUsers, (request, call) =>
    request.id.map((input) => {
      const userId = findInputUser(input, call);
      return userId === undefined
        ? new Api.UserEmpty({ id: input instanceof Api.InputUser ? input.userId : toLong(0) })
        : renderUser(call.world, call.actorId, userId);
    }),
  ),

  defineMethod(Api.users.GetFullUser, (request, call) => {
    const userId = resolveInputUser(request.id, call);
    const { about } = call.world.user(userId);
    return new Api.users.UserFull({
      fullUser: new Api.UserFull({
        id: toLong(userId),
        ...(about !== '' && { about }),
        settings: new Api.PeerSettings({}),
        notifySettings: new Api.PeerNotifySettings({}),
        commonChatsCount: 0,
      }),
      chats: [],
      users: renderUsers(call.world, call.actorId, [userId]),
    });
  }),

  defineMethod(Api.contacts.ResolveUsername, (request, { world, actorId }) => {
    if (!/^[a-z][a-z0-9_]{3,31}$/i.test(request.username)) {
      throw new Refusal(400, 'USERNAME_INVALID');
    }
    const user = world.findByUsername(request.username);
    if (user === undefined) {
      throw new Refusal(400, 'USERNAME_NOT_OCCUPIED');
    }
    return new Api.contacts.ResolvedPeer({
      peer: renderPeer(user.id),
      chats: [],
      users: renderUsers(world, actorId, [user.id]),
    });
  }),

  defineMethod(Api.contacts.GetContacts, (_, { world, actorId }) => {
    const ids = [...world.user(actorId).contacts.keys()];
    const contacts = ids.map((id) => {
      const mutual = world.user(id).contacts.has(actorId);
      return new Api.Contact({ userId: toLong(id), mutual });
    });
    const users = renderUsers(world, actorId, ids);
    return new Api.contacts.Contacts({ contacts, savedCount: contacts.length, users });
  }),

  defineMethod(Api.contacts.AddContact, (request, call) => {
    const { world, actorId } = call;
    const userId = resolveInputUser(request.id, call);
    if (userId === actorId) {
      throw new Refusal(400, 'CONTACT_ID_INVALID');
    }
    if (request.firstName === '') {
      throw new Refusal(400, 'CONTACT_NAME_EMPTY');
    }
    const { firstName, lastName } = request;
    world.user(actorId).contacts.set(userId, { firstName, lastName });
    const settings = new Api.PeerSettings({});
    return new Api.Updates({
      updates: [new Api.UpdatePeerSettings({ peer: renderPeer(userId), settings })],
      users: renderUsers(world, actorId, [userId]),
      chats: [],
      date: world.seconds(),
      seq: 0,
    });
  }),

  defineMethod(Api.account.UpdateProfile, (request, { world, actorId, origin }) => {
    const { firstName, lastName, about } = request;
    if (isGiven(firstName) && (firstName.trim() === '' || firstName.length > 64)) {
      throw new Refusal(400, 'FIRSTNAME_INVALID');
    }
    if (isGiven(lastName) && lastName.length > 64) {
      throw new Refusal(400, 'LASTNAME_INVALID');
    }
    if (isGiven(about) && about.length > 70) {
      throw new Refusal(400, 'ABOUT_TOO_LONG');
    }
    if (isGiven(about)) {
      world.user(actorId).about = about;
    }
    if (isGiven(firstName) || isGiven(lastName)) {
      const names = { ...(isGiven(firstName) && { firstName }), ...(isGiven(lastName) && { lastName }) };
      world.rename(actorId, names, origin);
    }
    return renderUser(world, actorId, actorId);
  }),

  defineMethod(Api.account.UpdateStatus, (request, { world, actorId }) => {
    const user = world.user(actorId);
    user.isOnline = !request.offline;
    user.lastSeen = world.seconds();
    return true;
  }),
];

/** A flag's field that was left out is null after reading, whatever the schema's types say. */
function isGiven(value: string | null | undefined): value is string {
  return typeof value === 'string';
}
