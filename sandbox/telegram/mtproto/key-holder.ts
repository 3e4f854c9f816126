import type { AuthKey } from './auth-key.js';
import type { ServerMessageIds, TimeSource } from './message-ids.js';
import { ServerSalts } from './salts.js';
import { Session } from './session.js';

/** An auth key that the server knows, with the sessions that were opened under it. */
export class KeyHolder {
  readonly key: AuthKey;
  readonly salts: ServerSalts;
  readonly sessions = new Map<bigint, Session>();
  /** Whether initConnection was called under this key: Telegram remembers it with the key. */
  isInitialised = false;
  readonly #time: TimeSource;
  readonly #ids: ServerMessageIds;

  constructor(key: AuthKey, time: TimeSource, ids: ServerMessageIds) {
    this.key = key;
    this.salts = new ServerSalts(key);
    this.#time = time;
    this.#ids = ids;
  }

  /** The session of this id; a new one if it is not known. */
  openSession(id: bigint): Session {
    const known = this.sessions.get(id);
    if (known !== undefined) {
      return known;
    }
    const session = new Session(id, { key: this.key, salts: this.salts, ids: this.#ids, time: this.#time });
    this.sessions.set(id, session);
    return session;
  }

  /** Loses every session, and no connection: at its next message a client is told of a new one (new_session_created). */
  forgetSessions(): void {
    for (const session of this.sessions.values()) {
      session.detach();
    }
    this.sessions.clear();
  }

  /** The sessions that have a connection. */
  get liveSessions(): Session[] {
    return [...this.sessions.values()].filter((session) => session.connection !== undefined);
  }
}
