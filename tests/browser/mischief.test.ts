import { describe, expect, it } from 'vitest';
import { inBrowser } from './support/in-browser.js';
import { Visitor } from './support/visitor.js';

const on = inBrowser({ accounts: 12, members: ['Mia', 'Noah', 'Emma', 'Lena', 'Rosa', 'Tom'] });

/** A wait that Telegram asks for, or a new process, and what a busy machine adds. */
const PATIENCE = { timeout: 60_000 };

describe('a conversation outlives', { timeout: 240_000 }, () => {
  /** Both sides write, and both are read. */
  async function goesOn(visitor: Visitor, after: string): Promise<void> {
    await visitor.writes(`Mia after: ${after}`);
    await visitor.chat.getByText(`Mia after: ${after}`).waitFor(PATIENCE);
    await visitor.replies(`Ada after: ${after}`);
    await visitor.messages.getByText(`Ada after: ${after}`).waitFor(PATIENCE);
  }

  it('lost connections, a flood, a killed bot and a banned account', async () => {
    const visitor = new Visitor(await on.open());
    const { machine, discord } = visitor;
    const code = await visitor.beginsToTalk('Mia');

    await visitor.makesMischief('Gateway drops');
    await visitor.done.getByText('The connection to the gateway is cut').waitFor();
    await visitor.filtersRequests('RESUMED');
    await visitor.requests.getByText('RESUMED').first().waitFor(PATIENCE);
    await goesOn(visitor, 'the gateway');

    await visitor.filtersRequests('help.GetConfig');
    const connected = await visitor.requests.getByRole('button').count();
    await visitor.makesMischief('Telegram connection lost');
    await visitor.done.getByText('The connection of all accounts is cut').waitFor();
    await visitor.requests.getByRole('button').nth(connected).waitFor(PATIENCE);
    await goesOn(visitor, 'Telegram');

    await visitor.makesMischief('Flood wait');
    await machine.getByText('Telegram answers the next message with FLOOD_WAIT_10.').first().waitFor();
    await visitor.filtersRequests('FLOOD_WAIT');
    await visitor.writes('Too much at once?');
    await visitor.requests.getByText('FLOOD_WAIT').first().waitFor();
    // The bot says below the message that it waits.
    await visitor.messages.getByRole('button', { name: '⏳, 1' }).waitFor();
    await visitor.chat.getByText('Too much at once?').waitFor(PATIENCE);
    await visitor.messages.getByRole('button', { name: '⏳, 1' }).waitFor({ state: 'detached' });
    await visitor.filtersRequests('');

    const running = machine.getByText('Bot running');
    const before = await running.getAttribute('title');
    await visitor.makesMischief('Kill and restart the bot');
    await visitor.done.getByText('The bot was killed with SIGKILL, and is back.').waitFor(PATIENCE);
    await running.waitFor(PATIENCE);
    expect(await running.getAttribute('title')).not.toBe(before);
    await goesOn(visitor, 'the kill');

    await machine.getByRole('button', { name: 'Kill the bot', exact: true }).click();
    await machine.getByText('Bot stopped').waitFor();
    await visitor.writes('Is anybody there?');
    await machine.getByRole('button', { name: 'Start the bot', exact: true }).click();
    await running.waitFor(PATIENCE);
    await visitor.chat.getByText('Is anybody there?').waitFor(PATIENCE);

    const holder = machine.getByRole('table', { name: 'Pool' }).getByRole('row').filter({ hasText: code });
    const banned = (await holder.getByRole('cell').first().textContent()) ?? '';
    await visitor.makesMischief('Ban account');
    await visitor.done.getByText(`Telegram has banned ${banned}.`).waitFor();
    const dead = machine.getByRole('table', { name: 'Pool' }).getByRole('row').filter({ hasText: banned });
    await dead.getByText('dead', { exact: true }).waitFor(PATIENCE);
    await holder.filter({ hasNotText: banned }).waitFor(PATIENCE);
    await visitor.writes('Are you still there?');
    const mia = on.scene.member('Mia');
    const account = on.scene.account((await on.scene.liveSessionOf(mia))?.accountId ?? '');
    await on.scene.agent.sees(account, 'Are you still there?');
    await discord.getByRole('heading', { name: `Mia · ${code}`, level: 3 }).waitFor();
  });
});

