import { defineConfig } from 'vitest/config';
import { ScenariosFirst } from './scenarios-first.js';

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['tests/**/*.test.ts'],
    // These want a browser: `npm run test:browser`.
    exclude: ['tests/browser/**'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // Scenarios wait more than they compute (discord.js leaves five seconds between two identifies): four of them keep two cores busy.
    maxWorkers: 4,
    // Loading Discord's description, discord.js and the Telegram client anew for each file took a third of all time.
    isolate: false,
    sequence: { sequencer: ScenariosFirst },
  },
});
