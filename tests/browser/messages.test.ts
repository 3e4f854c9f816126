import { StickerFormatType } from 'discord-api-types/v10';
import type { Locator } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { inBrowser } from './support/in-browser.js';
import { Visitor } from './support/visitor.js';

const on = inBrowser({ members: ['Mia'] });
let code: string;

/** The smallest picture there is. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const picture = { name: 'map.png', mimeType: 'image/png', buffer: PIXEL };

/** Evaluated in the page: what is dropped there. */
const LETTER = `(() => {
  const transfer = new DataTransfer();
  transfer.items.add(new File(['hello'], 'letter.txt', { type: 'text/plain' }));
  return transfer;
})()`;

beforeAll(async () => {
  const visitor = new Visitor(await on.open());
  code = await visitor.beginsToTalk('Mia');
});

async function opensTheTalk(): Promise<Visitor> {
  const visitor = new Visitor(await on.open());
  await visitor.actsAs('Mia');
  await visitor.goesTo(`Mia · ${code}`);
  await visitor.opensChat('Mia Harbour');
  return visitor;
}

/** What somebody wrote; an answer to it has the same words in it, but another author. */
function writtenBy(log: Locator, author: string, words: string): Locator {
  const article = log.page().getByRole('article', { name: new RegExp(`^${author},`) });
  return log.locator('message-view, chat-bubble').filter({ has: article, hasText: words }).last();
}

/** Chooses an action of a message, which come up when the pointer is on it. */
async function does(message: Locator, action: string): Promise<void> {
  await message.hover();
  await message
    .getByRole('toolbar', { name: 'Message actions' })
    .getByRole('button', { name: action })
    .click();
}

describe('the member', () => {
  it('replies, edits, reacts and deletes, and the agent sees it', async () => {
    const { page, messages, chat, discord } = await opensTheTalk();
    await messages.getByText(/concierge added.*Mia.*to the thread/s).waitFor();
    await does(writtenBy(messages, 'concierge', 'Which plan would you like?'), 'Reply');
    await discord.getByText('Replying to concierge').waitFor();
    await discord.getByRole('textbox', { name: /^Message / }).fill('The **big** one');
    await page.keyboard.press('Enter');
    const reply = chat.getByRole('article').filter({ hasText: 'The big one' });
    await reply.getByText('With pleasure! Which plan would you like?').waitFor();
    expect(await reply.locator('b, strong').filter({ hasText: 'big' }).count()).toBe(1);

    await does(writtenBy(messages, 'Mia', 'The big one'), 'Edit');
    await discord.getByRole('textbox', { name: 'Edit message' }).fill('The small one');
    await page.keyboard.press('Enter');
    await chat.getByText('The small one').waitFor();

    await does(writtenBy(messages, 'concierge', 'Which plan would you like?'), 'Add reaction');
    await discord.getByRole('group', { name: 'Emoji' }).getByRole('button', { name: '🎉' }).click();
    const answered = writtenBy(chat, 'You', 'With pleasure!');
    await answered.getByRole('button', { name: '🎉, 1' }).waitFor();
    await messages.getByRole('button', { name: '🎉, 1' }).click();
    await answered.getByRole('button', { name: '🎉, 1' }).waitFor({ state: 'detached' });

    await does(writtenBy(messages, 'Mia', 'The small one'), 'Delete');
    await chat.getByText('The small one').waitFor({ state: 'detached' });
  });

  it('attaches files, one of them by dropping it', async () => {
    const { page, messages, chat, discord } = await opensTheTalk();
    await discord.locator('input[type="file"]').setInputFiles([picture]);
    await discord.getByRole('list', { name: 'Files to send' }).getByText('map.png').waitFor();
    await discord.getByRole('textbox', { name: /^Message / }).fill('Where I live');
    await page.keyboard.press('Enter');
    await messages.getByRole('img', { name: 'map.png' }).waitFor();
    await chat
      .getByRole('article')
      .filter({ hasText: 'Where I live' })
      .getByRole('img', { name: /Photo|map/ })
      .waitFor();
    const data = await page.evaluateHandle(LETTER);
    await messages.dispatchEvent('dragover', { dataTransfer: data });
    await messages.dispatchEvent('drop', { dataTransfer: data });
    await discord.getByRole('list', { name: 'Files to send' }).getByText('letter.txt').waitFor();
    await discord.getByRole('textbox', { name: /^Message / }).focus();
    await page.keyboard.press('Enter');
    await chat.getByText('letter.txt').waitFor();
  });

  it('is seen with stickers, polls and forwards as Discord shows them', async () => {
    const { messages, chat } = await opensTheTalk();
    const mia = on.scene.member('Mia');
    const [thread] = mia.threads();
    if (thread === undefined) throw new Error('Mia has no thread');
    const { expressions } = on.stage.discord.world;
    const wave = expressions.addSticker(null, { name: 'Wave', format: StickerFormatType.PNG, bytes: PIXEL });
    const dance = expressions.addSticker(null, {
      name: 'Dance',
      format: StickerFormatType.Lottie,
      bytes: Buffer.from('{}'),
    });
    mia.says(thread, '', { sticker: wave });
    mia.says(thread, '', { sticker: dance });
    await messages.getByRole('img', { name: 'Sticker: Wave' }).waitFor();
    await messages.getByRole('img', { name: 'Sticker: Dance' }).waitFor();
    mia.says(thread, '', { poll: { question: 'Which one?', answers: ['Gold', 'Silver'], hours: 48 } });
    const poll = messages.getByRole('group', { name: 'Poll: Which one?' });
    await poll.getByText('Silver').waitFor();
    expect(await poll.textContent()).toContain('2d left');
    await chat.getByText('Which one?').waitFor();
    const first = mia.says(thread, 'Look *here*');
    mia.says(thread, '', { forwardOf: first });
    const forward = messages.getByRole('blockquote', { name: 'Forwarded message' });
    await forward.getByText('Look here').waitFor();
  });
});

