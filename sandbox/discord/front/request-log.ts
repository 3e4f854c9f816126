import { type CallPattern, matchesCall } from '../../call-pattern.js';

/** One request of the bot that was answered, or left without an answer. */
export interface RequestRecord {
  readonly method: string;
  /** Path template of Discord's description, such as `/channels/{channel_id}/messages`. */
  readonly route: string;
  /** Path below `/api/v10`, without query. */
  readonly path: string;
  /** 0: the connection was closed without an answer. */
  readonly status: number;
  /** Discord's JSON error code, if the answer was a refusal. */
  readonly code: number | null;
  /** The guild it concerned, as far as the path, the channel or the interaction tells. */
  readonly guildId: string | null;
  readonly channelId: string | null;
  readonly body: unknown;
}

/** A place in the log, from which to count. */
export type RequestMark = number;

/** All requests of the bot, in the order in which they were settled. */
export class RequestLog {
  readonly #records: RequestRecord[] = [];

  get all(): readonly RequestRecord[] {
    return this.#records;
  }

  add(record: RequestRecord): void {
    this.#records.push(record);
  }

  mark(): RequestMark {
    return this.#records.length;
  }

  /** What was settled after the mark (and before `until`), and is meant by the pattern. */
  since(
    mark: RequestMark,
    pattern: CallPattern = '*',
    until: RequestMark = this.mark(),
  ): readonly RequestRecord[] {
    return this.#records
      .slice(mark, until)
      .filter(({ method, path, body }) => matchesCall(pattern, { service: 'discord', method, path, body }));
  }
}
