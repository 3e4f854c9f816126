import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What the page is made of; the protocol is part of it. */
const SOURCES = ['../web', '../control/protocol'].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
);

/** Where the built page lies. */
export const PAGE_DIRECTORY = fileURLToPath(new URL('../web/dist', import.meta.url));

/** Builds the page unless it was built after its last change. Takes a second or two. */
export async function ensurePageIsBuilt(): Promise<void> {
  const builtAt = await changedAt(join(PAGE_DIRECTORY, 'index.html'));
  const sources = await Promise.all(SOURCES.map(listFiles));
  const changes = await Promise.all(sources.flat().map(changedAt));
  if (builtAt > Math.max(...changes)) return;
  // Loaded only when there is something to build: Vite is large.
  const { buildPage } = await import('../web/build.js');
  const environment = process.env.NODE_ENV;
  // Under any other (a test's) Vite takes the development builds of libraries.
  process.env.NODE_ENV = 'production';
  try {
    await buildPage(PAGE_DIRECTORY);
  } finally {
    if (environment === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = environment;
  }
}

async function listFiles(directory: string): Promise<readonly string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.startsWith(PAGE_DIRECTORY));
}

/** 0 for what is not there. */
async function changedAt(path: string): Promise<number> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}
