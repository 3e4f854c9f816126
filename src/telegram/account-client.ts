import { setTimeout as pause } from 'node:timers/promises';
import PQueue from 'p-queue';
import { Api } from 'telegram';
import type { AccountEvent, AccountEventHandler } from '../relay/index.js';
import {
  AccountDeadError,
  AccountLimitedError,
  type AccountStore,
  type DeathCause,
  type Environment,
  UnreachableError,
  within,
} from '../sessions/index.js';
import type { TelegramAccess } from './access.js';
import { AccountConnection } from './account-connection.js';
import type { AccountLink } from './account-link.js';
import { translateError } from './errors.js';
import { FloodGate } from './flood-gate.js';
import { downloadFile } from './media/download.js';
import type { OpenFile } from './media/file-source.js';
import { UploadMemory } from './media/upload-memory.js';
import { UpdateSequence } from './update-sequence.js';

/** How long a transfer may stand still: after a minute Discord's end of it is given up. */
const stillstandMs = 45_000;

/** How long an account is spared after PEER_FLOOD; Telegram does not say how long it lasts. */
const peerFloodRestMs = 12 * 60 * 60 * 1_000;

export interface AccountClientOptions {
  readonly accountId: string;
  readonly access: TelegramAccess;
  readonly accounts: AccountStore;
  readonly handler: AccountEventHandler;
  readonly environment: Environment;
  /** Limits how many accounts connect at once. */
  readonly connecting: PQueue;
  /** What can still be read of the chat at work when Telegram no longer tells what was missed. */
  readonly readChatAnew: (client: AccountClient) => Promise<readonly AccountEvent[]>;
}

/** One pool account at work: its calls one after the other, its updates in order. */
export class AccountClient {
  readonly accountId: string;
  /** Files that were uploaded and are yet to be sent. */
  readonly uploads: UploadMemory<Api.TypeInputFile>;
  /** The same of items of albums, which Telegram keeps for the chat. */
  readonly albumItems: UploadMemory<Api.TypeInputMedia>;
  readonly #calls = new PQueue({ concurrency: 1 });
  readonly #turns = new PQueue({ concurrency: 1 });
  readonly #flood = new FloodGate();
  readonly #updates: UpdateSequence;
  readonly #connection: AccountConnection;
  #checkTimer: NodeJS.Timeout | null = null;
  readonly #stop = new AbortController();

