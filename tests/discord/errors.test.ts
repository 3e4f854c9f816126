import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { asUnreachable, DiscordRefusal, translateError } from '../../src/discord/errors.js';
import { UnreachableError } from '../../src/sessions/index.js';

const url = 'http://127.0.0.1/api/v10/channels/1';

function answer(status: number, code: number | undefined, errors?: object) {
  const raw = {
    message: 'as Discord words it',
    ...(code === undefined ? {} : { code }),
    ...(errors ? { errors } : {}),
  };
  return new DiscordAPIError(raw as never, code as never, status, 'GET', url, {
    body: undefined,
    files: undefined,
  });
}

describe('what discord.js throws', () => {
  it.each([
    [404, 10_003],
    [404, 10_007],
    [403, 50_001],
    [400, 50_083],
    [400, 160_006],
  ])('%i with code %i is a refusal', (status, code) => {
    const refusal = translateError(answer(status, code));
    expect(refusal).toBeInstanceOf(DiscordRefusal);
    expect(refusal).toMatchObject({ status, code });
  });

  it('names the fields that are complained of', () => {
    const refusal = translateError(answer(400, 50_035, { name: { _errors: [] } }));
    expect(refusal).toMatchObject({ code: 50_035, fields: ['name'] });
  });

  it.each([
    ['a 401', answer(401, 0), 'none'],
    ['a 401 with a code', answer(401, 50_014), 'none'],
    ['a 404 without a code', answer(404, undefined), 'none'],
    ['a 404 with code 0', answer(404, 0), 'none'],
    ['a request that Cloudflare blocks', answer(403, 40_333), 'none'],
    ['an overloaded resource', answer(400, 130_000), 'none'],
    ['a 500', new HTTPError(500, 'oops', 'GET', url, { body: undefined, files: undefined }), 'unknown'],
    ['a time-out', new DOMException('aborted', 'AbortError'), 'unknown'],
    ['a reset connection', Object.assign(new Error('reset'), { code: 'ECONNRESET' }), 'unknown'],
    ['a refused connection', Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }), 'none'],
    ['an answer that is no JSON', new SyntaxError('Unexpected end of JSON input'), 'unknown'],
  ])('%s is no conclusive answer', (_what, error, effect) => {
    expect(translateError(error)).toBeInstanceOf(UnreachableError);
    expect(translateError(error)).toMatchObject({ service: 'discord', effect });
  });

  it('passes on how long a rate limit lasts', () => {
    const limit = new RateLimitError({
      timeToReset: 7000,
      limit: 1,
      method: 'POST',
      hash: '',
      url,
      route: '/channels/:id/messages',
      majorParameter: '1',
      global: false,
      retryAfter: 9000,
      sublimitTimeout: 0,
      scope: 'user',
    });
    expect(translateError(limit)).toMatchObject({ effect: 'none', retryAfterMs: 9000 });
  });

  it('turns a refusal that nobody expects into no answer, and keeps it as the cause', () => {
    const error = asUnreachable(answer(403, 50_001));
    expect(error).toBeInstanceOf(UnreachableError);
    expect(error.cause).toBeInstanceOf(DiscordRefusal);
  });
});
