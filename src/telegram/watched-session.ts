import { sessions } from 'telegram';
import { UpdateConnectionState } from 'telegram/network/index.js';

/**
 * An account's key in memory. Keeps no cache of people met (the library's own grows for ever), and notices when Telegram answers that it does not know the
 * key at all (transport error 404, core.telegram.org/mtproto/mtproto-transports), which the library reports to nobody else.
 */
export class WatchedSession extends sessions.StringSession {
  constructor(
    stringSession: string,
    private readonly onUnknownKey: () => void,
  ) {
    super(stringSession);
  }

  override processEntities(seen: unknown): void {
    if (seen instanceof UpdateConnectionState && seen.state === UpdateConnectionState.broken) {
      this.onUnknownKey();
    }
  }
}
