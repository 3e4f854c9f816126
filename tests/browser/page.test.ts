import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { inBrowser } from './support/in-browser.js';
import { Visitor } from './support/visitor.js';

const on = inBrowser({ members: ['Mia', 'Noah', 'Emma'] });

/** More than the page has places to stop at. */
const TABS_AT_MOST = 150;

/** Read in the page, through its shadow roots. */
const NAME_OF_FOCUSED = `(() => {
  let at = document.activeElement;
  let name = '';
  while (at) {
    const own = at.getAttribute('aria-label') ?? at.textContent.trim();
    // What a component's button is called stands in the component's own slot.
    if (own !== '') name = at.tagName === 'TEXTAREA' ? own + ', a field' : own;
    at = at.shadowRoot?.activeElement;
  }
  return name;
})()`;

/** How far a log is from its end. */
function fromEnd(log: Locator): Promise<number> {
  return log.evaluate(({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight);
}

/** What comes between the log's own scrolling and the event that tells of it. */
function growsUnseen(log: Locator): Promise<void> {
  return log.evaluate((element) => {
    const filler = element.ownerDocument.createElement('div');
    filler.style.cssText = 'flex: none; height: 200px';
    element.append(filler);
    element.dispatchEvent(new Event('scroll'));
  });
}

/** Moves on by the Tab key until what is called so has the focus. */
async function tabsTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < TABS_AT_MOST; presses += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate<string>(NAME_OF_FOCUSED);
    if (focused.includes(name)) return;
  }
  throw new Error(`the Tab key never comes to ${name}`);
}

describe('the page', () => {
  it.each([1024, 1440, 2560])('has all of its panes within a window %i wide', async (width) => {
    const visitor = new Visitor(await on.open({ viewport: { width, height: 900 } }));
    for (const pane of [visitor.discord, visitor.telegram, visitor.machine]) {
      await pane.waitFor();
      const box = await pane.boundingBox();
      expect(box?.x).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? Number.POSITIVE_INFINITY)).toBeLessThanOrEqual(width);
    }
    expect(await visitor.page.evaluate('document.documentElement.scrollWidth')).toBe(width);
  });

  it('shows in one tab what was done in another', async () => {
    const [one, other] = [new Visitor(await on.open()), new Visitor(await on.open())];
    const code = await one.beginsToTalk('Mia');
    await other.actsAs('Mia');
    await other.goesTo(`Mia · ${code}`);
    await other.messages.getByText('Which plan would you like?').waitFor();
    await other.writes('The big one, please.');
    await one.messages.getByText('The big one, please.').waitFor();
    await one.chat.getByText('The big one, please.').waitFor();
  });

  it('keeps its logs at their end, but not from who has scrolled up', async () => {
    const visitor = new Visitor(await on.open());
    const code = await visitor.beginsToTalk('Emma');
    for (let line = 1; line <= 12; line += 1) await visitor.writes(`Line ${line}`);
    await visitor.chat.getByText('Line 12').waitFor();
    const logs = [visitor.messages, visitor.chat, visitor.requests];
    for (const log of logs) await expect.poll(() => fromEnd(log)).toBeLessThan(60);
    for (const log of logs) await growsUnseen(log);
    await visitor.writes('Line 13');
    await visitor.chat.getByText('Line 13').waitFor();
    for (const log of logs) await expect.poll(() => fromEnd(log)).toBeLessThan(60);
    for (const log of logs) {
      await log.hover();
      await visitor.page.mouse.wheel(0, -300);
      await expect.poll(() => fromEnd(log)).toBeGreaterThan(100);
    }
    await visitor.replies('And what else?');
    await visitor.session(code).getByText('14 → · ← 2').waitFor();
    for (const log of logs) expect(await fromEnd(log)).toBeGreaterThan(100);
  });

  it('can be used with nothing but a keyboard', async () => {
    const visitor = new Visitor(await on.open());
    const { page } = visitor;
    await visitor.discord.getByRole('button', { name: 'Upgrade to VIP' }).waitFor();
    // The choice of people has the names of all of them.
    await tabsTo(page, 'Olivia');
    await page.keyboard.type('Noah');
    await tabsTo(page, 'Upgrade to VIP');
    await page.keyboard.press('Enter');
    const code = await visitor.sessionOf('Noah');
    await tabsTo(page, `Noah · ${code}`);
    await page.keyboard.press('Enter');
    await visitor.messages.getByText('Welcome, Noah!').waitFor();
    await tabsTo(page, 'Message #Noah');
    await page.keyboard.type('Is anybody there?');
    await page.keyboard.press('Enter');
    await tabsTo(page, 'Noah Harbour');
    await page.keyboard.press('Enter');
    await visitor.chat.getByText('Is anybody there?').waitFor();
    await tabsTo(page, 'Reply, a field');
    await page.keyboard.type('I am.');
    await page.keyboard.press('Enter');
    await visitor.messages.getByText('I am.').waitFor();
  });
});
