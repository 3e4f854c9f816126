import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { renderCarried } from './carried/document.js';

const path = new URL('../../docs/relay.md', import.meta.url);

it('docs/relay.md says what the tests play', () => {
  if (process.env.RENDER_DOCS !== undefined) writeFileSync(path, renderCarried());
  expect(readFileSync(path, 'utf8')).toBe(renderCarried());
});
