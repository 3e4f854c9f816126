import type { Environment } from '../environment.js';
import type { AccountChats } from './account-chats.js';
import type { AccountStore } from './account-store.js';
import type { Conversations } from './conversations.js';
import type { GuildStore } from './guild-store.js';
import type { NoticeLedger } from './notice-ledger.js';
import type { SessionStore } from './session-store.js';
import type { Announcements, SessionThreads } from './session-threads.js';

/** Everything outside that sessions need. */
export interface SessionPorts {
  readonly sessions: SessionStore;
  readonly guilds: GuildStore;
  readonly accounts: AccountStore;
  readonly ledger: NoticeLedger;
  readonly threads: SessionThreads;
  readonly announcements: Announcements;
  readonly chats: AccountChats;
  readonly conversations: Conversations;
  readonly environment: Environment;
}
