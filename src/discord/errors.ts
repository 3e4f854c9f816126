import { DiscordAPIError, DiscordjsError, HTTPError, RateLimitError, RESTJSONErrorCodes } from 'discord.js';
import { UnreachableError } from '../sessions/index.js';

/** Discord's conclusive no: it understood the request and did nothing. What cannot be trusted as proof is an `UnreachableError` instead. */
export class DiscordRefusal extends Error {
  override readonly name = 'DiscordRefusal';
  constructor(
    /** One of Discord's JSON error codes, never 0. */
    readonly code: number,
    /** HTTP status. */
    readonly status: number,
    message: string,
    /** The fields of the request that 50035 complains about. */
    readonly fields: readonly string[],
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  /** Whether the code is one of these. */
  is(...codes: readonly number[]): boolean {
    return codes.includes(this.code);
  }
}

/** Codes that say nothing about what was asked for (Opcodes and Status Codes, JSON): Cloudflare kept the request from Discord, or Discord had no time for it. */
const notNow: ReadonlySet<number> = new Set([
  RESTJSONErrorCodes.CloudflareIsBlockingYourRequest,
  RESTJSONErrorCodes.APIResourceOverloaded,
]);

/**
 * Sorts what an HTTP call of discord.js threw: a refusal, or no conclusive answer. A 401, an answer without a code, one that only asks to come later, a 5xx, a
 * time-out, a lost connection and a 429 that outlasts the patience prove nothing about what was asked for. The codes are those of `RESTJSONErrorCodes`.
 */
export function translateError(error: unknown): DiscordRefusal | UnreachableError {
  if (error instanceof DiscordRefusal || error instanceof UnreachableError) return error;
  // A mistake of ours, not an answer.
  if (error instanceof DiscordjsError) throw error;
  if (error instanceof DiscordAPIError) return translateAnswer(error);
  if (error instanceof RateLimitError) {
    const retryAfterMs = Math.max(error.retryAfter, error.timeToReset, error.sublimitTimeout);
    return new UnreachableError('discord', `rate limit on ${error.route}`, 'none', retryAfterMs, {
      cause: error,
    });
  }
  if (error instanceof HTTPError) {
    return new UnreachableError('discord', `${error.method} answered ${error.status}`, 'unknown', null, {
      cause: error,
    });
  }
  return translateConnectionFault(error);
}

/** Whether the message or the channel that was asked for is no more. */
export function isGone(error: unknown): boolean {
  return (
    error instanceof DiscordRefusal &&
    error.is(RESTJSONErrorCodes.UnknownChannel, RESTJSONErrorCodes.UnknownMessage)
  );
}

/** For calls of which no refusal is expected: whatever went wrong, as `UnreachableError`. */
export function asUnreachable(error: unknown): UnreachableError {
  const fault = translateError(error);
  if (fault instanceof UnreachableError) return fault;
  return new UnreachableError('discord', `refused with ${fault.code}: ${fault.message}`, 'none', null, {
    cause: fault,
  });
}

function translateAnswer(error: DiscordAPIError): DiscordRefusal | UnreachableError {
  const code = Number(error.code);
  // Whatever stands before Discord may refuse a large body by itself, without a code.
  if (error.status === 413 && !(code > 0))
    return new DiscordRefusal(RESTJSONErrorCodes.RequestEntityTooLarge, 413, error.message, [], {
      cause: error,
    });
  const hasCode = Number.isInteger(code) && code !== 0;
  const isProof = error.status !== 401 && hasCode && !notNow.has(code);
  if (!isProof) {
    const message = `${error.method} answered ${error.status} ${hasCode ? `with code ${code}` : 'without a code'}`;
    return new UnreachableError('discord', message, 'none', null, { cause: error });
  }
  const { rawError } = error;
  const fields = 'errors' in rawError && rawError.errors ? Object.keys(rawError.errors) : [];
  return new DiscordRefusal(code, error.status, error.message, fields, { cause: error });
}

/** Faults before a connection stands had no effect; of all others nothing is known. */
const neverSent: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

function translateConnectionFault(error: unknown): UnreachableError {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  const message = error instanceof Error ? `${error.name} ${code}: ${error.message}` : String(error);
  return new UnreachableError('discord', message, neverSent.has(code) ? 'none' : 'unknown', null, {
    cause: error,
  });
}