describe('the agent', () => {
  it('replies, edits, reacts and deletes, and the member sees it', async () => {
    const visitor = await opensTheTalk();
    const { page, messages, chat, telegram } = visitor;
    await visitor.writes('What does it cost?');
    await does(writtenBy(chat, 'Mia Harbour', 'What does it cost?'), 'Reply');
    await visitor.replies('Ten a month');
    const reply = messages.locator('message-view').filter({ hasText: 'Ten a month' });
    await reply.getByText('What does it cost?').waitFor();

    await does(writtenBy(chat, 'You', 'Ten a month'), 'Edit');
    await telegram.getByRole('textbox', { name: 'Reply' }).fill('Nine a month');
    await page.keyboard.press('Enter');
    await messages.getByText('Nine a month').waitFor();

    await does(writtenBy(chat, 'Mia Harbour', 'What does it cost?'), 'Add reaction');
    await telegram.getByRole('group', { name: 'Emoji' }).getByRole('button', { name: '👍' }).click();
    const asked = writtenBy(messages, 'Mia', 'What does it cost?');
    await asked.getByRole('button', { name: '👍, 1' }).waitFor();

    await does(writtenBy(chat, 'You', 'Nine a month'), 'Delete');
    await messages.getByText('Nine a month').waitFor({ state: 'detached' });
  });

  it('types, attaches a file, and sees how far it was read', async () => {
    const { page, messages, telegram, chat, discord } = await opensTheTalk();
    await telegram.getByRole('textbox', { name: 'Reply' }).pressSequentially('Here');
    await discord.getByRole('status').getByText('concierge is typing').waitFor();
    await telegram.locator('input[type="file"]').setInputFiles([picture]);
    await telegram.getByRole('list', { name: 'Files to send' }).getByText('map.png').waitFor();
    await telegram.getByRole('textbox', { name: 'Reply' }).focus();
    await page.keyboard.press('Enter');
    const sent = messages.locator('message-view').filter({ hasText: 'Here' }).last();
    await sent.getByRole('img').first().waitFor();
    await chat
      .getByRole('article')
      .last()
      .getByRole('img', { name: /Sent|Read/ })
      .waitFor();
  });
});
