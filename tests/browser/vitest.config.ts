import { defineConfig } from 'vitest/config';

/** The page in a real browser; apart from `npm test`, which needs none. */
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['tests/browser/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    // A browser and a bot for each file are enough for one machine.
    maxWorkers: 1,
  },
});