  constructor(private readonly options: AccountClientOptions) {
    const { accountId, access, accounts, handler, environment, connecting } = options;
    this.accountId = accountId;
    this.uploads = new UploadMemory(environment.now);
    this.albumItems = new UploadMemory(environment.now);
    this.#updates = new UpdateSequence({
      accountId,
      accounts,
      handler,
      environment,
      invoke: (request, expected) => this.invoke(request, expected),
      openFile: this.openFile,
      readChatAnew: () => options.readChatAnew(this),
    });
    this.#connection = new AccountConnection({
      accountId,
      access,
      environment,
      connecting,
      readKey: () => accounts.unsealSession(accountId),
      onConnected: () => this.#noteConnected(),
      onUpdate: (update) => this.#updates.receive(update),
      onDead: (why) => accounts.markDead(accountId, why, environment.now()),
    });
  }

  /** Reads the bytes of a file of the account's, whenever it is asked for. */
  readonly openFile: OpenFile = (file) => downloadFile(this, file);

  /** Whether calls wait for one another: what is not worth waiting is left out then. */
  get isBusy(): boolean {
    return this.#calls.size + this.#calls.pending > 0;
  }

  get isConnected(): boolean {
    return this.#connection.isConnected;
  }

  /** Why Telegram refuses the account's key; null while it does not. */
  get death(): DeathCause | null {
    return this.#connection.death;
  }

  /** Begins to connect; a second call does nothing. */
  start(): void {
    this.#connection.start();
  }

  /** Resolves when all events that were received are handed over, or when that takes longer than `drainMs`. */
  drained(): Promise<void> {
    return within(this.options.environment.timings.drainMs, this.#updates.drained());
  }

  /** Ends the connection and hands over no more events; an event under way is waited for. */
  async stop(): Promise<void> {
    if (this.#checkTimer !== null) clearTimeout(this.#checkTimer);
    this.#stop.abort();
    await Promise.all([this.#updates.stop(), this.#connection.stop()]);
  }

  /** Several calls that belong together, after what was asked for earlier. */
  takeTurn<T>(work: () => Promise<T>): Promise<T> {
    return this.#turns.add(work);
  }

  /**
   * One call, after those asked for earlier; a connection is waited for no longer than a call may take. Throws what `AccountChats` names,
   * and `TelegramRefusedError` for refusals of the call itself and for those named in `expected`.
   */
  invoke<R extends Api.AnyRequest>(request: R, expected: readonly string[] = []): Promise<R['__response']> {
    return this.#calls.add(() => this.#call(request, expected));
  }

  /**
   * One call that carries a file's bytes, beside all others; `dcId` null: the account's own data centre. A flood wait is waited out and the call made again, so
   * that what was transferred before it is not transferred anew, unless it is longer than a transfer may stand still. Throws what `invoke` throws.
   */
  async invokeForFile<R extends Api.AnyRequest>(
    request: R,
    dcId: number | null,
    expected: readonly string[] = [],
  ): Promise<R['__response']> {
    for (;;) {
      try {
        return await this.#make(request, expected, (link, limitMs) =>
          link.invokeForFile(request, dcId, limitMs),
        );
      } catch (error) {
        const waitMs = error instanceof UnreachableError ? error.retryAfterMs : null;
        if (waitMs === null || waitMs > stillstandMs || this.#stop.signal.aborted) throw error;
        await pause(waitMs, undefined, { signal: this.#stop.signal }).catch(() => {});
      }
    }
  }

  async #call<R extends Api.AnyRequest>(request: R, expected: readonly string[]): Promise<R['__response']> {
    const result = await this.#make(request, expected, (link, limitMs) => link.invoke(request, limitMs));
    this.#updates.noteResult(result);
    return result;
  }

  async #make<R extends Api.AnyRequest>(
    request: R,
    expected: readonly string[],
    call: (link: AccountLink, limitMs: number) => Promise<R['__response']>,
  ): Promise<R['__response']> {
    const { accountId, environment } = this.options;
    const { telegramCallMs } = environment.timings;
    this.#flood.check(request.className, environment.now());
    const link = await this.#connection.link(telegramCallMs);
    try {
      return await call(link, telegramCallMs);
    } catch (error) {
      const meant = translateError(accountId, error, expected);
      await this.#learnFrom(meant, request.className);
      // The library drops what stood behind a refusal in the same packet: updates may be among it.
      if (link.isOpen) this.#updates.check();
      throw meant;
    }
  }

  /** What a refusal says about the account is kept, so that nobody asks again in vain. */
  async #learnFrom(error: unknown, method: string): Promise<void> {
    const { accountId, accounts, environment } = this.options;
    const now = environment.now().getTime();
    if (error instanceof AccountDeadError) await this.#connection.bury(error.why);
    else if (error instanceof AccountLimitedError) {
      environment.log.warn({ accountId, method }, 'account limited');
      await accounts.limit(accountId, new Date(now + peerFloodRestMs));
    } else if (error instanceof UnreachableError && error.retryAfterMs !== null) {
      environment.log.info({ accountId, method, retryAfterMs: error.retryAfterMs }, 'told to wait');
      this.#flood.close(method, new Date(now + error.retryAfterMs));
    }
  }

  #noteConnected(): void {
    this.#updates.check();
    this.#scheduleCheck();
  }

  /** A quiet connection proves nothing: now and then Telegram is asked whether the key still counts and nothing was missed. */
  #scheduleCheck(): void {
    if (this.#checkTimer !== null) clearTimeout(this.#checkTimer);
    const { telegramCheckMs } = this.options.environment.timings;
    this.#checkTimer = setTimeout(() => void this.#checkUp(), telegramCheckMs);
  }

  async #checkUp(): Promise<void> {
    if (!this.isConnected) return;
    try {
      await this.invoke(new Api.users.GetUsers({ id: [new Api.InputUserSelf()] }));
      this.#updates.check();
    } catch (error) {
      this.options.environment.log.debug({ accountId: this.accountId, error }, 'check failed');
    }
    if (this.isConnected) this.#scheduleCheck();
  }
}
