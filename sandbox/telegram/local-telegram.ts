import { Api } from 'telegram';
import type { CallPattern, OutsideCall } from '../call-pattern.js';
import { type FaultMoment, Faults } from '../faults.js';
import { Traffic } from '../traffic.js';
import { Account } from './account.js';
import type { CallRecord } from './call-record.js';
import { DC_ID } from './dc.js';
import { Device } from './device.js';
import { ExportedAuthorizations } from './exported-authorizations.js';
import { AUTHORIZATION_METHODS } from './methods/authorization.js';
import { EDITING_METHODS } from './methods/edit-message.js';
import { HELP_METHODS } from './methods/help.js';
import { HISTORY_METHODS } from './methods/history.js';
import { REACTION_METHODS } from './methods/reactions.js';
import { REMOVAL_METHODS } from './methods/removal.js';
import { MEDIA_METHODS } from './methods/send-media.js';
import { WRITING_METHODS } from './methods/send-message.js';
import { UPDATES_METHODS } from './methods/updates.js';
import { UPLOAD_METHODS } from './methods/upload.js';
import { USER_METHODS } from './methods/users.js';
import type { KeyHolder } from './mtproto/key-holder.js';
import { MtprotoServer } from './mtproto/server.js';
import type { PublicServerKey } from './mtproto/server-key.js';
import type { Session } from './mtproto/session.js';
import { Person } from './person.js';
import { type KeyOwner, TelegramService } from './telegram-service.js';
import { renderPush } from './tl/push.js';
import { type Clock, MovableClock } from './world/clock.js';
import { DEFAULT_SETTINGS, type Settings } from './world/settings.js';
import type { UserProfile } from './world/user.js';
import { World, type WorldEvent } from './world/world.js';

/** A call that the service holds back, and the way to let it go on. */
export interface HeldCall {
  /** Resolves when the call has arrived. */
  readonly arrived: Promise<OutsideCall>;
  release(): void;
}

/** A Telegram of one's own on 127.0.0.1: users, private chats and the MTProto server through which clients see them. */
export class LocalTelegram {
  readonly clock: Clock;
  readonly faults: Faults;
  readonly traffic: Traffic;
  readonly settings: Settings;
  /** Every method call in the order of arrival; pings and acknowledgements are none. */
  readonly calls: CallRecord[] = [];
  /** What was asked for and is not there (or broke): a test asserts that it is empty. */
  readonly notImplemented: string[] = [];
  readonly world: World;
  readonly #server: MtprotoServer;
  readonly #owners = new Map<KeyHolder, KeyOwner>();
  readonly #exported = new ExportedAuthorizations();
  readonly #accounts = new Map<string, Account>();
  #port: number | undefined;

