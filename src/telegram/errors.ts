import { errors } from 'telegram';
import {
  AccountDeadError,
  AccountLimitedError,
  AgentUnreachableError,
  type DeathCause,
  UnreachableError,
} from '../sessions/index.js';
import { LinkError } from './account-link.js';

/** A refusal of Telegram that is about the call itself, by Telegram's name for it (`MESSAGE_EMPTY` …). */
export class TelegramRefusedError extends Error {
  override readonly name = 'TelegramRefusedError';
  constructor(
    readonly reason: string,
    readonly code: number,
    options?: ErrorOptions,
  ) {
    super(`Telegram refuses the call: ${reason}`, options);
  }
}

/** A file lies in another data centre than the one that was asked (303 FILE_MIGRATE_X, core.telegram.org/api/errors). */
export class FileMovedError extends Error {
  override readonly name = 'FileMovedError';
  constructor(readonly dcId: number) {
    super(`the file is in data centre ${dcId}`);
  }
}

/** core.telegram.org/api/errors: 401 means that the key is no longer authorised; of the 406 only this one does. */
const deaths: Readonly<Record<string, DeathCause>> = {
  USER_DEACTIVATED: 'banned',
  USER_DEACTIVATED_BAN: 'banned',
  AUTH_KEY_DUPLICATED: 'key_duplicated',
};

/** What stands between this account and the agent. Names from core.telegram.org/method/messages.sendMessage and users.getUsers. */
const agentRefusals: readonly (readonly [RegExp, AgentUnreachableError['why']])[] = [
  [/^(USER_IS_BLOCKED|YOU_BLOCKED_USER|USER_PRIVACY_RESTRICTED|PRIVACY_PREMIUM_REQUIRED)$/, 'refuses'],
  [/^(ALLOW_PAYMENT_REQUIRED.*|CHAT_WRITE_FORBIDDEN|CHAT_RESTRICTED|USER_NOT_MUTUAL_CONTACT)$/, 'refuses'],
  [/^(INPUT_USER_DEACTIVATED|USER_DELETED)$/, 'deleted'],
  [/^(PEER_ID_INVALID|USER_ID_INVALID|CONTACT_ID_INVALID|USER_INVALID)$/, 'not_found'],
];

/**
 * What a failed call means to the rest of the bot. Names in `expected` are the caller's to judge and come as `TelegramRefusedError`, whatever
 * else they would mean.
 */
export function translateError(accountId: string, error: unknown, expected: readonly string[] = []): unknown {
  if (error instanceof errors.RPCError) return translateRefusal(accountId, error, expected);
  if (error instanceof LinkError || typeof error === 'string') {
    return new UnreachableError('telegram', String(error), 'unknown', null, { cause: error });
  }
  if (error instanceof TypeError || error instanceof RangeError || !(error instanceof Error)) return error;
  // What is left is said by the library itself: a request that failed on Telegram's side, an answer that can't be read.
  return new UnreachableError('telegram', error.message, 'unknown', null, { cause: error });
}

function translateRefusal(accountId: string, error: errors.RPCError, expected: readonly string[]): Error {
  if (error instanceof errors.FileMigrateError) return new FileMovedError(error.newDc);
  const name = error.errorMessage;
  const code = error.code ?? 0;
  const cause = { cause: error };
  if (expected.includes(name)) return new TelegramRefusedError(name, code, cause);
  if (code === 401 || name in deaths) return new AccountDeadError(accountId, deaths[name] ?? 'signed_out');
  const waitSeconds = secondsToWait(error);
  if (waitSeconds !== null) {
    const text = `Telegram asks to wait ${waitSeconds} s`;
    return new UnreachableError('telegram', text, 'none', waitSeconds * 1_000, cause);
  }
  if (name === 'PEER_FLOOD' || name.startsWith('FROZEN_')) return new AccountLimitedError(accountId);
  const agent = agentRefusals.find(([pattern]) => pattern.test(name));
  if (agent !== undefined) return new AgentUnreachableError(accountId, agent[1]);
  // 5xx; also seen as -500 and -503. A migration to another data centre (303) ends the link and is tried again.
  if (code >= 500 || code < 0 || code === 303) {
    return new UnreachableError('telegram', `Telegram answers ${code} ${name}`, 'unknown', null, cause);
  }
  return new TelegramRefusedError(name, code, cause);
}

/** FLOOD_WAIT_X, SLOWMODE_WAIT_X and their kin (420). */
function secondsToWait(error: errors.RPCError): number | null {
  if ('seconds' in error && typeof error.seconds === 'number') return error.seconds;
  if (error.code !== 420) return null;
  const seconds = /_(\d+)$/.exec(error.errorMessage)?.[1];
  return seconds === undefined ? null : Number(seconds);
}
