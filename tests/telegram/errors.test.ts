import { Api, errors } from 'telegram';
import { describe, expect, test } from 'vitest';
import {
  AccountDeadError,
  AccountLimitedError,
  AgentUnreachableError,
  UnreachableError,
} from '../../src/sessions/index.js';
import { LinkError } from '../../src/telegram/account-link.js';
import { TelegramRefusedError, translateError } from '../../src/telegram/errors.js';

const request = new Api.updates.GetState();

function refusal(errorCode: number, errorMessage: string): unknown {
  const answer = new Api.RpcError({ errorCode, errorMessage });
  return translateError('7', errors.RPCMessageToError(answer, request));
}

describe('translateError', () => {
  test.each([
    [401, 'AUTH_KEY_UNREGISTERED', 'signed_out'],
    [401, 'SESSION_REVOKED', 'signed_out'],
    [401, 'SESSION_PASSWORD_NEEDED', 'signed_out'],
    [401, 'USER_DEACTIVATED', 'banned'],
    [401, 'USER_DEACTIVATED_BAN', 'banned'],
    [406, 'AUTH_KEY_DUPLICATED', 'key_duplicated'],
  ])('%s %s: the account is dead', (code, name, why) => {
    const error = refusal(code, name);
    expect(error).toBeInstanceOf(AccountDeadError);
    expect(error).toMatchObject({ accountId: '7', why });
  });

  test.each([
    ['FLOOD_WAIT_31', 31_000],
    ['FLOOD_PREMIUM_WAIT_4', 4_000],
    ['SLOWMODE_WAIT_9', 9_000],
    ['STORY_SEND_FLOOD_WEEKLY_60', 60_000],
  ])('420 %s: to be left alone for a while', (name, retryAfterMs) => {
    const error = refusal(420, name);
    expect(error).toBeInstanceOf(UnreachableError);
    expect(error).toMatchObject({ effect: 'none', retryAfterMs });
  });

  test.each([
    [400, 'PEER_FLOOD'],
    [420, 'FROZEN_METHOD_INVALID'],
  ])('%s %s: the account is limited', (code, name) => {
    expect(refusal(code, name)).toBeInstanceOf(AccountLimitedError);
  });

  test.each([
    [403, 'USER_IS_BLOCKED', 'refuses'],
    [400, 'YOU_BLOCKED_USER', 'refuses'],
    [403, 'USER_PRIVACY_RESTRICTED', 'refuses'],
    [406, 'PRIVACY_PREMIUM_REQUIRED', 'refuses'],
    [403, 'ALLOW_PAYMENT_REQUIRED_5', 'refuses'],
    [400, 'INPUT_USER_DEACTIVATED', 'deleted'],
    [400, 'PEER_ID_INVALID', 'not_found'],
    [400, 'USER_ID_INVALID', 'not_found'],
  ])('%s %s: the agent %s', (code, name, why) => {
    const error = refusal(code, name);
    expect(error).toBeInstanceOf(AgentUnreachableError);
    expect(error).toMatchObject({ why });
  });

  test.each([
    [500, 'INTERNAL'],
    [-503, 'Timeout'],
    [503, 'Timeout'],
    [500, 'RPC_CALL_FAIL'],
    [303, 'USER_MIGRATE_4'],
  ])('%s %s: what became of it is not known', (code, name) => {
    const error = refusal(code, name);
    expect(error).toBeInstanceOf(UnreachableError);
    expect(error).toMatchObject({ effect: 'unknown', retryAfterMs: null });
  });

  test.each([
    ['a lost connection', new LinkError('lost')],
    ['a time-out', new LinkError('timed_out')],
    ['what the library says of its own', new Error('Request was unsuccessful 1 time(s)')],
    ['what it says in words alone', 'Maximum reconnection retries reached. Aborting!'],
  ])('%s: what became of it is not known', (_what, error) => {
    expect(translateError('7', error)).toMatchObject({ name: 'UnreachableError', effect: 'unknown' });
  });

  test('a refusal of the call itself keeps its name', () => {
    expect(refusal(400, 'MESSAGE_EMPTY')).toMatchObject({
      name: 'TelegramRefusedError',
      reason: 'MESSAGE_EMPTY',
    });
  });

  test('what the caller expects is the caller’s, whatever it would mean', () => {
    const error = new errors.RPCError('RANDOM_ID_DUPLICATE', request, 500);
    expect(translateError('7', error, ['RANDOM_ID_DUPLICATE'])).toBeInstanceOf(TelegramRefusedError);
    expect(translateError('7', error)).toBeInstanceOf(UnreachableError);
  });

  test('a defect of the program stays one', () => {
    const defect = new TypeError('x is not a function');
    expect(translateError('7', defect)).toBe(defect);
  });
});
