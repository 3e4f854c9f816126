import { expect, it, onTestFinished } from 'vitest';
import { until } from '../../sandbox/stage/until.js';
import { beginsToTalk } from '../../sandbox/story/conversation.js';
import { Inspector } from './support/inspector.js';
import { Memory } from './support/memory.js';
import { onStage } from './support/on-stage.js';

const on = onStage({ talks: { accounts: 1, members: ['Mia'] } }, { timings: { drainMs: 20 } });

const MEASURED = 10;

/** A conversation with a word each way, one that is edited, a sign of typing, and one word that never arrives. */
async function plays(): Promise<void> {
  const scene = on.scene('talks');
  const mia = scene.member('Mia');
  const { thread, account } = await beginsToTalk(scene, mia);
  scene.agent.person.types(account);
  mia.types(thread);
  const sending = on.stage.faults.fail(
    { service: 'telegram', method: 'messages.SendMessage', account: account.id },
    { times: Number.POSITIVE_INFINITY },
  );
  mia.says(thread, 'This never arrives.');
  await until('it to bear the sign of waiting', () =>
    mia.looksAt(thread).some(({ reactions }) => reactions.some(({ emoji }) => emoji === '⏳')),
  );
  await mia.runs('/vip end', {}, thread);
  sending.lift();
  await scene.closed(thread, 'ended_by_member');
}

it('nothing that is kept in memory grows with conversations that are over', async () => {
  await on.stage.bot.stop();
  const { bot, inspector } = await Inspector.startBot(on.stage.environment);
  onTestFinished(async () => {
    inspector.close();
    await bot.stop();
  });
  const memory = new Memory(inspector);
  for (let count = 0; count < 3; count++) await plays();
  await memory.note();
  for (let count = 0; count < MEASURED; count++) await plays();
  expect(await memory.grown(MEASURED)).toEqual([]);
}, 120_000);
