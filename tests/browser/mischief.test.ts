import { describe, expect, it } from 'vitest';
import { inBrowser } from './support/in-browser.js';
import { Visitor } from './support/visitor.js';

const on = inBrowser();

/** A wait that Telegram asks for, or a new process, and what a busy machine adds. */
const PATIENCE = { timeout: 40_000 };

describe('the buttons of mischief', () => {
  it('do not keep a conversation from going on', { timeout: 120_000 }, async () => {
    const visitor = new Visitor(await on.open());
    await visitor.beginsToTalk('Mia');
    for (const label of [
      'Gateway drops',
      'Telegram connection lost',
      'Flood wait',
      'Kill and restart the bot',
    ]) {
      await visitor.makesMischief(label);
      await visitor.writes(`Mia after: ${label}`);
      await visitor.chat.getByText(`Mia after: ${label}`).waitFor(PATIENCE);
      await visitor.replies(`Ada after: ${label}`);
      await visitor.messages.getByText(`Ada after: ${label}`).waitFor(PATIENCE);
    }
    await visitor.machine.getByText('Bot running').waitFor();
    const mia = on.scene.member('Mia');
    const accountOfMia = async () => (await on.scene.liveSessionOf(mia))?.accountId;
    const banned = await accountOfMia();
    await visitor.makesMischief('Ban account');
    await visitor.writes('Are you still there?');
    await expect.poll(accountOfMia, PATIENCE).not.toBe(banned);
    const account = on.scene.account((await accountOfMia()) ?? '');
    await on.scene.agent.sees(account, 'Are you still there?');
  });

  it('can be taken back while they last', async () => {
    const visitor = new Visitor(await on.open());
    await visitor.makesMischief('Discord answers 500');
    await visitor.machine.getByRole('button', { name: 'Lift all' }).click();
    await visitor.machine.getByRole('button', { name: 'Lift all' }).waitFor({ state: 'detached' });
  });
});
