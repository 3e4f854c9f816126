import { Api } from 'telegram';
import { DC_ID, DC_IDS } from '../dc.js';
import { toLong } from '../tl/long.js';
import { renderUser } from '../tl/render.js';
import { Refusal } from '../world/refusal.js';
import { defineMethod, type Method } from './method.js';

/** auth.*: how an account that is signed in at one data centre is so at another ("Working with Different Data Centers"). */
export const AUTHORIZATION_METHODS: readonly Method[] = [
  defineMethod(Api.auth.ExportAuthorization, ({ dcId }, { actorId, world, exported }) => {
    if (dcId === DC_ID || !DC_IDS.includes(dcId)) throw new Refusal(400, 'DC_ID_INVALID');
    const { id, bytes } = exported.add(actorId, dcId, world.clock.now());
    return new Api.auth.ExportedAuthorization({ id: toLong(id), bytes });
  }),

  // The service has found out by then whose it is.
  defineMethod(
    Api.auth.ImportAuthorization,
    (_, { actorId, world }) => new Api.auth.Authorization({ user: renderUser(world, actorId, actorId) }),
  ),
];
