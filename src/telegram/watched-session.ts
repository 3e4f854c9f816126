import { sessions } from 'telegram';
import type { AuthKey } from 'telegram/crypto/AuthKey.js';
import { UpdateConnectionState } from 'telegram/network/index.js';

/**
 * An account's key in memory, and those that were made with other data centres: each costs a key exchange and an exported authorization, of which Telegram
 * allows only so many. Keeps no cache of people met (the library's own grows for ever), and notices when Telegram answers that it does not know the
 * key at all (transport error 404, core.telegram.org/mtproto/mtproto-transports), which the library reports to nobody else.
 */
export class WatchedSession extends sessions.StringSession {
  constructor(
    stringSession: string,
    private readonly onUnknownKey: () => void,
  ) {
    super(stringSession);
  }

  readonly #keysElsewhere = new Map<number, AuthKey>();

  override getAuthKey(dcId?: number): AuthKey | undefined {
    if (dcId === undefined || dcId === this.dcId) return super.getAuthKey(dcId);
    return this.#keysElsewhere.get(dcId);
  }

  override setAuthKey(authKey?: AuthKey, dcId?: number): undefined {
    if (dcId === undefined || dcId === this.dcId) super.setAuthKey(authKey, dcId);
    else if (authKey === undefined) this.#keysElsewhere.delete(dcId);
    else this.#keysElsewhere.set(dcId, authKey);
    return undefined;
  }

  override processEntities(seen: unknown): void {
    if (seen instanceof UpdateConnectionState && seen.state === UpdateConnectionState.broken) {
      this.onUnknownKey();
    }
  }
}
