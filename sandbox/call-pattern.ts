/** One call that a program makes to a local service, as faults and request counts see it. */
export interface OutsideCall {
  readonly service: 'discord' | 'telegram';
  /** HTTP method, or the Telegram method's name (`messages.SendMessage`). */
  readonly method: string;
  /** Path below `/api/v10` without its query; empty for Telegram. */
  readonly path: string;
  /** Parsed request body or TL arguments; undefined if there is none. */
  readonly body: unknown;
  /** Telegram only: the user id of the account that calls. */
  readonly account?: string;
}

/** The parts of a call that must agree; what is left out agrees with everything. */
export interface CallMatch {
  readonly service?: OutsideCall['service'];
  readonly method?: string | RegExp;
  readonly path?: string | RegExp;
  readonly account?: string;
  readonly where?: (call: OutsideCall) => boolean;
}

/**
 * Which calls are meant. A string is `*` (all), a Telegram method (`messages.SendMessage`), or an HTTP method and a
 * path (`POST /channels/{channel_id}/messages`), in which `*`, `:name` and `{name}` stand for one segment, `**` for
 * any number of them, and `*` in place of the HTTP method for every one.
 */
export type CallPattern = string | CallMatch;

/** Whether the call is one of those that the pattern means. */
export function matchesCall(pattern: CallPattern, call: OutsideCall): boolean {
  const match = typeof pattern === 'string' ? readPattern(pattern) : pattern;
  return (
    (match.service === undefined || match.service === call.service) &&
    (match.method === undefined || agrees(match.method, call.method)) &&
    (match.path === undefined || agreesWithPath(match.path, call.path)) &&
    (match.account === undefined || match.account === call.account) &&
    (match.where === undefined || match.where(call))
  );
}

function readPattern(pattern: string): CallMatch {
  if (pattern === '*') {
    return {};
  }
  const [method = '', path] = pattern.split(' ');
  if (path === undefined) {
    return { service: 'telegram', method };
  }
  return method === '*' ? { service: 'discord', path } : { service: 'discord', method, path };
}

function agrees(expected: string | RegExp, actual: string): boolean {
  return typeof expected === 'string'
    ? expected.toLowerCase() === actual.toLowerCase()
    : expected.test(actual);
}

function agreesWithPath(expected: string | RegExp, actual: string): boolean {
  if (expected instanceof RegExp) {
    return expected.test(actual);
  }
  const source = expected
    .split('/')
    .map((segment) => {
      if (segment === '**') {
        return '.*';
      }
      return segment === '*' || segment.startsWith(':') || /^\{.*\}$/.test(segment)
        ? '[^/]+'
        : segment.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    })
    .join('/');
  return new RegExp(`^${source}$`).test(actual);
}
