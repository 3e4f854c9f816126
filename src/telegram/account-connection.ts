import type PQueue from 'p-queue';
import {
  AccountDeadError,
  backoffMs,
  type DeathCause,
  type Environment,
  UnreachableError,
} from '../sessions/index.js';
import type { TelegramAccess } from './access.js';
import { AccountLink, LinkError } from './account-link.js';
import { translateError } from './errors.js';
import { Pause } from './pause.js';

/** So often in a row Telegram must not know a key before that is believed: a wrong server says the same. */
const unknownKeyAtMost = 3;

/** From this many failures on the operator should know; what comes before is everyday. */
const worthTelling = 5;

export interface AccountConnectionOptions {
  readonly accountId: string;
  readonly access: TelegramAccess;
  readonly environment: Pick<Environment, 'timings' | 'log'>;
  /** Limits how many accounts connect at once. */
  readonly connecting: PQueue;
  /** The key as it is stored now. */
  readonly readKey: () => Promise<string>;
  readonly onConnected: () => void;
  readonly onUpdate: (update: unknown) => void;
  /** Marks the account dead in the store. */
  readonly onDead: (why: DeathCause) => Promise<void>;
}

/** Keeps one account connected: for ever, quietly, until it is stopped or Telegram refuses its key. */
export class AccountConnection {
  #link: AccountLink | null = null;
  #key = '';
  #death: DeathCause | null = null;
  #burial: Promise<void> | null = null;
  readonly #stop = new AbortController();
  #work: Promise<void> | null = null;
  #unknownKeys = 0;
  readonly #pause = new Pause();
  readonly #waiting = new Set<() => void>();

  constructor(private readonly options: AccountConnectionOptions) {}

  get isConnected(): boolean {
    return this.#link?.isOpen === true;
  }

  get death(): DeathCause | null {
    return this.#death;
  }

  /** Begins to connect; a second call does nothing. */
  start(): void {
    this.#work ??= this.#stay();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    this.#pause.end();
    this.#wake();
    await this.#work;
  }

  /** The open link, waited for at most so long. Throws `UnreachableError` or `AccountDeadError`. */
  async link(limitMs: number): Promise<AccountLink> {
    const { accountId } = this.options;
    const deadline = Date.now() + limitMs;
    for (;;) {
      if (this.#death !== null) throw new AccountDeadError(accountId, this.#death);
      if (this.#link?.isOpen === true) return this.#link;
      const leftMs = deadline - Date.now();
      if (this.#stop.signal.aborted || leftMs <= 0) {
        throw new UnreachableError('telegram', `account ${accountId} is not connected`, 'none');
      }
      await this.#change(leftMs);
    }
  }

  /** Telegram refuses the key. If a new one was stored meanwhile the connection goes on with that; otherwise it is over. */
  bury(why: DeathCause): Promise<void> {
    this.#burial ??= this.#bury(why).finally(() => {
      this.#burial = null;
    });
    return this.#burial;
  }

  async #bury(why: DeathCause): Promise<void> {
    const { accountId, environment, readKey, onDead } = this.options;
    if (this.#death !== null) return;
    // An account that was removed meanwhile has no key any more.
    const stored = await readKey().catch(() => this.#key);
    if (stored === this.#key) {
      environment.log.warn({ accountId, why }, 'account died');
      // Who learns of the death finds it in the store.
      await onDead(why);
      this.#death = why;
    }
    this.#link?.close();
    this.#wake();
  }

  async #stay(): Promise<void> {
    const { timings } = this.options.environment;
    for (let attempt = 1; !this.#stop.signal.aborted; attempt++) {
      const heldMs = await this.#connectOnce(attempt);
      if (this.#death !== null) return;
      // A connection that held is renewed at once; one that is lost again and again is not.
      if (heldMs >= timings.retryFirstMs) attempt = 0;
      else if (!this.#stop.signal.aborted) await this.#pause.for(backoffMs(attempt, null, timings));
    }
  }

  /** Connects and waits for the loss; returns for how many milliseconds the connection held. */
  async #connectOnce(attempt: number): Promise<number> {
    const { accountId, environment, connecting } = this.options;
    try {
      const link = await connecting.add(() => this.#open());
      const openedAt = Date.now();
      await link.lost;
      environment.log.debug({ accountId }, 'lost telegram');
      return Date.now() - openedAt;
    } catch (error) {
      await this.#learnFrom(error).catch((failure: unknown) => {
        environment.log.error({ accountId, error: failure }, 'failed to mark account dead');
      });
      const fields = { accountId, attempt, error: translateError(accountId, error) };
      if (attempt === worthTelling) environment.log.warn(fields, 'cannot reach telegram');
      else environment.log.debug(fields, 'could not reach telegram');
      return 0;
    }
  }

  async #open(): Promise<AccountLink> {
    const { accountId, access, environment, readKey, onConnected, onUpdate } = this.options;
    const { signal } = this.#stop;
    this.#key = await readKey();
    const { log, timings } = environment;
    const link = await AccountLink.open({
      access,
      accountId,
      stringSession: this.#key,
      callMs: timings.telegramCallMs,
      log,
      onUpdate,
      signal,
    });
    this.#link = link;
    this.#unknownKeys = 0;
    environment.log.debug({ accountId }, 'connected to telegram');
    this.#wake();
    onConnected();
    return link;
  }

  async #learnFrom(error: unknown): Promise<void> {
    const { accountId } = this.options;
    if (error instanceof LinkError && error.fault === 'unknown_key') this.#unknownKeys += 1;
    const meant = translateError(accountId, error);
    if (meant instanceof AccountDeadError) await this.bury(meant.why);
    else if (this.#unknownKeys >= unknownKeyAtMost) await this.bury('signed_out');
  }

  async #change(limitMs: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const settle = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(settle);
        resolve();
      };
      const timer = setTimeout(settle, limitMs);
      this.#waiting.add(settle);
    });
  }

  #wake(): void {
    for (const settle of [...this.#waiting]) settle();
  }
}
