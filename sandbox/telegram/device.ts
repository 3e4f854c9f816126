import { AuthKey as ClientAuthKey } from 'telegram/crypto/AuthKey.js';
import { StringSession } from 'telegram/sessions/index.js';
import { DC_ID } from './dc.js';
import type { KeyHolder } from './mtproto/key-holder.js';
import type { Session } from './mtproto/session.js';

/** Why an authorisation no longer works; 406 for the duplicated key, 401 for the others. */
export type Death =
  | 'AUTH_KEY_UNREGISTERED'
  | 'SESSION_REVOKED'
  | 'USER_DEACTIVATED_BAN'
  | 'AUTH_KEY_DUPLICATED';

/** One authorised device of an account: one auth key. */
export class Device {
  readonly holder: KeyHolder;
  /** Set once the authorisation is dead. */
  death: Death | undefined;
  /** The session that updates are pushed to: the one that last introduced itself or called anything but help and uploads. */
  updatesSession: Session | undefined;

  constructor(holder: KeyHolder) {
    this.holder = holder;
  }

  /** What GramJS's `new StringSession(…)` takes to be this device. */
  async writeStringSession(port: number): Promise<string> {
    const session = new StringSession('');
    const key = new ClientAuthKey();
    await key.setKey(this.holder.key.bytes);
    session.setDC(DC_ID, '127.0.0.1', port);
    session.setAuthKey(key);
    return session.save();
  }

  /** The server loses the sessions and closes no connection; updates go nowhere until a client calls something again. */
  forgetSessions(): void {
    this.holder.forgetSessions();
    this.updatesSession = undefined;
  }

  /** Closes every connection of the device; what the server has read already goes on. */
  disconnect(): void {
    for (const session of this.holder.sessions.values()) {
      session.connection?.close();
    }
  }
}
