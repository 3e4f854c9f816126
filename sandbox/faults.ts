import { type CallPattern, matchesCall, type OutsideCall } from './call-pattern.js';

/** Where a fault strikes: the call was read but nothing was done, or everything was done but the answer is not yet out. */
export type FaultMoment = 'before' | 'after';

/** What the asked-for fault makes of one call; `proceed` when nothing stands in its way. */
export type FaultVerdict =
  | { readonly kind: 'proceed' }
  /** Answer with this error instead. Discord: HTTP status and JSON error code. Telegram: rpc_error code and message. */
  | { readonly kind: 'fail'; readonly status: number; readonly code: number; readonly message: string }
  /** Discord: 429 with `retry_after`. Telegram: `FLOOD_WAIT_<seconds>`. */
  | { readonly kind: 'flood'; readonly seconds: number; readonly isGlobal: boolean }
  /** Close the connection without an answer. */
  | { readonly kind: 'drop' };

/** How often and at which moment a fault strikes. */
export interface FaultTiming {
  /** How many matching calls are hit; `Infinity` means until it is lifted. Default 1. */
  readonly times?: number;
  /** Default `before`. */
  readonly when?: FaultMoment;
}

/** One asked-for fault: how many calls it has hit, and the way to withdraw it. */
export interface FaultHandle {
  readonly hits: number;
  lift(): void;
}

interface Rule {
  readonly pattern: CallPattern;
  readonly when: FaultMoment;
  readonly act: (call: OutsideCall) => FaultVerdict | Promise<FaultVerdict>;
  remaining: number;
  hits: number;
}

const PROCEED: FaultVerdict = { kind: 'proceed' };

/**
 * The faults that a test or a person asks of a local service. The service consults it once before it handles a call
 * and once between effect and answer, and obeys the verdict.
 */
export class Faults {
  readonly #rules = new Set<Rule>();

  /** Fails matching calls: with 500 unless told otherwise. `code` is Discord's JSON error code (0 for 5xx). */
  fail(
    pattern: CallPattern,
    options: FaultTiming & { status?: number; code?: number; message?: string } = {},
  ): FaultHandle {
    const { status = 500, code = 0, message = 'Internal Server Error' } = options;
    return this.#add(pattern, options, () => ({ kind: 'fail', status, code, message }));
  }

  /** Tells the caller of matching calls to wait: 429 of Discord, FLOOD_WAIT of Telegram. */
  flood(pattern: CallPattern, options: FaultTiming & { seconds: number; isGlobal?: boolean }): FaultHandle {
    const { seconds, isGlobal = false } = options;
    return this.#add(pattern, options, () => ({ kind: 'flood', seconds, isGlobal }));
  }

  /** Closes the connection of matching calls without an answer. */
  drop(pattern: CallPattern, options: FaultTiming = {}): FaultHandle {
    return this.#add(pattern, options, () => ({ kind: 'drop' }));
  }

  /** Holds matching calls (or, with `when: 'after'`, their answers) back for so long, in real time. */
  delay(pattern: CallPattern, options: FaultTiming & { ms: number }): FaultHandle {
    return this.#add(pattern, options, async () => {
      await new Promise((resolve) => setTimeout(resolve, options.ms));
      return PROCEED;
    });
  }

  /**
   * Calls back when a matching call arrives, or after its effect and before its answer; the service waits for the
   * callback. That is how a test kills the bot at exactly one moment. Strikes once unless `times` says more.
   */
  onRequest(
    pattern: CallPattern,
    when: FaultMoment,
    callback: (call: OutsideCall) => void | Promise<void>,
    options: { times?: number } = {},
  ): FaultHandle {
    return this.#add(pattern, { ...options, when }, async (call) => {
      await callback(call);
      return PROCEED;
    });
  }

  /** Withdraws everything that was asked for and has not struck yet. */
  liftAll(): void {
    this.#rules.clear();
  }

  /**
   * For the services: what becomes of this call at this moment. Every matching rule is charged and run in the order
   * in which it was asked for, until one of them does not let the call proceed.
   */
  async consult(call: OutsideCall, moment: FaultMoment): Promise<FaultVerdict> {
    for (const rule of [...this.#rules]) {
      if (rule.when !== moment || rule.remaining < 1 || !matchesCall(rule.pattern, call)) {
        continue;
      }
      rule.remaining -= 1;
      rule.hits += 1;
      if (rule.remaining < 1) {
        this.#rules.delete(rule);
      }
      const verdict = await rule.act(call);
      if (verdict.kind !== 'proceed') {
        return verdict;
      }
    }
    return PROCEED;
  }

  #add(pattern: CallPattern, timing: FaultTiming, act: Rule['act']): FaultHandle {
    const rule: Rule = { pattern, when: timing.when ?? 'before', act, remaining: timing.times ?? 1, hits: 0 };
    this.#rules.add(rule);
    return {
      get hits() {
        return rule.hits;
      },
      lift: () => {
        this.#rules.delete(rule);
      },
    };
  }
}
