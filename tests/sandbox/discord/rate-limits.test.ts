import { describe, expect, it } from 'vitest';
import { RateLimits } from '../../../sandbox/discord/rate-limits.js';
import { describeViolations, startScene } from './gateway-scene.js';

const MESSAGES = '/channels/{channel_id}/messages';

describe('rate limits', () => {
  it('counts messages of each channel apart, five in five seconds', () => {
    let now = 1_000;
    const limits = new RateLimits('strict', () => now);
    const send = (channel: string) => limits.charge('POST', MESSAGES, `/channels/${channel}/messages`);
    for (let left = 4; left >= 0; left -= 1) {
      expect(send('1')).toMatchObject({
        kind: 'granted',
        headers: { 'X-RateLimit-Remaining': String(left) },
      });
    }
    expect(send('1')).toMatchObject({
      kind: 'refused',
      retryAfterSeconds: 5,
      isGlobal: false,
      headers: { 'Retry-After': '5', 'X-RateLimit-Scope': 'user' },
    });
    expect(send('2').kind).toBe('granted');
    now += 5_000;
    expect(send('1').kind).toBe('granted');
  });

  it('lets 50 requests a second pass in all, answers to interactions not counted', () => {
    const limits = new RateLimits('strict', () => 0);
    const send = (index: number) => limits.charge('POST', MESSAGES, `/channels/${index}/messages`);
    for (let index = 0; index < 50; index += 1) {
      expect(send(index).kind).toBe('granted');
    }
    expect(send(50)).toMatchObject({
      kind: 'refused',
      isGlobal: true,
      headers: { 'X-RateLimit-Scope': 'global' },
    });
    const route = '/interactions/{interaction_id}/{interaction_token}/callback';
    expect(limits.charge('POST', route, '/interactions/1/x/callback').kind).toBe('granted');
  });

  it('limits nobody when it is generous, yet names the buckets', () => {
    const limits = new RateLimits('generous', () => 0);
    for (let count = 0; count < 1_000; count += 1) {
      expect(limits.charge('POST', MESSAGES, '/channels/1/messages').kind).toBe('granted');
    }
  });

  it('answers 429 with the headers and the body that Discord documents', async () => {
    const scene = await startScene({ rateLimits: 'strict' });
    const { api, token, requests } = scene.discord;
    const mark = requests.mark();
    const send = () =>
      fetch(`${api}/v10/channels/${scene.channel.id}/messages`, {
        method: 'POST',
        headers: { authorization: `Bot ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ content: 'hi' }),
      });
    const statuses = await Promise.all(Array.from({ length: 5 }, () => send().then(({ status }) => status)));
    expect(statuses).toEqual([200, 200, 200, 200, 200]);
    const answer = await send();
    expect(answer.status).toBe(429);
    expect(answer.headers.get('x-ratelimit-scope')).toBe('user');
    expect(answer.headers.get('x-ratelimit-bucket')).toMatch(/^[0-9a-f]{32}$/);
    expect(await answer.json()).toMatchObject({ global: false, retry_after: expect.any(Number) });
    expect(requests.since(mark, 'POST /channels/*/messages')).toHaveLength(6);
    expect(describeViolations(scene)).toEqual([]);
    await scene.stop();
  });
});
