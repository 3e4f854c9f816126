import { sessions } from 'telegram';
import { AccountDeadError, type DeathCause, type Log } from '../sessions/index.js';
import type { TelegramAccess } from './access.js';
import { AccountLink, LinkError } from './account-link.js';
import { translateError } from './errors.js';
import { describeSelf, type Self } from './self.js';

/** Whose a session string is, or why it can't be used. */
export type SignInCheck =
  | { readonly kind: 'works'; readonly self: Self }
  | { readonly kind: 'refused'; readonly why: DeathCause | 'not_a_session' | 'bot' };

/** An auth key of MTProto has 2,048 bits. */
const keyBytes = 256;

/**
 * Connects once with a session string and asks whose it is. Never done with a key that a running bot uses: two connections of one key may cost the
 * account its sign-in. Throws `UnreachableError` when Telegram could not be asked.
 */
export async function checkSignIn(options: {
  access: TelegramAccess;
  stringSession: string;
  callMs: number;
  log: Log;
}): Promise<SignInCheck> {
  if (!(await isSession(options.stringSession))) return { kind: 'refused', why: 'not_a_session' };
  const accountId = 'unknown';
  let link: AccountLink | null = null;
  try {
    const { signal } = new AbortController();
    link = await AccountLink.open({ ...options, accountId, signal, onUpdate: () => {} });
    return link.me.bot ? { kind: 'refused', why: 'bot' } : { kind: 'works', self: describeSelf(link.me) };
  } catch (error) {
    if (error instanceof LinkError && error.fault === 'unknown_key')
      return { kind: 'refused', why: 'signed_out' };
    const meant = translateError(accountId, error);
    if (meant instanceof AccountDeadError) return { kind: 'refused', why: meant.why };
    throw meant;
  } finally {
    link?.close();
  }
}

async function isSession(text: string): Promise<boolean> {
  if (!/^1[\w+/-]+={0,2}$/.test(text)) return false;
  try {
    const session = new sessions.StringSession(text);
    await session.load();
    return session.authKey?.getKey()?.length === keyBytes && session.serverAddress !== '';
  } catch {
    return false;
  }
}
