import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { carriesCode, nameThread } from '../../src/discord/thread-name.js';

describe('thread names', () => {
  it('says for whom the thread is, and its code', () => {
    expect(nameThread('Ann', 'K7Q2M')).toBe('Ann · K7Q2M');
  });

  it('leaves the code alone when no name is left', () => {
    expect(nameThread(' \n\u0000', 'K7Q2M')).toBe('K7Q2M');
  });

  it('never breaks a character that people see as one', () => {
    const name = nameThread('👩‍👩‍👧‍👦'.repeat(20), 'K7Q2M');
    expect(name.replaceAll('👩‍👩‍👧‍👦', '')).toBe('… · K7Q2M');
  });

  it('fits, stands on one line and carries its code', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (memberName) => {
        const name = nameThread(memberName, 'K7Q2M');
        expect(name.length).toBeLessThanOrEqual(100);
        expect(name).not.toMatch(/[\p{Control}\p{Surrogate}]/u);
        expect(carriesCode(name, 'K7Q2M')).toBe(true);
      }),
    );
  });

  it.each(['Ann · K7Q2', 'Ann K7Q2M', 'K7Q2M · Ann', 'AnnK7Q2M', 'XK7Q2M'])(
    '%j carries another code',
    (name) => {
      expect(carriesCode(name, 'K7Q2M')).toBe(false);
    },
  );
});
