import { afterEach, expect, it } from 'vitest';
import type { Cast, TourOrder, TourSight } from '../../../sandbox/control/protocol.js';
import { until } from '../../../sandbox/stage/until.js';
import { stories } from '../../../sandbox/story/stories.js';
import { onControl } from './support/on-control.js';

const on = onControl({ withBot: true });
type Told = Exclude<TourSight, { state: 'idle' }>;

const order = (what: TourOrder) => on.ask<TourSight>('/tour', what);
/** Waits until the tour stands like this. */
const stands = (state: Told['state'], step?: number): Promise<Told> =>
  until(`the tour to be ${state} at ${step}`, async () => {
    const tour = await on.read<TourSight>('/page/tour');
    if (tour.state === 'failed' && state !== 'failed') throw new Error(tour.why ?? '');
    return tour.state === state && (step === undefined || tour.step === step) ? tour : undefined;
  });

afterEach(() => order({ order: 'stop' }));

it('is idle at first, and obeys only what it knows', async () => {
  expect(await on.read<TourSight>('/page/tour')).toEqual({ state: 'idle' });
  expect(await order({ order: 'play', story: 'unheard-of' })).toMatchObject({ status: 404 });
  expect(await on.ask('/tour', { order: 'rewind' })).toMatchObject({ status: 400 });
  expect(await order({ order: 'step' })).toMatchObject({ body: { state: 'idle' } });
});

it('goes step by step in a guild of its own, and on to the end', async () => {
  const { body } = await order({ order: 'play', story: 'archived', paused: true, speed: 100 });
  expect(body).toMatchObject({ state: 'preparing', storyId: 'archived', guildId: null, step: 0 });
  const { guildId } = await stands('paused', 0);
  expect(guildId).not.toBe(on.scene.guildId);
  const { guilds } = await on.read<Cast>('/page/cast');
  expect(guilds.map(({ id, isTour }) => ({ id, isTour }))).toEqual([
    { id: on.scene.guildId, isTour: false },
    { id: guildId, isTour: true },
  ]);
  await order({ order: 'step' });
  const second = await stands('paused', 1);
  const scene = on.stage.scenes.find((each) => each.guildId === guildId);
  expect(scene?.threads().map(({ id }) => id)).toEqual([second.place.placeId]);
  await order({ order: 'step' });
  expect((await stands('paused', 2)).place.accountId).not.toBeNull();
  await order({ order: 'resume' });
  const steps = stories.find(({ id }) => id === 'archived')?.steps.length ?? 0;
  expect(await stands('ended')).toMatchObject({ step: steps - 1, why: null });
});

it('is paused while its sentence is read, and goes on', async () => {
  // So slow that no sentence is read to its end by itself.
  await order({ order: 'play', story: 'cleared', speed: 0.01 });
  expect((await stands('reading', 0)).readingMs).toBeGreaterThan(60_000);
  expect((await order({ order: 'pause' })).body).toMatchObject({ state: 'paused', step: 0 });
  expect((await order({ order: 'resume' })).body).toMatchObject({ state: 'reading', step: 0 });
  await order({ order: 'step' });
  await stands('paused', 1);
});

it('stops for good, and gives way to another story', async () => {
  await order({ order: 'play', story: 'archived', paused: true });
  const { guildId } = await stands('paused', 0);
  expect((await order({ order: 'stop' })).body).toMatchObject({ state: 'stopped', guildId });
  expect((await order({ order: 'step' })).body).toMatchObject({ state: 'stopped', step: 0 });
  await order({ order: 'play', story: 'deleted', paused: true });
  await stands('paused', 0);
  await order({ order: 'step' });
  await stands('paused', 1);
  // As long as that took, the story that was stopped would have gone on, too.
  const scene = on.stage.scenes.find((each) => each.guildId === guildId);
  expect(scene?.threads()).toEqual([]);
  await order({ order: 'play', story: 'alive', paused: true });
  expect(await stands('paused', 0)).toMatchObject({ storyId: 'alive' });
});

it('starts the bot when it does not run', async () => {
  await on.stage.bot.kill();
  await order({ order: 'play', story: 'deleted', paused: true });
  await stands('paused', 0);
  expect(on.stage.bot.isRunning).toBe(true);
});

it('says what went wrong', async () => {
  await order({ order: 'play', story: 'deleted', paused: true });
  await stands('paused', 0);
  await on.stage.bot.kill();
  await order({ order: 'step' });
  expect((await stands('failed')).why).not.toBe('');
  await on.stage.startBot();
});
