import type { DiscordPerson, Place } from '../people/discord-person.js';
import type { Scene } from '../stage/scene.js';
import type { Account } from '../telegram/account.js';

/** A story while it is told: who is in it, and what has come about so far. */
export class Telling {
  readonly scene: Scene;
  readonly member: DiscordPerson;
  /** Where the member can talk now. */
  openThread: Place | null = null;
  /** The thread that came to its end. */
  endedThread: Place | null = null;
  readonly #accounts: Account[] = [];

  constructor(scene: Scene, member: DiscordPerson) {
    this.scene = scene;
    this.member = member;
  }

  /** The thread in which the member talks; a story that needs one before it is there is told wrongly. */
  get thread(): Place {
    if (this.openThread === null) throw new Error('no thread has been opened yet');
    return this.openThread;
  }

  /** The account that carries the conversation now. */
  get account(): Account {
    const account = this.#accounts.at(-1);
    if (account === undefined) throw new Error('nobody has been introduced to the agent yet');
    return account;
  }

  set account(account: Account) {
    this.#accounts.push(account);
  }

  /** Null until the agent was introduced to somebody. */
  get latestAccount(): Account | null {
    return this.#accounts.at(-1) ?? null;
  }

  get firstAccount(): Account {
    const [first = this.account] = this.#accounts;
    return first;
  }

  /** The open thread is one that has ended. */
  endThread(): Place {
    this.endedThread = this.thread;
    this.openThread = null;
    return this.endedThread;
  }
}
