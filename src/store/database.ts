import type { DeliveryStore } from '../relay/index.js';
import type { AccountStore, GuildStore, SessionStore } from '../sessions/index.js';
import { PrismaAccountStore } from './account-store.js';
import { databaseFile, QueuedSqlite } from './connection.js';
import { PrismaDeliveryStore } from './delivery-store.js';
import { PrismaClient } from './generated/client.js';
import { PrismaGuildStore } from './guild-store.js';
import { Installation } from './installation.js';
import { migrate } from './migrate.js';
import { Sealer } from './sealing.js';
import { PrismaSessionStore } from './session-store.js';

/** The database behind the ports of the domains. */
export interface Database {
  readonly sessions: SessionStore;
  readonly guilds: GuildStore;
  readonly accounts: AccountStore;
  readonly deliveries: DeliveryStore;
  readonly installation: Installation;
  /** The migrations that opening it applied, by name. */
  readonly migrations: readonly string[];
  close(): Promise<void>;
}

/**
 * Opens the SQLite file at a `file:` address, creating it (and its folder) when missing, and brings it up to date first. Several processes
 * may hold one file open. Throws `MigrationError`, and a `RangeError` for a key that has not 32 bytes.
 */
export async function openDatabase({
  url,
  sealingKey,
}: {
  url: string;
  sealingKey: Uint8Array;
}): Promise<Database> {
  const sealer = new Sealer(sealingKey);
  const migrations = await migrate(url);
  const prisma = new PrismaClient({
    adapter: new QueuedSqlite(databaseFile(url)),
    // Prisma's default of 2 s is for databases with a pool; here a batch waits its turn behind other batches and processes.
    transactionOptions: { maxWait: 15_000, timeout: 15_000 },
  });
  return {
    sessions: new PrismaSessionStore(prisma),
    guilds: new PrismaGuildStore(prisma),
    accounts: new PrismaAccountStore(prisma, sealer),
    deliveries: new PrismaDeliveryStore(prisma),
    installation: new Installation(prisma),
    migrations,
    close: () => prisma.$disconnect(),
  };
}
