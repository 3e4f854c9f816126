import { describe, expect, it } from 'vitest';
import { inBrowser } from './support/in-browser.js';
import { Visitor } from './support/visitor.js';

const on = inBrowser({ members: ['Mia', 'Noah'] });

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
});