describe('a conversation ends, and the next one begins, after', () => {
  async function beginsAnew(visitor: Visitor, name: string, ended: string): Promise<void> {
    await visitor.pressesUpgrade();
    const code = await visitor.sessionOf(name, ended);
    await visitor.goesTo(`${name} · ${code}`);
    await visitor.messages.getByText(`Welcome, ${name}!`).waitFor();
  }

  it('the thread was archived', async () => {
    const visitor = new Visitor(await on.open());
    const code = await visitor.beginsToTalk('Noah');
    await visitor.makesMischief('Archive thread');
    await visitor.done.getByText(`Sam archived #Noah · ${code}.`).waitFor();
    await visitor.session(code).getByText('thread archived').waitFor();
    await visitor.place(`Noah · ${code}, archived`).waitFor();
    await visitor.chat.getByText('ended: their thread was archived').waitFor();
    await beginsAnew(visitor, 'Noah', code);
  });

  it('the thread was deleted', async () => {
    const visitor = new Visitor(await on.open());
    const code = await visitor.beginsToTalk('Emma');
    await visitor.makesMischief('Delete thread');
    await visitor.done.getByText(`Sam deleted #Emma · ${code}.`).waitFor();
    await visitor.session(code).getByText('thread deleted').waitFor();
    await visitor.place(`Emma · ${code}`).waitFor({ state: 'detached' });
    await visitor.chat.getByText('ended: their thread was deleted').waitFor();
    await beginsAnew(visitor, 'Emma', code);
  });

  it('the member left and came back', async () => {
    const visitor = new Visitor(await on.open());
    const code = await visitor.beginsToTalk('Lena');
    await visitor.makesMischief('Member leaves');
    await visitor.done.getByText('Lena left the server.').waitFor();
    await visitor.session(code).getByText('member left').waitFor();
    await visitor.discord.getByText('outside').waitFor();
    await visitor.place('upgrade-to-vip').waitFor({ state: 'detached' });
    await visitor.makesMischief('Member leaves');
    await visitor.done.getByText('Lena came back to the server.').waitFor();
    await beginsAnew(visitor, 'Lena', code);
  });

  it('a week of silence, day by day', async () => {
    const visitor = new Visitor(await on.open());
    const code = await visitor.beginsToTalk('Rosa');
    await visitor.makesMischief('Let a day pass');
    await visitor.machine.getByText('Both clocks are a day ahead.').waitFor();
    await visitor.messages.getByRole('article', { name: 'Rosa, Yesterday' }).waitFor();
    expect(await visitor.session(code).getByText('active').count()).toBe(1);
    for (let day = 2; day <= 7; day += 1) {
      await visitor.makesMischief('Let a day pass');
      await visitor.machine.getByText(`Both clocks are ${day} days ahead.`).waitFor();
    }
    await visitor.session(code).getByText('thread archived').waitFor();
    await visitor.place(`Rosa · ${code}, archived`).waitFor();
    await beginsAnew(visitor, 'Rosa', code);
  });
});

describe('Discord’s failure', () => {
  it('is told as Discord’s apps tell it, and can be lifted before it ends', async () => {
    const visitor = new Visitor(await on.open());
    await visitor.actsAs('Tom');
    await visitor.makesMischief('Discord answers 500');
    const lift = visitor.machine.getByRole('button', { name: 'Lift all' });
    await lift.waitFor();
    await visitor.filtersRequests('500');
    await visitor.pressesUpgrade();
    await visitor.page.getByText('The application did not respond').waitFor();
    await visitor.requests.getByText('500', { exact: true }).first().waitFor();
    await lift.click();
    await lift.waitFor({ state: 'detached' });
    await visitor.pressesUpgrade();
    await visitor.sessionOf('Tom');
  });
});
