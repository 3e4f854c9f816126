import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { inBrowser } from './support/in-browser.js';
import { Visitor } from './support/visitor.js';

const on = inBrowser();

/** Where to put them: `PICTURES=docs npm run test:browser` makes those of the README anew. */
const FOLDER = process.env.PICTURES ?? 'coverage/browser';
const LARGEST_BYTES = 400_000;

it('takes the pictures of the README', async () => {
  await mkdir(FOLDER, { recursive: true });
  const visitor = new Visitor(await on.open({ reducedMotion: 'reduce', colorScheme: 'light' }));
  const { page } = visitor;
  const take = async (name: string) => {
    await page.mouse.move(0, 0);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page
        .getByRole('button', { name: `Switch to ${colorScheme === 'light' ? 'dark' : 'light'}` })
        .waitFor();
      // Discord's components take the theme over when they are made anew.
      await visitor.messages.getByText('Welcome, Mia!').waitFor();
      const path = join(FOLDER, `${name}${colorScheme === 'light' ? '' : '-dark'}.png`);
      await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
      expect((await stat(path)).size).toBeLessThan(LARGEST_BYTES);
    }
    await page.emulateMedia({ colorScheme: 'light' });
  };
  const first = await visitor.beginsToTalk('Mia');
  await visitor.writes('The one for a year. What happens if I am away for a week?');
  await visitor.chat.getByText('away for a week').waitFor();
  await visitor.replies('Nothing at all: come back whenever you like, and press the button again.');
  await visitor.messages.getByText('press the button again').waitFor();
  await visitor.session(first).getByText('2 → · ← 2').waitFor();
  await take('sandbox-upgrade');

  await visitor.makesMischief('Archive thread');
  await visitor.session(first).getByText('thread archived').waitFor();
  await visitor.session(first).getByText('closed', { exact: true }).waitFor();
  await visitor.pressesUpgrade();
  const second = await visitor.sessionOf('Mia', first);
  await visitor.goesTo(`Mia · ${second}`);
  await visitor.messages.getByText('Welcome, Mia!').waitFor();
  await visitor.opensChat('Mia Harbour');
  await visitor.writes('Here I am again.');
  await visitor.chat.getByText('Here I am again.').waitFor();
  await visitor.replies('Good to see you, Mia. Let us go on where we were.');
  await visitor.messages.getByText('go on where we were').waitFor();
  await visitor.session(second).getByText('1 → · ← 1').waitFor();
  await take('sandbox-new-session');
});
