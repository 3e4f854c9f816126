import type { Account } from '../../../sandbox/telegram/account.js';
import { LocalTelegram } from '../../../sandbox/telegram/local-telegram.js';
import type { Person } from '../../../sandbox/telegram/person.js';
import type { Settings } from '../../../sandbox/telegram/world/settings.js';
import {
  type AccountEvent,
  type AccountEventHandler,
  type EventOrigin,
  plain,
  type SentParcel,
} from '../../../src/relay/index.js';
import type { AgentChat, Environment, Session, Timings } from '../../../src/sessions/index.js';
import { AccountFleet } from '../../../src/telegram/index.js';
import { MemoryAccounts } from './memory-accounts.js';

export const guildId = '900000000000000001';

/** Everything that a handler was told, in order; what it does with an event can be chosen. */
export class RecordingHandler implements AccountEventHandler {
  readonly heard: { accountId: string; event: AccountEvent; origin: EventOrigin }[] = [];
  /** Every sign of typing. */
  readonly typing: { accountId: string; peerUserId: string }[] = [];
  /** Called before an event is taken in: throwing rejects it, waiting holds it up. */
  before: (event: AccountEvent) => Promise<void> = async () => {};

  async handle(accountId: string, event: AccountEvent, origin: EventOrigin): Promise<void> {
    await this.before(event);
    this.heard.push({ accountId, event, origin });
  }

  noteTyping(accountId: string, peerUserId: string): void {
    this.typing.push({ accountId, peerUserId });
  }

  /** The words of the messages that were not the account's own. */
  get words(): readonly string[] {
    return this.heard.flatMap(({ event }) =>
      event.kind === 'message' && !event.message.outgoing ? [event.message.text.text] : [],
    );
  }
}

const quick: Timings = {
  openingDeadlineMs: 120_000,
  secondLookMs: 1_000,
  retryFirstMs: 20,
  retryMaxMs: 200,
  poolReconcileMs: 1_000,
  nonceMemoryMs: 60_000,
  drainMs: 1_000,
  telegramCallMs: 2_000,
  sendUnderWayMs: 10_000,
  telegramCheckMs: 60_000,
  sweepMs: 15_000,
  stopMs: 2_000,
};

/** A local Telegram with an agent, and fleets that are pointed at it. */
export class TelegramBench {
  readonly telegram: LocalTelegram;
  readonly accounts = new MemoryAccounts();
  readonly handler = new RecordingHandler();
  readonly agent: Person;
  readonly logged: { level: string; fields: Readonly<Record<string, unknown>>; verb: string }[] = [];
  /** The session that holds every account's lease. */
  lease: Session | null = null;
  fleet: AccountFleet;
  readonly #timings: Timings;

  private constructor(settings: Partial<Settings>, timings: Partial<Timings>) {
    this.telegram = new LocalTelegram({ settings });
    this.agent = this.telegram.createPerson({ firstName: 'Ada', username: 'ada_agent' });
    this.#timings = { ...quick, ...timings };
    this.fleet = this.#createFleet();
  }

  static async start(
    options: { settings?: Partial<Settings>; timings?: Partial<Timings> } = {},
  ): Promise<TelegramBench> {
    const bench = new TelegramBench(options.settings ?? {}, options.timings ?? {});
    await bench.telegram.start();
    return bench;
  }

  get environment(): Environment {
    const log =
      (level: string) =>
      (fields: Readonly<Record<string, unknown>>, verb: string): void => {
        this.logged.push({ level, fields, verb });
      };
    return {
      now: () => new Date(),
      newId: () => crypto.randomUUID(),
      newCode: () => 'AB2CD',
      newReference: () => 'REF',
      timings: this.#timings,
      log: { debug: log('debug'), info: log('info'), warn: log('warn'), error: log('error') },
    };
  }

  /** An account of the pool that has the agent among its contacts. */
  async addAccount(name = 'Pool'): Promise<Account> {
    const account = this.telegram.createAccount({ firstName: name, phone: '491700000042' });
    this.telegram.befriend(account, this.agent);
    await this.importAccount(account, await account.stringSession());
    return account;
  }

  async importAccount(account: Account, stringSession: string): Promise<void> {
    const label = account.user.firstName;
    await this.accounts.import({ id: account.id, guildId, label, maskedPhone: '', stringSession });
  }

  /** Starts the fleet and waits until the accounts receive updates and their place in the sequence is stored. */
  async startFleet(...waitFor: readonly Account[]): Promise<void> {
    await this.fleet.start(this.handler);
    for (const { id } of waitFor) {
      await until(() => this.fleet.isConnected(id) && this.accounts.cursors.has(id));
      await until(() => this.telegram.countCalls({ method: 'updates.GetDifference', account: id }) > 0);
    }
  }

  /** Stops the fleet as a process would end, and makes ready the next one on the same store. */
  async restartFleet(...waitFor: readonly Account[]): Promise<void> {
    await this.fleet.stop();
    this.fleet = this.#createFleet();
    this.telegram.calls.length = 0;
    await this.startFleet(...waitFor);
  }

  /** The chat of an account with the agent, prepared for a member. */
  prepare(account: Account): Promise<AgentChat> {
    const agent = { userId: this.agent.id, username: 'ada_agent' };
    return this.fleet.chats.prepare(account.id, agent, { memberName: 'Mia', guildName: 'Gilded' });
  }

  async stop(): Promise<void> {
    await this.fleet.stop();
    await this.telegram.stop();
  }

  #createFleet(): AccountFleet {
    const { telegram } = this;
    return new AccountFleet({
      access: {
        apiId: 1,
        apiHash: 'hash',
        get server() {
          return { host: '127.0.0.1', port: telegram.port };
        },
      },
      accounts: this.accounts,
      sessions: { findByLease: async () => this.lease },
      environment: this.environment,
      lookMs: 50,
    });
  }
}

/** Waits for a condition; a test that waits in vain says for what. */
export async function until(condition: () => boolean | Promise<boolean>, withinMs = 10_000): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`waited in vain until ${condition.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Sends one text, as the relay does. */
export function sendText(
  bench: TelegramBench,
  chat: AgentChat,
  words: string,
  randomId: bigint,
): Promise<SentParcel> {
  const parcel = { kind: 'text', part: 0, text: plain(words) } as const;
  return bench.fleet.messages.send(chat, parcel, { randomIdOf: () => randomId, replyTo: null });
}
