import { expect, it } from 'vitest';
import { beginsToTalk } from '../../sandbox/story/conversation.js';
import { killAtAll } from './support/crash-batch.js';
import { onStage } from './support/on-stage.js';

const on = onStage({ toTelegram: { accounts: 1 }, toDiscord: { accounts: 1 } });

it('a message over which the process died three times is set aside, its sender is told, and the next one has its turn', async () => {
  const [there, here] = [on.scene('toTelegram'), on.scene('toDiscord')];
  const mia = there.member('Mia');
  const { thread, account } = await beginsToTalk(there, mia);
  const other = await beginsToTalk(here, here.member('Mia'));
  const sending = { service: 'telegram', method: 'messages.SendMessage', account: account.id } as const;
  const posting = `POST /channels/${other.thread.id}/messages`;
  let poisonId = '';
  for (let death = 1; death <= 3; death++) {
    await killAtAll(on.stage, 'before', [
      {
        name: `death ${death} over the member's message`,
        call: sending,
        act() {
          if (death === 1) poisonId = mia.says(thread, 'Poison for the agent.').id;
        },
      },
      {
        name: `death ${death} over the agent's message`,
        call: posting,
        act: () =>
          death === 1 ? here.agent.replies(other.account, 'Poison for Mia.') : on.stage.bot.start(),
      },
    ]);
  }
  await on.stage.startBot();
  expect((await mia.sees(thread, 'something went wrong several times')).replyToId).toBe(poisonId);
  await here.agent.sees(other.account, 'Not delivered');
  mia.says(thread, 'And this?');
  await there.agent.sees(account, 'And this?');
  here.agent.replies(other.account, 'And that?');
  await here.member('Mia').sees(other.thread, 'And that?');
  expect(there.agent.wordsWith(account)).not.toContain('Poison for the agent.');
  expect(here.member('Mia').countsIn(other.thread, 'Poison for Mia.')).toBe(0);
}, 180_000);
