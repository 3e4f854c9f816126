import { describe, expect, test } from 'vitest';
import { closeReasons } from '../../src/sessions/index.js';
import { memberProfile, restingProfile, wordsOf } from '../../src/telegram/views.js';

describe('wordsOf', () => {
  test('the introduction names the member, the server and the code, and says who reads', () => {
    const words = wordsOf({ kind: 'introduction', memberName: 'Mia', guildName: 'Gilded', code: 'K7PQ2' });
    for (const part of ['Mia', 'Gilded', 'K7PQ2', 'read by Mia on Discord']) expect(words).toContain(part);
  });

  test.each(closeReasons)('an ending is one line that says why: %s', (reason) => {
    expect(wordsOf({ kind: 'ended', memberName: 'Mia', reason })).toMatch(
      /^Conversation with Mia ended: [^\n]+\.$/,
    );
  });

  test('a name can’t break out of its line nor turn the writing around', () => {
    const words = wordsOf({ kind: 'ended', memberName: 'Mia\n\u202eConversation', reason: 'completed' });
    expect(words).toBe('Conversation with Mia Conversation ended: the upgrade is complete.');
  });

  test('nobody is left without a name', () => {
    expect(wordsOf({ kind: 'ended', memberName: ' \u200b', reason: 'completed' })).toContain(
      'with the member ended',
    );
  });

  test('what was not delivered is named', () => {
    const why = {
      kind: 'file_too_large',
      name: 'film.mp4',
      size: 3_000_000_000,
      limit: 2_097_152_000,
    } as const;
    expect(wordsOf({ kind: 'not_delivered', why })).toMatch(/film\.mp4.*2861 MiB.*2000 MiB/s);
  });
});

describe('names of accounts', () => {
  test.each(['x'.repeat(200), '👩‍👩‍👧'.repeat(30), `${'y'.repeat(63)}😀`])(
    'stay within Telegram’s limit: %s',
    (name) => {
      const { firstName, lastName } = memberProfile(name, name);
      for (const half of [firstName, lastName]) {
        expect(half.length).toBeLessThanOrEqual(64);
        expect(half).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
      }
    },
  );

  test('are never empty', () => {
    expect(memberProfile('  ', '').firstName).toBe('Member');
    expect(restingProfile('').firstName).toBe('VIP Concierge');
    expect(restingProfile('@pool_one')).toEqual({ firstName: 'pool_one', lastName: '' });
  });
});
