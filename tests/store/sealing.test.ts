import { describe, expect, test } from 'vitest';
import { SealError, Sealer } from '../../src/store/sealing.js';

const key = new Uint8Array(32).fill(1);
const sealer = new Sealer(key);
const secret = '1AgAOMTQ5LjE1NC4xNjcuNTABu-secret';

function unseal(accountId: string, sealed: Uint8Array, by = sealer): unknown {
  try {
    return by.unseal(accountId, sealed);
  } catch (error) {
    return error;
  }
}

describe('a seal', () => {
  test('opens to what was sealed, differs each time and shows nothing of it', () => {
    const [one, two] = [sealer.seal('7', secret), sealer.seal('7', secret)];
    expect(sealer.unseal('7', one)).toBe(secret);
    expect(new Sealer(key).unseal('7', two)).toBe(secret);
    expect(one).not.toEqual(two);
    expect(Buffer.from(one).includes(Buffer.from(secret.slice(0, 4)))).toBe(false);
    expect(sealer.unseal('8', sealer.seal('8', ''))).toBe('');
  });

  test('GIVEN any bit of it changed THEN it does not open', () => {
    const sealed = sealer.seal('7', secret);
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const changed = Uint8Array.from(sealed, (byte, at) =>
        at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte,
      );
      expect(unseal('7', changed)).toBeInstanceOf(SealError);
    }
  });

  test.each([
    ['another account', 'wrong_key', () => unseal('8', sealer.seal('7', secret))],
    ['another key', 'wrong_key', () => unseal('7', sealer.seal('7', secret), new Sealer(new Uint8Array(32)))],
    ['a part cut off', 'wrong_key', () => unseal('7', sealer.seal('7', secret).subarray(0, -1))],
    ['the tag cut off', 'unreadable', () => unseal('7', sealer.seal('7', secret).subarray(0, 20))],
    ['nothing', 'unreadable', () => unseal('7', new Uint8Array())],
    ['a later version', 'unreadable', () => unseal('7', sealer.seal('7', secret).fill(2, 0, 1))],
  ])('GIVEN %s THEN it does not open: %s', (_, why, attempt) => {
    const error = attempt();
    expect(error).toMatchObject({ name: 'SealError', why });
    expect(JSON.stringify(error) + String(error)).not.toContain(secret.slice(0, 6));
  });

  test('the key has 32 bytes, is not shown, and is a copy', () => {
    expect(() => new Sealer(new Uint8Array(31))).toThrow(RangeError);
    expect(JSON.stringify(sealer)).toBe('{}');
    const given = new Uint8Array(32).fill(5);
    const sealed = new Sealer(given).seal('7', secret);
    const own = new Sealer(given);
    given.fill(0);
    expect(own.unseal('7', sealed)).toBe(secret);
  });
});
