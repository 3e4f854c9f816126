import { beforeAll, describe, expect, it } from 'vitest';
import { ContractCheck, findOperation, judgeBody } from '../../../sandbox/discord/contract/contract-check.js';
import { OPERATIONS } from '../../../sandbox/discord/contract/operations.js';
import { loadSchemas, type Schemas } from '../../../sandbox/discord/contract/schemas.js';

const MESSAGES = '/channels/1/messages';

describe('contract with Discord', () => {
  let schemas: Schemas;
  beforeAll(async () => {
    schemas = await loadSchemas();
  });

  it('knows every schema that the table of operations names', () => {
    for (const { body, answers } of OPERATIONS) {
      for (const expression of [body, ...Object.values(answers)]) {
        if (expression !== undefined && expression !== 'nothing') {
          expect(() => schemas.read(expression), expression).not.toThrow();
        }
      }
    }
  });

  it('prefers fixed words over placeholders', () => {
    expect(findOperation('PUT', '/channels/1/thread-members/@me')?.path).toBe(
      '/channels/{channel_id}/thread-members/@me',
    );
    expect(findOperation('PUT', '/channels/1/thread-members/2')?.path).toBe(
      '/channels/{channel_id}/thread-members/{user_id}',
    );
  });

  it.each([
    ['a good message', { content: 'hi', nonce: 'a', enforce_nonce: true }, []],
    ['an unknown key', { content: 'hi', colour: 1 }, ['colour: unknown']],
    ['an unknown key far inside', { embeds: [{ title: 'x', colour: 1 }] }, ['embeds[0].colour: unknown']],
    [
      'a wrong button',
      { components: [{ type: 1, components: [{ type: 2, style: 1, label: 'x', custom_id: 7 }] }] },
      ['components.0.components.0.custom_id: Invalid input: expected string, received number'],
    ],
    [
      'an unknown key of a button',
      { components: [{ type: 1, components: [{ type: 2, style: 1, label: 'x', custom_id: 'a', size: 3 }] }] },
      ['components[0].components[0].size: unknown'],
    ],
  ])('judges %s', (_name, body, faults) => {
    expect(judgeBody(schemas.read('MessageCreateRequest'), body)).toEqual(faults);
  });

  it('reports requests and answers apart, and whatever is not in its table', () => {
    const check = new ContractCheck(schemas);
    const common = { query: {}, requestBody: undefined, responseBody: undefined };
    check.judge({
      ...common,
      method: 'POST',
      path: MESSAGES,
      status: 200,
      requestBody: {},
      responseBody: {},
    });
    check.judge({ ...common, method: 'GET', path: '/nowhere', status: 404 });
    check.judge({ ...common, method: 'GET', path: MESSAGES, status: 501 });
    check.judge({
      ...common,
      method: 'GET',
      path: MESSAGES,
      status: 200,
      query: { page: '2' },
      responseBody: [],
    });
    expect(check.violations().map(({ of, operation }) => `${of} ${operation}`)).toEqual([
      'answer POST /channels/{channel_id}/messages 200',
      'request GET /nowhere 404',
      'answer GET /channels/{channel_id}/messages 501',
      'request GET /channels/{channel_id}/messages 200',
    ]);
  });

  it('takes an error body and nothing else for a refusal', () => {
    const check = new ContractCheck(schemas);
    const refusal = { method: 'GET', path: MESSAGES, query: {}, requestBody: undefined, status: 404 };
    check.judge({ ...refusal, responseBody: { message: 'Unknown Channel', code: 10003 } });
    expect(check.violations()).toEqual([]);
    check.judge({ ...refusal, responseBody: { error: 'no' } });
    expect(check.violations()).toHaveLength(1);
  });
});
