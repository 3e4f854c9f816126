import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Session, SessionDraft } from '../../src/sessions/index.js';
import { type Database, openDatabase } from '../../src/store/database.js';

export const sealingKey = Uint8Array.from({ length: 32 }, (_, index) => index);
export const noon = new Date('2026-11-01T12:00:00Z');
export const guildId = '900000000000000001';

/** The address of a file that does not exist yet, in a folder that goes with the test. */
export function temporaryUrl(): string {
  const folder = mkdtempSync(join(tmpdir(), 'concierge-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return `file:${join(folder, 'test.db')}`;
}

/** A database on its own file, or one more on the file of another. */
export async function temporaryDatabase(url = temporaryUrl()): Promise<Database> {
  const database = await openDatabase({ url, sealingKey });
  onTestFinished(() => database.close());
  return database;
}

/** Two databases on one file, as two processes would have it. */
export async function twoDatabases(url = temporaryUrl()): Promise<readonly [Database, Database]> {
  return [await temporaryDatabase(url), await temporaryDatabase(url)];
}

/** The first for even numbers, the second for odd ones. */
export function inTurn<T>([one, two]: readonly [T, T], n: number): T {
  return n % 2 === 0 ? one : two;
}

/** A moment after noon. */
export function later(seconds: number): Date {
  return new Date(noon.getTime() + seconds * 1000);
}

export async function addAccounts(database: Database, count: number, guild = guildId): Promise<void> {
  for (let n = 1; n <= count; n++) await addAccount(database, String(n), guild);
}

export function addAccount(
  database: Database,
  id: string,
  guild = guildId,
): Promise<'added' | 'renewed' | 'other_guild'> {
  return database.accounts.import({
    id,
    guildId: guild,
    label: `account ${id}`,
    maskedPhone: '+•• ••• 07',
    stringSession: `secret of ${id}`,
    at: later(Number(id) - 1000),
  });
}

/** What is known of a session before it exists; `id` names the row, the member and the code. */
export function draftOf(id: string, changes: Partial<SessionDraft> = {}): SessionDraft {
  return {
    id,
    guildId,
    memberId: `member-${id}`,
    memberName: `Member ${id}`,
    channelId: '800000000000000001',
    agentUserId: '4242',
    openedAt: noon,
    openingDeadline: later(120),
    newCode: () => `C${id}`,
    ...changes,
  };
}

/** Opens a session and expects to be let. */
export async function openSession(
  database: Database,
  id: string,
  changes: Partial<SessionDraft> = {},
): Promise<Session> {
  const outcome = await database.sessions.open(draftOf(id, changes));
  if (outcome.kind !== 'opened') throw new Error(`session ${id}: ${outcome.kind}`);
  return outcome.session;
}

export async function activeSession(
  database: Database,
  id: string,
  changes: Partial<SessionDraft> = {},
): Promise<Session> {
  await openSession(database, id, changes);
  await database.sessions.recordThread(id, `thread-${id}`);
  await database.sessions.activate(id, noon);
  return existing(database, id);
}

export async function existing(database: Database, id: string): Promise<Session> {
  const session = await database.sessions.find(id);
  if (session === null) throw new Error(`there is no session ${id}`);
  return session;
}

/** Ends a session as its member would. */
export function endSession(
  database: Database,
  id: string,
  expected: 'opening' | 'active' = 'active',
): Promise<boolean> {
  return database.sessions.beginClosing(id, expected, {
    reason: 'ended_by_member',
    by: { kind: 'user', userId: `member-${id}` },
    at: later(60),
    steps: ['tell_thread', 'wipe_chat', 'reset_account', 'release_account', 'write_log'],
  });
}
