import { expect, it, vi } from 'vitest';
import { explain } from '../../../sandbox/control/explain.js';
import { NotThere } from '../../../sandbox/control/not-there.js';
import { AttemptRefused, NoAnswer } from '../../../sandbox/people/answers.js';

it('tells what nobody foresaw by a reference only, under which it is reported', () => {
  const report = vi.fn();
  const broken = new TypeError('x is undefined');
  const { status, body } = explain(broken, report);
  expect(status).toBe(500);
  expect(report).toHaveBeenCalledExactlyOnceWith(body.reference, broken);
  expect(body.error).toContain(String(body.reference));
  expect(body.error).not.toContain('undefined');
});

it.each([
  [new NotThere('There is no Zoe.'), 404, 'There is no Zoe.'],
  [new AttemptRefused('disabled', 'That button is greyed out'), 409, 'That button is greyed out'],
  [new NoAnswer('The application did not respond'), 504, 'The application did not respond'],
  [new SyntaxError('Unexpected end of JSON input'), 400, 'Unexpected end of JSON input'],
])('tells what was foreseen in words: %s', (error, status, words) => {
  const report = vi.fn();
  expect(explain(error, report)).toMatchObject({ status, body: { error: words } });
  expect(report).not.toHaveBeenCalled();
});
