import { expect, it } from 'vitest';
import { runChaos } from '../../sandbox/chaos/run.js';

/** As many as fit into this suite; `npm run chaos -- --schedules 10000` plays more. */
const schedules = 200;

it(`both chats agree after ${schedules} random conversations with faults and kills`, {
  timeout: 240_000,
}, async () => {
  const outcome = await runChaos({ schedules, seed: 101, guilds: 40 });
  expect(outcome.failures, 'npm run chaos -- --guilds 40 --schedules 40 --seed <seed>').toEqual([]);
  expect(outcome.faultsOfServices).toEqual([]);
  expect(outcome.kills).toBeGreaterThan(1);
});
