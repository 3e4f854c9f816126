import { expect, it } from 'vitest';
import { inBrowser } from './support/in-browser.js';

const on = inBrowser();

it('paints within a second, with all three panes and the panel', async () => {
  const page = await on.open();
  for (const name of ['Discord', 'Telegram', 'Machine room']) {
    await page.getByRole('region', { name, exact: true }).waitFor();
  }
  await page.getByRole('button', { name: 'Upgrade to VIP' }).waitFor();
  const paintedAt = await page.evaluate(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
  );
  expect(paintedAt).toBeLessThan(1_000);
});
