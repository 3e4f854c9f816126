import { expect, it } from 'vitest';
import { runChaos } from '../../sandbox/chaos/run.js';

/** As many as fit into this suite; `npm run chaos -- --schedules 10000` plays more. */
const schedules = 40;

it(`both chats agree after ${schedules} random conversations with faults and kills`, {
  timeout: 240_000,
}, async () => {
  const outcome = await runChaos({ schedules, seed: 4, guilds: 20 });
  expect(outcome.failures, 'npm run chaos -- --guilds 20 --schedules 20 --seed <seed>').toEqual([]);
  expect(outcome.faultsOfServices).toEqual([]);
  expect(outcome.kills).toBeGreaterThan(1);
});
