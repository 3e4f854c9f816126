import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ButtonAct, formatCustomId, parseCustomId } from '../../src/discord/custom-ids.js';

const sessionId = '0197a1de-7b1e-7c3a-9d55-6f1f6c3c0001';

describe('the ids of buttons', () => {
  it.each<[ButtonAct, string]>([
    [{ kind: 'upgrade' }, 'vip:1:upgrade'],
    [{ kind: 'end', sessionId }, `vip:1:end:${sessionId}`],
    [{ kind: 'end_yes', sessionId }, `vip:1:end-yes:${sessionId}`],
    [{ kind: 'end_no' }, 'vip:1:end-no'],
  ])('%j is %s and reads back', (act, customId) => {
    expect(formatCustomId(act)).toBe(customId);
    expect(parseCustomId(customId)).toEqual(act);
    expect(customId.length).toBeLessThanOrEqual(100);
  });

  it.each([
    '',
    'vip',
    'vip:1',
    'vip:2:upgrade',
    'vip:1:end',
    'vip:1:end:',
    'vip:1:end:a:b',
    'vip:1:upgrade:x',
    'other:1:upgrade',
  ])('%j is none of them', (customId) => {
    expect(parseCustomId(customId)).toBeNull();
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (customId) => void parseCustomId(customId)));
  });
});
