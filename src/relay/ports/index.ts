import type {
  AccountStore,
  Environment,
  GuildStore,
  NoticeLedger,
  SessionStore,
  SessionThreads,
} from '../../sessions/index.js';
import type { AgentMessages } from './agent-messages.js';
import type { DeliveryStore } from './delivery-store.js';
import type { Participants, ThreadPosts } from './thread-posts.js';

/** Everything outside that the relay needs. */
export interface RelayPorts {
  readonly sessions: SessionStore;
  readonly guilds: GuildStore;
  readonly accounts: AccountStore;
  readonly deliveries: DeliveryStore;
  readonly ledger: NoticeLedger;
  readonly threads: Pick<SessionThreads, 'say'>;
  readonly posts: ThreadPosts;
  readonly participants: Participants;
  readonly agents: AgentMessages;
  readonly environment: Environment;
  /** Told when a post showed that a session's thread is gone or locked, in case the gateway's event was missed. */
  threadFound(threadId: string, state: 'thread_deleted' | 'thread_archived'): Promise<void>;
  /** Told when Telegram refused a session's account. */
  accountDied(accountId: string): void;
}
