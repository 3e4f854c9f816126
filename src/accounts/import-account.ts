import type { AccountStore } from '../sessions/index.js';
import { UnreachableError } from '../sessions/index.js';
import { SealError } from '../store/index.js';
import type { SignInCheck } from '../telegram/index.js';
import { CommandFailure } from './failure.js';

export interface ImportPorts {
  readonly accounts: Pick<AccountStore, 'listAll' | 'unsealSession' | 'import'>;
  /** Connects once with a session string and says whose it is. */
  readonly check: (stringSession: string) => Promise<SignInCheck>;
  readonly now: () => Date;
}

/** Puts a signed-in account into a guild's pool, or renews its sign-in. Returns what to say of it; throws `CommandFailure`. */
export async function importAccount(
  ports: ImportPorts,
  guildId: string,
  stringSession: string,
): Promise<string> {
  if (!/^\d{17,20}$/.test(guildId)) {
    throw new CommandFailure(
      'The server id is not one of Discord’s (17 to 20 digits): copy it with “Copy Server ID”.',
    );
  }
  if (stringSession === '') {
    throw new CommandFailure(
      'No session came in. Pipe it in, e.g.:  npm run accounts -- import --guild ID < session.txt',
    );
  }
  await refuseKnownKey(ports, stringSession);
  const self = await whose(ports, stringSession);
  const imported = { ...self, guildId, stringSession, at: ports.now() };
  const name = [self.label, self.maskedPhone].filter(Boolean).join(', ');
  switch (await ports.accounts.import(imported)) {
    case 'added':
      return `Added ${name} (id ${self.id}). A running bot takes it up within seconds.`;
    case 'renewed':
      return `Renewed the sign-in of ${name} (id ${self.id}). A running bot takes it up within seconds.`;
    case 'other_guild':
      throw new CommandFailure(
        `${name} (id ${self.id}) belongs to another server’s pool and stays there. Remove it there first.`,
      );
  }
}

/** A key that the running bot may be using must not be connected a second time: Telegram would take it away from both. */
async function refuseKnownKey({ accounts }: ImportPorts, stringSession: string): Promise<void> {
  for (const { id, label, state } of await accounts.listAll()) {
    if (state === 'dead') continue;
    if ((await unseal(accounts, id)) === stringSession) {
      throw new CommandFailure(
        `This very session is in the pool already, as ${label} (id ${id}). Nothing was changed.`,
      );
    }
  }
}

async function unseal(accounts: ImportPorts['accounts'], id: string): Promise<string | null> {
  try {
    return await accounts.unsealSession(id);
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
    // Removed in this moment.
    if (error.why === 'nothing_sealed') return null;
    throw new CommandFailure(
      'The accounts of this database were sealed under another SEALING_KEY. Put that one back before importing more.',
    );
  }
}

async function whose(
  { check }: ImportPorts,
  stringSession: string,
): Promise<Extract<SignInCheck, { kind: 'works' }>['self']> {
  try {
    const checked = await check(stringSession);
    if (checked.kind === 'works') return checked.self;
    throw new CommandFailure(refusals[checked.why]);
  } catch (error) {
    if (!(error instanceof UnreachableError)) throw error;
    throw new CommandFailure(
      'Telegram could not be reached, so the session could not be checked. Nothing was stored. Try again.',
    );
  }
}

const refusals: Record<Extract<SignInCheck, { kind: 'refused' }>['why'], string> = {
  not_a_session:
    'That is not a StringSession of GramJS or Telethon: it begins with 1 and is about 350 characters long.',
  bot: 'That is a bot’s session. Agents can only be written to by ordinary accounts.',
  signed_out:
    'Telegram does not accept this session: the account was signed out. Sign in again and import the new one.',
  banned: 'Telegram has closed this account. It can not be used.',
  key_duplicated:
    'Telegram withdrew this session because it was used in two places at once. Sign in again and import the new one.',
};
