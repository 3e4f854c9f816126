import { createHash } from 'node:crypto';

/** `strict`: limits like Discord's. `generous`: the same buckets and headers, but no client reaches a limit by itself. */
export type RateLimitMode = 'generous' | 'strict';

/** What becomes of a request, and the headers that its answer carries either way. */
export type RateLimitVerdict =
  | { readonly kind: 'granted'; readonly headers: Readonly<Record<string, string>> }
  | {
      readonly kind: 'refused';
      readonly headers: Readonly<Record<string, string>>;
      readonly retryAfterSeconds: number;
      readonly isGlobal: boolean;
    };

interface Rule {
  readonly method: string;
  readonly route: string;
  readonly limit: number;
  readonly windowMs: number;
}

/**
 * Discord publishes no table ("Rate Limits": "limits should not be hard coded"); these are the values that its headers
 * commonly show. Whatever is not listed has `OTHER`.
 */
const RULES: readonly Rule[] = [
  { method: 'POST', route: '/channels/{channel_id}/messages', limit: 5, windowMs: 5_000 },
  { method: 'PATCH', route: '/channels/{channel_id}/messages/{message_id}', limit: 5, windowMs: 5_000 },
  { method: 'DELETE', route: '/channels/{channel_id}/messages/{message_id}', limit: 5, windowMs: 1_000 },
  { method: 'POST', route: '/channels/{channel_id}/messages/bulk-delete', limit: 1, windowMs: 1_000 },
  { method: 'POST', route: '/channels/{channel_id}/typing', limit: 5, windowMs: 5_000 },
  { method: 'POST', route: '/channels/{channel_id}/threads', limit: 10, windowMs: 10_000 },
  { method: 'PATCH', route: '/channels/{channel_id}', limit: 5, windowMs: 15_000 },
  { method: 'POST', route: '/users/@me/channels', limit: 10, windowMs: 10_000 },
  {
    method: 'PUT',
    route: '/guilds/{guild_id}/members/{user_id}/roles/{role_id}',
    limit: 10,
    windowMs: 10_000,
  },
  {
    method: 'DELETE',
    route: '/guilds/{guild_id}/members/{user_id}/roles/{role_id}',
    limit: 10,
    windowMs: 10_000,
  },
  { method: 'POST', route: '/webhooks/{webhook_id}/{webhook_token}', limit: 5, windowMs: 2_000 },
  {
    method: 'PATCH',
    route: '/webhooks/{webhook_id}/{webhook_token}/messages/@original',
    limit: 5,
    windowMs: 2_000,
  },
];
const REACTIONS = { limit: 1, windowMs: 250 };
const OTHER = { limit: 50, windowMs: 1_000 };
const GENEROUS = { limit: 100_000, windowMs: 1_000 };
/** "Rate Limits", Global Rate Limit: 50 requests a second. */
const GLOBAL = { limit: 50, windowMs: 1_000 };

interface Bucket {
  used: number;
  resetsAt: number;
}

/** Counts requests as Discord does: a bucket for each route and top-level resource, and one for all together. */
export class RateLimits {
  mode: RateLimitMode;
  readonly #now: () => number;
  readonly #buckets = new Map<string, Bucket>();

  /** @param now real time in milliseconds: clients wait in real time, whatever the world's clock does */
  constructor(mode: RateLimitMode, now: () => number = Date.now) {
    this.mode = mode;
    this.#now = now;
  }

  /**
   * Charges one request.
   *
   * @param route the path's template; @param path the real path, which names the top-level resource
   */
  charge(method: string, route: string, path: string): RateLimitVerdict {
    const now = this.#now();
    // "Interactions: Receiving and Responding": interaction endpoints are not bound to the global limit.
    const isGloballyLimited = !/^\/(interactions|webhooks)\//.test(route);
    if (isGloballyLimited && this.mode === 'strict') {
      const global = this.#charge('global', GLOBAL, now);
      if (global.used > GLOBAL.limit) {
        return refuse(global, now, { 'X-RateLimit-Global': 'true', 'X-RateLimit-Scope': 'global' }, true);
      }
    }
    const rule = this.mode === 'generous' ? GENEROUS : findRule(method, route);
    const name = createHash('sha1').update(`${method} ${route}`).digest('hex').slice(0, 32);
    const bucket = this.#charge(`${name} ${topLevelResource(path)}`, rule, now);
    const headers = {
      'X-RateLimit-Limit': String(rule.limit),
      'X-RateLimit-Remaining': String(Math.max(0, rule.limit - bucket.used)),
      'X-RateLimit-Reset': (bucket.resetsAt / 1_000).toFixed(3),
      'X-RateLimit-Reset-After': ((bucket.resetsAt - now) / 1_000).toFixed(3),
      'X-RateLimit-Bucket': name,
    };
    return bucket.used > rule.limit
      ? refuse(bucket, now, { ...headers, 'X-RateLimit-Scope': 'user' }, false)
      : { kind: 'granted', headers };
  }

  #charge(key: string, rule: { limit: number; windowMs: number }, now: number): Bucket {
    const known = this.#buckets.get(key);
    const bucket = known && known.resetsAt > now ? known : { used: 0, resetsAt: now + rule.windowMs };
    bucket.used += 1;
    this.#buckets.set(key, bucket);
    return bucket;
  }
}

/** The body of a 429 ("Rate Limits", Exceeding A Rate Limit). */
export function rateLimitBody(retryAfterSeconds: number, isGlobal: boolean) {
  return { message: 'You are being rate limited.', retry_after: retryAfterSeconds, global: isGlobal };
}

function refuse(
  bucket: Bucket,
  now: number,
  headers: Readonly<Record<string, string>>,
  isGlobal: boolean,
): RateLimitVerdict {
  const retryAfterSeconds = (bucket.resetsAt - now) / 1_000;
  return {
    kind: 'refused',
    headers: { ...headers, 'Retry-After': String(Math.ceil(retryAfterSeconds)) },
    retryAfterSeconds,
    isGlobal,
  };
}

function findRule(method: string, route: string): { limit: number; windowMs: number } {
  if (route.includes('/reactions/') && method !== 'GET') {
    return REACTIONS;
  }
  return RULES.find((rule) => rule.method === method && rule.route === route) ?? OTHER;
}

/** "Rate Limits": channel, guild, and webhook with its token, count apart. */
function topLevelResource(path: string): string {
  const [, kind = '', id = '', token = ''] = path.split('/');
  if (kind === 'webhooks') {
    return `${id}/${token}`;
  }
  return kind === 'channels' || kind === 'guilds' ? id : '';
}
