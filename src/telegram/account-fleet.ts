import PQueue from 'p-queue';
import type { AccountEvent, AccountEventHandler, AgentMessages } from '../relay/index.js';
import {
  type AccountChats,
  AccountDeadError,
  type AccountListing,
  type AccountStore,
  type AgentDirectory,
  type AgentLookup,
  chatOf,
  type Environment,
  type SessionStore,
  UnreachableError,
} from '../sessions/index.js';
import type { TelegramAccess } from './access.js';
import { AccountClient } from './account-client.js';
import { findAgent } from './agent-lookup.js';
import { agentPeer } from './agent-peer.js';
import { messagesAbove } from './history.js';
import { TelegramChats } from './telegram-chats.js';

/** Telegram and this machine are spared: so many accounts connect at once. */
const connectingAtMost = 20;

export interface AccountFleetPorts {
  readonly access: TelegramAccess;
  readonly accounts: AccountStore;
  readonly sessions: Pick<SessionStore, 'findByLease'>;
  readonly environment: Environment;
  /** How often the table of accounts is looked at for new and removed ones, in milliseconds. */
  readonly lookMs?: number;
}

/** All accounts of the pool, connected, and what sessions and the relay ask of them. */
export class AccountFleet implements AgentDirectory {
  readonly #chats: TelegramChats;
  readonly #clients = new Map<string, AccountClient>();
  /** Clients that are being stopped: an account has never two at work. */
  readonly #leaving = new Map<string, Promise<void>>();
  readonly #connecting = new PQueue({ concurrency: connectingAtMost });
  #handler: AccountEventHandler | null = null;
  #lookTimer: NodeJS.Timeout | null = null;
  #looking: Promise<void> = Promise.resolve();
  #isStopped = false;

  constructor(private readonly ports: AccountFleetPorts) {
    const { accounts, environment } = ports;
    this.#chats = new TelegramChats({
      accounts,
      environment,
      clientOf: (id) => this.#clientOf(id),
      drained: async (id) => this.#clients.get(id)?.drained() ?? this.#leaving.get(id),
    });
  }

  get chats(): AccountChats {
    return this.#chats;
  }

  get messages(): AgentMessages {
    return this.#chats;
  }

  findAgent(guildId: string, username: string): Promise<AgentLookup> {
    return findAgent(
      { accounts: this.ports.accounts, clientOf: (id) => this.#clientOf(id) },
      guildId,
      username,
    );
  }

  /** Whether the account is connected now. */
  isConnected(accountId: string): boolean {
    return this.#clients.get(accountId)?.isConnected === true;
  }

  /** Starts all accounts and hands their events over. Returns when they are known; they connect in their own time. */
  async start(handler: AccountEventHandler): Promise<void> {
    this.#handler = handler;
    await this.#look();
    this.#scheduleLook();
  }

  /** Ends all connections; events under way are waited for. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    if (this.#lookTimer !== null) clearTimeout(this.#lookTimer);
    await this.#looking;
    for (const client of [...this.#clients.values()]) this.#retire(client);
    await Promise.all(this.#leaving.values());
  }

  #scheduleLook(): void {
    if (this.#isStopped) return;
    this.#lookTimer = setTimeout(() => {
      const { log } = this.ports.environment;
      this.#look()
        .catch((error: unknown) => log.error({ error }, 'failed to look for accounts'))
        .finally(() => this.#scheduleLook());
    }, this.ports.lookMs ?? 3_000);
  }

  /** Accounts come, go and are renewed by another process (`npm run accounts`): the table is the only word of it. */
  #look(): Promise<void> {
    this.#looking = this.#looking.catch(() => {}).then(() => this.#compare());
    return this.#looking;
  }

  async #compare(): Promise<void> {
    if (this.#isStopped || this.#handler === null) return;
    const listed = new Map((await this.ports.accounts.listAll()).map((account) => [account.id, account]));
    for (const [id, client] of this.#clients) {
      if (needsClient(listed.get(id)) && client.death === null) continue;
      this.#retire(client);
    }
    for (const account of listed.values()) {
      if (needsClient(account) && !this.#isKnown(account.id)) this.#add(account.id, this.#handler);
    }
  }

  #isKnown(accountId: string): boolean {
    return this.#clients.has(accountId) || this.#leaving.has(accountId);
  }

  /** Stopped in its own time: an event under way is waited for, the other accounts are not made to. */
  #retire(client: AccountClient): void {
    const { accountId } = client;
    this.#clients.delete(accountId);
    const isToBeDrained = client.death !== null && !this.#isStopped;
    const leaving = (isToBeDrained ? client.drained() : Promise.resolve())
      .then(() => client.stop())
      .catch((error: unknown) =>
        this.ports.environment.log.error({ accountId, error }, 'failed to stop account'),
      )
      .finally(() => this.#leaving.delete(accountId));
    this.#leaving.set(accountId, leaving);
  }

  #add(accountId: string, handler: AccountEventHandler): void {
    const { access, accounts, environment } = this.ports;
    const client = new AccountClient({
      accountId,
      access,
      accounts,
      handler,
      environment,
      connecting: this.#connecting,
      readChatAnew: (asking) => this.#readChatAnew(asking),
    });
    this.#clients.set(accountId, client);
    client.start();
  }

  /** The client of an account that may have been imported, or signed in anew, a moment ago. */
  async #clientOf(accountId: string): Promise<AccountClient> {
    const known = this.#clients.get(accountId);
    if (known !== undefined && known.death === null) return known;
    await this.#look();
    const client = this.#clients.get(accountId);
    if (client !== undefined) return client;
    const listing = (await this.ports.accounts.listAll()).find(({ id }) => id === accountId);
    const isAtWorkSoon = needsClient(listing) && listing?.deathCause == null;
    if (this.#handler === null || this.#isStopped || (isAtWorkSoon && this.#leaving.has(accountId))) {
      throw new UnreachableError('telegram', `account ${accountId} is not at work`, 'none');
    }
    throw new AccountDeadError(accountId, listing?.deathCause ?? known?.death ?? 'signed_out');
  }

  /** Telegram no longer tells what was missed: what the leaseholder's chat still holds is read instead. Duplicates are the relay's to see. */
  async #readChatAnew(client: AccountClient): Promise<readonly AccountEvent[]> {
    const session = await this.ports.sessions.findByLease(client.accountId);
    if (session === null || session.introductionId === null || session.agentAccessHash === null) return [];
    const peer = await agentPeer(this.ports.accounts, chatOf(session));
    const { messages, aboveId } = await messagesAbove(client, peer, session.introductionId);
    const events = messages.map((message): AccountEvent => ({ kind: 'message', message }));
    const ids = messages.filter(({ outgoing }) => !outgoing).flatMap((message) => message.ids);
    return [...events, { kind: 'standing', peerUserId: session.agentUserId, aboveId, ids }];
  }
}

function needsClient(account: AccountListing | undefined): boolean {
  return account?.state === 'ready' || (account?.state === 'leaving' && account.deathCause === null);
}
