import { expect, it } from 'vitest';
import { inBrowser } from './support/in-browser.js';
import { Visitor } from './support/visitor.js';

const on = inBrowser();

it('is led step by step with the keyboard, survives a reload, and shows each step where it happens', async () => {
  const visitor = new Visitor(await on.open());
  const { page } = visitor;
  const tour = page.getByRole('region', { name: 'Guided tour' });
  const sentence = tour.getByRole('status');
  const paused = tour.getByRole('button', { name: 'Resume' });
  await tour.getByRole('button', { name: 'Archived thread' }).click();
  await sentence.getByText(/^\d \/ 9/).waitFor();
  await page.keyboard.press('p');
  await paused.waitFor();
  let step = Number.parseInt((await sentence.textContent()) ?? '', 10);
  const goTo = async (wanted: number) => {
    while (step < wanted) {
      await page.keyboard.press('n');
      step += 1;
      await sentence.getByText(`${step} / 9`).waitFor();
      await paused.waitFor();
    }
  };
  await goTo(5);
  const first = await visitor.sessionOf('Mia');
  await page.reload();
  await sentence.getByText('5 / 9').waitFor();
  await visitor.messages.getByText('Which plan would you like?').waitFor();
  await visitor.chat.getByText(`session ${first}`).waitFor();
  await goTo(8);
  const second = await visitor.sessionOf('Mia', first);
  await visitor.chat.getByText(`session ${second}`).waitFor();
  await goTo(9);
  await page.keyboard.press('n');
  await sentence.getByText('The end.').waitFor();
  await visitor.messages.getByText('Thread archived').waitFor();
  expect(await visitor.session(first).getByText('closed', { exact: true }).count()).toBe(1);
});
