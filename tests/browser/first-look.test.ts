import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { PAGE_DIRECTORY } from '../../sandbox/page/built-page.js';
import { inBrowser } from './support/in-browser.js';

const on = inBrowser();

/** The page's code, gzipped, without Discord's components. */
const LARGEST_CODE_BYTES = 120_000;
/** What may be asked for before something is seen: the page, its style and code, the components, two fonts, the picture, and what to show. */
const MOST_REQUESTS = 16;

interface FirstLook {
  readonly paintedMs: number;
  readonly requests: readonly string[];
}

/** Read in the page: when something was first seen, and what had been asked for by then. */
const FIRST_LOOK = `(() => {
  const paintedMs = performance.getEntriesByName('first-contentful-paint')[0].startTime;
  const asked = performance.getEntriesByType('resource').filter(({ startTime }) => startTime < paintedMs);
  return { paintedMs, requests: asked.map(({ name }) => new URL(name).pathname) };
})()`;

async function look(page: Page): Promise<FirstLook> {
  for (const name of ['Discord', 'Telegram', 'Machine room']) {
    await page.getByRole('region', { name, exact: true }).waitFor();
  }
  await page.getByRole('button', { name: 'Upgrade to VIP' }).waitFor();
  return page.evaluate<FirstLook>(FIRST_LOOK);
}

it('asks for little before something is seen, and then has all three panes and the panel', async () => {
  const looks: FirstLook[] = [];
  for (let times = 0; times < 3; times += 1) looks.push(await look(await on.open()));
  for (const { requests } of looks) expect(requests.length, requests.join('\n')).toBeLessThan(MOST_REQUESTS);
  // How long that takes is the machine's affair: told, and not judged.
  const times = looks.map(({ paintedMs }) => `${Math.round(paintedMs)} ms`);
  console.info(`First contentful paint in three new windows: ${times.join(', ')}`);
});

it('is small', async () => {
  const assets = join(PAGE_DIRECTORY, 'assets');
  const code = (await readdir(assets)).filter(
    (name) => name.endsWith('.js') && !name.startsWith('discord-components'),
  );
  expect(code).not.toEqual([]);
  const sizes = await Promise.all(
    code.map(async (name) => gzipSync(await readFile(join(assets, name))).byteLength),
  );
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  console.info(`The page's code: ${Math.round(bytes / 1_000)} kB gzipped`);
  expect(bytes).toBeLessThan(LARGEST_CODE_BYTES);
});
