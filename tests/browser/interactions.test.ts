import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { inBrowser } from './support/in-browser.js';
import { OrderingBot } from './support/ordering-bot.js';
import { Visitor } from './support/visitor.js';

// Our bot needs no completions, selects or modals; this one has them all.
/** One for each test: what only they see is not in the way of another. */
const members = ['Mia', 'Noah', 'Emma', 'Lena', 'Paul', 'Rosa', 'Tom'];
const on = inBrowser({ withBot: false, members: [...members] });
let bot: OrderingBot;
let visitor: Visitor;

beforeAll(async () => {
  bot = await OrderingBot.start(on.stage.discord.api, on.stage.discord.token);
});
afterAll(() => bot.stop());

beforeEach(async () => {
  bot.told.splice(0);
  visitor = new Visitor(await on.open());
  await visitor.actsAs(members.pop() ?? '');
  await visitor.goesTo('general');
});

/** Runs `/order` as it is done quickest, and returns the bot's answer. */
async function orders() {
  const { discord } = visitor;
  await visitor.writes('/order');
  await discord.getByRole('combobox', { name: 'plan' }).fill('gold');
  await discord.getByRole('option', { name: 'Gold' }).click();
  await discord.getByRole('button', { name: 'Run' }).click();
  const answer = visitor.messages.getByRole('article').filter({ hasText: 'Only you can see this' });
  await answer.getByText('Your order').waitFor();
  return answer;
}

describe('a command', () => {
  it('is completed with the keyboard by what the bot offers, in its order and by its values', async () => {
    const { page, discord } = visitor;
    await discord.getByRole('textbox', { name: 'Message #general' }).focus();
    await page.keyboard.type('/or');
    await discord
      .getByRole('listbox', { name: 'Commands' })
      .getByRole('option', { name: '/order' })
      .waitFor();
    await page.keyboard.press('Enter');
    const offers = discord.getByRole('listbox', { name: 'Choices for plan' }).getByRole('option');
    await offers.nth(3).waitFor();
    expect(await offers.allInnerTexts()).toEqual(['Gold', 'Silver', 'Silver for two', 'Bronze']);
    await page.keyboard.type('sil');
    await offers.nth(2).waitFor({ state: 'detached' });
    expect(await offers.allInnerTexts()).toEqual(['Silver', 'Silver for two']);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await discord.getByRole('combobox', { name: 'plan' }).inputValue()).toBe('Silver for two');
    await page.keyboard.press('Tab');
    await page.keyboard.type('12');
    await page.keyboard.press('Enter');
    await visitor.messages.getByText('Your order').waitFor();
    expect(bot.told).toEqual(['runs silver for two 12']);
  });

  it('says when nothing fits, and is not run without what it needs', async () => {
    const { page, discord } = visitor;
    await visitor.writes('/order');
    const form = discord.getByRole('form', { name: '/order' });
    await page.keyboard.type('lead');
    await discord.getByText('No options match your search').waitFor();
    await page.keyboard.press('Escape');
    await form.getByRole('combobox', { name: 'plan' }).fill('');
    await form.getByRole('button', { name: 'Run' }).click();
    expect(await form.isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
    expect(bot.told).toEqual([]);
  });
});

describe('a select', () => {
  it('tells the bot of one choice when it is made, not of those that the arrow keys pass', async () => {
    const answer = await orders();
    await answer.getByRole('combobox', { name: 'Pick a colour' }).focus();
    for (const key of ['Enter', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'Enter'])
      await visitor.page.keyboard.press(key);
    await answer.getByText('Chosen: green').waitFor();
    expect(bot.told.slice(1)).toEqual(['chooses green']);
  });

  it('of several takes as many as it may, and tells of them together when it closes', async () => {
    const answer = await orders();
    await answer.getByRole('combobox', { name: 'Pick extras' }).click();
    const list = answer.getByRole('listbox', { name: 'Pick extras' });
    for (const name of ['Music', 'Stickers', 'Badges']) await list.getByRole('option', { name }).click();
    expect(await list.getByRole('option', { selected: true }).allInnerTexts()).toEqual(['Stickers', 'Music']);
    await visitor.page.keyboard.press('Escape');
    await answer.getByText('Chosen: music and stickers').waitFor();
    expect(bot.told.slice(1)).toEqual(['chooses music,stickers']);
  });

  it('can be of people', async () => {
    const answer = await orders();
    await answer.getByRole('combobox', { name: 'Pick a friend' }).click();
    await answer.getByRole('option', { name: 'Sam' }).click();
    await answer.getByText('Chosen: Sam').waitFor();
  });
});

describe('a modal', () => {
  it('is filled in and sent with the keyboard', async () => {
    const answer = await orders();
    await answer.getByRole('button', { name: 'Add a note' }).focus();
    const { page } = visitor;
    await page.keyboard.press('Enter');
    const modal = page.getByRole('dialog', { name: 'A note for us' });
    await modal.waitFor();
    await page.keyboard.type('Hi');
    await page.keyboard.press('Enter');
    expect(await modal.isVisible()).toBe(true);
    await page.keyboard.type(' there');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await visitor.messages.getByText('Noted: Hi there').waitFor();
    await modal.waitFor({ state: 'detached' });
    expect(bot.told.slice(1)).toEqual(['submits Hi there, transfer']);
  });

  it('is filled in and sent with the mouse, after it was left once without a word to the bot', async () => {
    const answer = await orders();
    const { page } = visitor;
    const modal = page.getByRole('dialog', { name: 'A note for us' });
    for (const leave of [() => page.keyboard.press('Escape'), () => modal.getByText('Cancel').click()]) {
      await answer.getByRole('button', { name: 'Add a note' }).click();
      await modal.getByLabel('Your note').fill('never said');
      await leave();
      await modal.waitFor({ state: 'detached' });
    }
    await answer.getByRole('button', { name: 'Add a note' }).click();
    await modal.getByLabel('Your note').fill('Thank you');
    await modal.getByLabel('How do you pay?').selectOption('By card');
    await modal.getByRole('button', { name: 'Submit' }).click();
    await visitor.messages.getByText('Noted: Thank you').waitFor();
    expect(bot.told.slice(1)).toEqual(['submits Thank you, card']);
  });
});
