import { Api, errors, TelegramClient } from 'telegram';
import { Raw } from 'telegram/events/index.js';
import type { Log } from '../sessions/index.js';
import type { TelegramAccess } from './access.js';
import { FileConnections } from './file-connections.js';
import { GramJsLog } from './gramjs-log.js';
import { createLinkSockets, type LinkSockets } from './link-sockets.js';
import { watchNewSessions } from './new-sessions.js';
import { WatchedSession } from './watched-session.js';

/** Why a link can't be used, or (`unknown_elsewhere`) its connection to another data centre. A call that met `lost` or `timed_out` may have had its effect. */
export type LinkFault = 'lost' | 'timed_out' | 'unknown_key' | 'unknown_elsewhere';

export class LinkError extends Error {
  override readonly name = 'LinkError';
  constructor(readonly fault: LinkFault) {
    super(`the connection to Telegram is unusable: ${fault}`);
  }
}

export interface LinkOptions {
  readonly access: TelegramAccess;
  /** For the log. */
  readonly accountId: string;
  readonly stringSession: string;
  /** How long connecting and asking who the account is may each take. */
  readonly callMs: number;
  readonly log: Log;
  /** How long a connection for files may stand idle; as the library bears it unless a test is in a hurry. */
  readonly fileIdleMs?: number;
  /** Called for each update that Telegram sends, containers taken apart; with `updatesTooLong` also when it lost the session with what it had to send. */
  readonly onUpdate: (update: unknown) => void;
  /** Ends the link, also one that is being opened. */
  readonly signal: AbortSignal;
}

/**
 * One connection of one account, used from its opening to its first loss and then thrown away with the client that made it: a new client begins a new MTProto session,
 * so that nothing of the old one is ever sent again. A call that takes too long ends the link.
 */
export class AccountLink {
  /** Settles when the link is over. */
  readonly lost: Promise<void>;
  readonly #client: TelegramClient;
  readonly #sockets: LinkSockets;
  readonly #waiting = new Set<(error: LinkError) => void>();
  readonly #files: FileConnections;
  readonly #session: WatchedSession;
  #fault: LinkFault | null = null;
  #me: Api.User | null = null;
  #settleLost: () => void = () => {};

  private constructor(private readonly options: LinkOptions) {
    const { access, log, accountId } = options;
    this.lost = new Promise((resolve) => {
      this.#settleLost = resolve;
    });
    this.#sockets = createLinkSockets(access.server, () => this.#end('lost'));
    this.#session = new WatchedSession(options.stringSession, () => this.#end('unknown_key'));
    this.#files = new FileConnections((dcId) => this.#closeFiles(dcId), options.fileIdleMs);
    this.#client = new TelegramClient(this.#session, access.apiId, access.apiHash, {
      networkSocket: this.#sockets.socketClass,
      baseLogger: new GramJsLog(log, accountId),
      connectionRetries: 1,
      // Below 0: the library never connects again by itself.
      reconnectRetries: -1,
      autoReconnect: false,
      retryDelay: 1,
      requestRetries: 1,
      floodSleepThreshold: 0,
      securityChecks: true,
      deviceModel: 'VIP Concierge',
    });
    this.#client.onError = async (error) => {
      log.debug({ accountId, detail: error.message }, 'telegram client failed');
      // The library waits for this before it tries a connection for files again, which it would do for ever: once the link is over it never does.
      if (this.#fault !== null) await new Promise<never>(() => {});
    };
  }

  /** Connects and proves that Telegram accepts the key. Throws `LinkError`, or Telegram's refusal as GramJS has it. */
  static async open(options: LinkOptions): Promise<AccountLink> {
    const link = new AccountLink(options);
    options.signal.addEventListener('abort', link.#abort);
    try {
      options.signal.throwIfAborted();
      const isConnected = await link.#limited(link.#client.connect(), options.callMs);
      if (!isConnected) throw new LinkError('lost');
      // Asked before updates are listened to: the library would ask on its own at the first one.
      const me = await link.#limited(link.#client.getMe(), options.callMs);
      if (!(me instanceof Api.User)) throw new LinkError('lost');
      link.#me = me;
      link.#client.addEventHandler((update: unknown) => options.onUpdate(update), new Raw({}));
      // Whoever opens a link asks for the difference anyway: only sessions after its own first one are news ("Recovering gaps").
      watchNewSessions(link.#client, () => options.onUpdate(new Api.UpdatesTooLong()));
      return link;
    } catch (error) {
      link.close();
      throw error;
    }
  }

  /** The account itself, as Telegram described it when the link was opened. */
  get me(): Api.User {
    if (this.#me === null) throw new Error('the link is not open');
    return this.#me;
  }

  get isOpen(): boolean {
    return this.#fault === null;
  }

  /** One call. Throws `LinkError`, or Telegram's refusal as GramJS has it. */
  invoke<R extends Api.AnyRequest>(request: R, limitMs: number): Promise<R['__response']> {
    if (this.#fault !== null) return Promise.reject(new LinkError(this.#fault));
    return this.#limited(this.#client.invoke(request), limitMs);
  }

  /**
   * One call that carries a file's bytes, over the connection that the library keeps for the files of a data centre (null: the account's own), so that
   * no message waits behind it. The same limit and the same end as any other call.
   */
  invokeForFile<R extends Api.AnyRequest>(
    request: R,
    dcId: number | null,
    limitMs: number,
  ): Promise<R['__response']> {
    if (this.#fault !== null) return Promise.reject(new LinkError(this.#fault));
    const dc = dcId ?? this.#client.session.dcId;
    return this.#files.use(dc, async () => {
      try {
        return await this.#limited(this.#client.invoke(request, dc), limitMs);
      } catch (error) {
        if (dc === this.#client.session.dcId || !isUnknownThere(error)) throw error;
        // What another data centre forgot says nothing about the account: it is signed in there anew.
        await this.#client._cleanupExportedSender(dc);
        throw new LinkError('unknown_elsewhere');
      }
    });
  }

  /** Ends the link; calls under way fail. */
  close(): void {
    this.#end('lost');
  }

  /** Closes a data centre's connection for files. The library would forget the key, too; it serves the next connection. */
  async #closeFiles(dcId: number): Promise<void> {
    const key = this.#session.getAuthKey(dcId);
    const closed = this.#client._cleanupExportedSender(dcId);
    this.#session.setAuthKey(key, dcId);
    await closed;
  }

  readonly #abort = (): void => this.#end('lost');

  #end(fault: LinkFault): void {
    if (this.#fault !== null) return;
    this.#fault = fault;
    this.options.signal.removeEventListener('abort', this.#abort);
    for (const fail of this.#waiting) fail(new LinkError(fault));
    this.#waiting.clear();
    this.#files.stop();
    this.#sockets.close();
    this.#client.destroy().catch((error: unknown) => {
      this.options.log.debug({ accountId: this.options.accountId, error }, 'failed to destroy client');
    });
    this.#settleLost();
  }

  #limited<T>(call: Promise<T>, limitMs: number): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const timer = setTimeout(() => this.#end('timed_out'), limitMs);
      const fail = (error: unknown): void => {
        clearTimeout(timer);
        this.#waiting.delete(fail);
        reject(error);
      };
      this.#waiting.add(fail);
      call.then((result) => {
        clearTimeout(timer);
        this.#waiting.delete(fail);
        resolve(result);
      }, fail);
    });
  }
}

function isUnknownThere(error: unknown): boolean {
  return error instanceof errors.RPCError && error.errorMessage === 'AUTH_KEY_UNREGISTERED';
}
