import { describe, expect, it } from 'vitest';
import { planWave } from '../../../sandbox/chaos/schedule.js';
import { judge, type Line, type Said } from '../../../sandbox/chaos/verdict.js';

const said = (number: number, more: Partial<Said> = {}): Said => ({
  number,
  by: 'member',
  body: `words ${number}`,
  files: [],
  replyTo: null,
  isDeleted: false,
  ...more,
});
const line = (number: number, more: Partial<Line> = {}): Line => ({
  number,
  body: `words ${number}`,
  files: [],
  hasQuote: false,
  replyTo: null,
  ...more,
});
const faults = (messages: readonly Said[], seen: readonly Line[], told: readonly number[] = []) =>
  judge({ said: messages, seen, isTold: ({ number }) => told.includes(number) }, messages);

describe('the verdict on a conversation', () => {
  it('is content when everything stands once, in order', () =>
    expect(faults([said(0), said(3)], [line(0), line(3)])).toEqual([]));

  it.each<[string, readonly Said[], readonly Line[], string]>([
    ['loss', [said(0)], [], 'missing'],
    ['doubling', [said(0)], [line(0), line(0)], 'stands twice'],
    [
      'a doubled file',
      [said(0, { body: '', files: ['a'] })],
      [line(0, { body: '', files: ['a', 'a'] })],
      'twice',
    ],
    [
      'other bytes',
      [said(0, { files: ['a (1)'] })],
      [line(0, { files: ['a (2)'] })],
      'has the files [a (2)]',
    ],
    ['a lost part', [said(0, { body: 'a\nb' })], [line(0, { body: 'a' })], 'says “a” in 1'],
    ['disorder', [said(0), said(1)], [line(1), line(0)], 'order'],
    ['a lost edit', [said(0, { body: 'new' })], [line(0)], 'not “new”'],
    ['a lost deletion', [said(0, { isDeleted: true })], [line(0)], 'deleted and stands'],
    ['a lost file', [said(0, { files: ['a.txt (1 bytes, 12345678)'] })], [line(0)], 'has the files'],
    ['a lost reply', [said(0), said(1, { replyTo: 0 })], [line(0), line(1)], 'answers nothing'],
  ])('sees %s', (_, messages, seen, fault) => expect(faults(messages, seen).join()).toContain(fault));

  it('puts the parts of a message together, wherever an edit left them', () =>
    expect(
      faults([said(0, { body: 'a\nb' }), said(1)], [line(0, { body: 'a' }), line(1), line(0, { body: 'b' })]),
    ).toEqual([]));

  it('excuses what the sender was told of, but not that it came twice', () => {
    expect(faults([said(0)], [], [0])).toEqual([]);
    expect(faults([said(0)], [line(0), line(0)], [0])).toHaveLength(1);
  });
});

it('the same seed plans the same wave, another seed another', () => {
  expect(planWave(7, 5)).toEqual(planWave(7, 5));
  expect(planWave(7, 5)).not.toEqual(planWave(8, 5));
});
