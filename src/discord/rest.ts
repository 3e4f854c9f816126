import { setTimeout as delay } from 'node:timers/promises';
import { type REST, RequestMethod, type RouteLike } from 'discord.js';
import { UnreachableError } from '../sessions/index.js';
import { translateError } from './errors.js';
import { MultipartBody } from './files/multipart-body.js';

export interface Call {
  readonly method: keyof typeof RequestMethod;
  readonly route: RouteLike;
  readonly body?: unknown;
  readonly query?: URLSearchParams;
  /** Repeating it is harmless: it sets a state, or carries a nonce that Discord enforces. */
  readonly isRepeatable?: boolean;
}

/** How long a repeatable call waits before its one repetition. */
const repeatAfterMs = 500;

/**
 * Discord's HTTP interface as the adapters use it. Throws `DiscordRefusal` or `UnreachableError`, and what the files of a body throw. The client itself repeats nothing
 * (`retries: 0`); here a call that is harmless to repeat is made a second time when the first got no conclusive answer.
 */
export class DiscordRest {
  constructor(
    private readonly rest: Pick<REST, 'request' | 'setToken'>,
    private readonly token: () => string | null,
  ) {}

  /** The answer is typed as Discord documents it for the route; the caller names the type. */
  async call<Answer = unknown>(call: Call): Promise<Answer> {
    try {
      return await this.#once<Answer>(call);
    } catch (error) {
      if (!call.isRepeatable || !isWorthRepeating(error)) throw error;
      await delay(repeatAfterMs);
      return this.#once<Answer>(call);
    }
  }

  async #once<Answer>({ method, route, body, query }: Call): Promise<Answer> {
    try {
      const answer = await this.rest.request({
        method: RequestMethod[method],
        fullRoute: route,
        ...(body === undefined ? {} : { body, passThroughBody: body instanceof MultipartBody }),
        ...(query === undefined ? {} : { query }),
      });
      return answer as Answer;
    } catch (error) {
      this.#keepToken();
      if (body instanceof MultipartBody && body.fault !== null) throw body.fault;
      throw translateError(error);
    }
  }

  /** @discordjs/rest forgets its token for ever after one 401; a single wrong answer must not silence the bot. */
  #keepToken(): void {
    const token = this.token();
    if (token !== null) this.rest.setToken(token);
  }
}

function isWorthRepeating(error: unknown): boolean {
  return error instanceof UnreachableError && error.retryAfterMs === null;
}
