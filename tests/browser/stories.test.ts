import { describe, expect, it } from 'vitest';
import { inBrowser } from './support/in-browser.js';
import { Visitor } from './support/visitor.js';

const on = inBrowser({ accounts: 8, members: ['Mia', 'Noah', 'Emma', 'Lena'] });

describe('the four stories, by hand', () => {
  it('opens a new conversation for a member whose thread was archived', async () => {
    const visitor = new Visitor(await on.open());
    const first = await visitor.beginsToTalk('Mia');
    await visitor.makesMischief('Archive thread');
    await visitor.session(first).getByText('thread archived').waitFor();
    await visitor.messages.getByText('This conversation has ended: its thread was archived.').waitFor();
    await visitor.pressesUpgrade();
    const second = await visitor.sessionOf('Mia', first);
    await visitor.goesTo(`Mia · ${second}`);
    await visitor.messages.getByText('Welcome, Mia!').waitFor();
    await visitor.session(first).getByText('closed', { exact: true }).waitFor();
    await visitor.opensChat('Mia Harbour');
    await visitor.chat.getByText(`session ${second}`).waitFor();
    await visitor.writes('Here I am again.');
    await visitor.chat.getByText('Here I am again.').waitFor();
    expect(await visitor.chat.getByText('I would like to become a VIP.').count()).toBe(0);
    expect(await on.scene.liveSessionOf(on.scene.member('Mia'))).toMatchObject({ code: second });
  });

  it('opens a new conversation for a member whose thread was deleted', async () => {
    const visitor = new Visitor(await on.open());
    const first = await visitor.beginsToTalk('Noah');
    await visitor.actsAs('Sam');
    await visitor.goesTo(`Noah · ${first}`);
    await visitor.discord.getByRole('button', { name: 'Delete thread' }).click();
    await visitor.session(first).getByText('thread deleted').waitFor();
    await visitor.actsAs('Noah');
    await visitor.goesTo('Concierge');
    await visitor.messages.getByText('its thread was deleted').waitFor();
    await visitor.pressesUpgrade();
    const second = await visitor.sessionOf('Noah', first);
    await visitor.goesTo(`Noah · ${second}`);
    await visitor.messages.getByText('Welcome, Noah!').waitFor();
    await visitor.session(first).getByText('closed', { exact: true }).waitFor();
    await visitor.opensChat('Noah Harbour');
    await visitor.replies('Welcome back, Noah.');
    await visitor.messages.getByText('Welcome back, Noah.').waitFor();
  });

  it('leads a member whose conversation is alive back to it', async () => {
    const visitor = new Visitor(await on.open());
    const code = await visitor.beginsToTalk('Emma');
    await visitor.pressesUpgrade();
    await visitor.messages.getByText('You already have an open conversation.').waitFor();
    await visitor.goesTo(`Emma · ${code}`);
    await visitor.writes('The big one, please.');
    await visitor.chat.getByText('The big one, please.').waitFor();
    await visitor.session(code).getByText('2 → · ← 1').waitFor();
    expect(on.scene.member('Emma').threads()).toHaveLength(1);
  });

  it('ends a conversation that the staff clear, by command', async () => {
    const visitor = new Visitor(await on.open());
    const code = await visitor.beginsToTalk('Lena');
    await visitor.actsAs('Sam');
    await visitor.goesTo('general');
    await visitor.writes('/vip clear');
    const command = visitor.discord.getByRole('form', { name: '/vip clear' });
    await command.getByLabel('user').selectOption('Lena');
    await command.getByRole('button', { name: 'Run' }).click();
    await visitor.messages.getByText('Wiped the chat on Telegram').waitFor();
    await visitor.session(code).getByText('cleared by staff by Sam').waitFor();
    await visitor.chat.getByText('staff cleared it').waitFor();
    expect(await visitor.chat.getByRole('article').count()).toBe(1);
    await visitor.actsAs('Lena');
    await visitor.goesTo('Concierge');
    await visitor.messages.getByText('the staff cleared it').waitFor();
    expect(await on.scene.liveSessionOf(on.scene.member('Lena'))).toBeNull();
  });
});
