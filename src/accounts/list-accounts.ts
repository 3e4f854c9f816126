import type { AccountListing, AccountStore } from '../sessions/index.js';

/** The pool as a table for the terminal; of one guild, or of all. */
export async function listAccounts(
  accounts: Pick<AccountStore, 'list' | 'listAll'>,
  guildId: string | undefined,
  now: Date,
): Promise<string> {
  const listed = guildId === undefined ? await accounts.listAll() : await accounts.list(guildId);
  if (listed.length === 0)
    return 'No accounts. Add one with:  npm run accounts -- import --guild ID < session.txt';
  const head = ['ID', 'LABEL', 'NUMBER', 'STATE', 'SESSION', 'SERVER'];
  const rows = listed.map((account) => [
    account.id,
    account.label,
    account.maskedPhone || '–',
    describeState(account, now),
    account.sessionCode ?? '–',
    account.guildId,
  ]);
  return layOut([head, ...rows]);
}

function describeState({ state, deathCause, limitedUntil }: AccountListing, now: Date): string {
  switch (state) {
    case 'ready':
      return limitedUntil !== null && limitedUntil > now
        ? `rests until ${limitedUntil.toISOString()}`
        : 'ready';
    case 'dead':
      return `needs a new sign-in (${deathCause?.replace('_', ' ') ?? 'dead'})`;
    case 'leaving':
      return 'leaves when its session ends';
    case 'removed':
      return 'removed';
  }
}

function layOut(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
