import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { renderCarried } from './carried/document.js';

const path = new URL('../../docs/relay.md', import.meta.url);

it('docs/relay.md says what the tests play', () => {
  if (process.env.RENDER_DOCS !== undefined) writeFileSync(path, renderCarried());
  expect(narrow(readFileSync(path, 'utf8'))).toBe(narrow(renderCarried()));
});

/** The formatter makes the columns of a table as wide as their widest cell. */
function narrow(text: string): string {
  return text.replace(/ {2,}/gu, ' ').replace(/-{3,}/gu, '---');
}