  constructor(
    options: { faults?: Faults; traffic?: Traffic; clock?: Clock; settings?: Partial<Settings> } = {},
  ) {
    this.clock = options.clock ?? new MovableClock();
    this.faults = options.faults ?? new Faults();
    this.traffic = options.traffic ?? new Traffic();
    this.settings = { ...DEFAULT_SETTINGS, ...options.settings };
    this.world = new World(this.clock, this.settings);
    const methods = new Map(
      [
        ...HELP_METHODS,
        ...AUTHORIZATION_METHODS,
        ...USER_METHODS,
        ...WRITING_METHODS,
        ...MEDIA_METHODS,
        ...UPLOAD_METHODS,
        ...EDITING_METHODS,
        ...REACTION_METHODS,
        ...HISTORY_METHODS,
        ...REMOVAL_METHODS,
        ...UPDATES_METHODS,
      ].map((method) => [method.name, method]),
    );
    const { world, settings, faults, traffic, calls, notImplemented } = this;
    const service = new TelegramService({
      world,
      settings,
      faults,
      traffic,
      methods,
      calls,
      notImplemented,
      port: () => this.port,
      exported: this.#exported,
      findOwner: (holder) => this.#owners.get(holder),
      importOwner: (holder, id, bytes) => this.#importOwner(holder, id, bytes),
    });
    this.#server = new MtprotoServer(this.clock, service);
    this.world.subscribe((event) => this.#push(event));
  }

  /** The port that it listens on. Throws before the first start. */
  get port(): number {
    if (this.#port === undefined) {
      throw new Error('the local Telegram was not started');
    }
    return this.#port;
  }

  /**
   * Starts to listen, on the given port, else on the one that it had, else on a free one. Always below 32768:
   * StringSession writes ports as signed 16-bit numbers. After `stop` everything is still there.
   */
  async start(options: { port?: number } = {}): Promise<void> {
    const wanted = options.port ?? this.#port;
    if (wanted !== undefined) {
      await this.#server.listen(wanted);
      this.#port = wanted;
      return;
    }
    for (let attempt = 0; ; attempt += 1) {
      const port = 15_000 + Math.floor(Math.random() * 17_000);
      try {
        await this.#server.listen(port);
        this.#port = port;
        return;
      } catch (error) {
        if (attempt === 50) {
          throw error;
        }
      }
    }
  }

  /** Closes all connections and stops listening: an outage, until it is started again. */
  async stop(): Promise<void> {
    await this.#server.close();
  }

  /** A user with a client: the bot's accounts. */
  createAccount(profile: UserProfile): Account {
    const registry = {
      addDevice: (account: Account) => this.#addDevice(account),
      forgetDevice: (device: Device) => this.#server.removeKey(device.holder),
    };
    const account = new Account(this.world, this.world.addUser(profile), registry, () => this.port);
    this.#accounts.set(account.id, account);
    return account;
  }

  /** A user who acts by hand: an agent, a stranger. */
  createPerson(profile: UserProfile): Person {
    return new Person(this.world, this.world.addUser(profile));
  }

  /** Both have each other in their address books, under the names that they have now. */
  befriend(one: Person, other: Person): void {
    one.addsContact(other);
    other.addsContact(one);
  }

  /** Every file reference that was given out has expired (FILE_REFERENCE_EXPIRED): messages have to be fetched again. */
  expireFileReferences(): void {
    this.world.files.expireReferences();
  }

  /** What a client has to know of this server before it can make an auth key with it. */
  get publicKey(): PublicServerKey {
    return this.#server.publicKey;
  }

  /** How many calls there were of this method (`messages.SendMessage`), of this account, or at all. */
  countCalls(filter: { method?: string; account?: string } = {}): number {
    const wanted = filter.method?.toLowerCase();
    return this.calls.filter(
      ({ method, account }) =>
        (wanted === undefined || method.toLowerCase() === wanted) &&
        (filter.account === undefined || filter.account === account),
    ).length;
  }

  /**
   * Reads the next matching call but holds its effect (or with `after` its answer) back until released, if asked
   * with the connection cut meanwhile: a request that takes effect long after its sender has given it up.
   */
  holdNext(pattern: CallPattern, options: { when?: FaultMoment; cutsConnection?: boolean } = {}): HeldCall {
    let release = (): void => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const arrived = new Promise<OutsideCall>((resolve) => {
      this.faults.onRequest(pattern, options.when ?? 'before', async (call) => {
        if (options.cutsConnection === true && call.account !== undefined) {
          this.#accounts.get(call.account)?.losesConnection();
        }
        resolve(call);
        await released;
      });
    });
    return { arrived, release };
  }

  /** Tells the account's clients that there is more than can be pushed: they have to ask for the difference. */
  pushTooLong(account: Account): void {
    for (const session of liveSessions(account)) {
      session.sendContent('notification', new Api.UpdatesTooLong().getBytes());
    }
  }

  #addDevice(account: Account): Device {
    const device = new Device(this.#server.addKey());
    this.#owners.set(device.holder, { account, device, dcId: DC_ID });
    return device;
  }

  #importOwner(holder: KeyHolder, id: string, bytes: Buffer): KeyOwner | undefined {
    const taken = this.#exported.take(id, bytes, this.clock.now());
    const account = taken && this.#accounts.get(taken.accountId);
    if (taken === undefined || account === undefined) {
      return undefined;
    }
    const owner = { account, device: account.mainDevice, dcId: taken.dcId };
    this.#owners.set(holder, owner);
    return owner;
  }

  #push(event: WorldEvent): void {
    const account = this.#accounts.get(event.ownerId);
    if (account === undefined || !account.isPushing) {
      return;
    }
    const origin = 'origin' in event ? event.origin : undefined;
    const sessions = liveSessions(account).filter((session) => session !== origin);
    const updates = sessions.length === 0 ? undefined : renderPush(this.world, this.settings, event);
    if (updates === undefined) {
      return;
    }
    for (const session of sessions) {
      session.sendContent('notification', updates.getBytes());
    }
    const entry = { service: 'telegram', method: 'update', account: account.id } as const;
    this.traffic.record({ ...entry, request: undefined, response: updates });
  }
}

/** The sessions of an account that are connected and get updates. */
function liveSessions({ devices }: Account): Session[] {
  return devices
    .filter(({ death }) => death === undefined)
    .flatMap(({ updatesSession }) => updatesSession ?? [])
    .filter((session) => session.connection !== undefined);
}
