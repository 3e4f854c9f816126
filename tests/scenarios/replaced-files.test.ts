import { describe, expect, it } from 'vitest';
import { until } from '../../sandbox/stage/until.js';
import { beginsToTalk } from '../../sandbox/story/conversation.js';
import { onStage } from './support/on-stage.js';

const on = onStage({
  again: { accounts: 1 },
  wordless: { accounts: 1 },
  deleted: { accounts: 1 },
  tooLarge: { accounts: 1 },
  smaller: { accounts: 1 },
  unforeseen: { accounts: 1 },
  unforeseenEdit: { accounts: 1 },
});

type Name = Parameters<typeof on.scene>[0];

const document = (name: string) =>
  ({ kind: 'document', bytes: Buffer.from(`This is ${name}`), name }) as const;

/** The agent has sent one file with words, and the member sees both. */
async function begin(name: Name, caption: string) {
  const scene = on.scene(name);
  const { agent } = scene;
  const mia = scene.member('Mia');
  const { thread, account } = await beginsToTalk(scene, mia);
  const id = agent.sends(account, document('first.txt'), { caption });
  const filesAt = (messageId: string) =>
    mia
      .looksAt(thread)
      .find((message) => message.id === messageId)
      ?.attachments.map((file) => file.filename);
  const post = await until('the file to be there', () =>
    mia.looksAt(thread).find(({ attachments }) => attachments.length > 0),
  );
  const files = () =>
    mia.looksAt(thread).flatMap(({ attachments }) => attachments.map(({ filename }) => filename));
  return { agent, mia, thread, account, id, post, filesAt, files };
}

/** The agent replaces the file while Discord takes no edits, so that the new one is asked for again later. */
async function replacesInVain(
  { agent, account, thread, id }: Awaited<ReturnType<typeof begin>>,
  caption: string,
) {
  const path = new RegExp(`^/channels/${thread.id}/messages/`);
  const refusing = on.stage.faults.fail(
    { service: 'discord', method: 'PATCH', path },
    { times: Number.POSITIVE_INFINITY },
  );
  agent.replaces(account, id, document('second.txt'), caption);
  await until('the edit to be tried', () => refusing.hits > 0);
  return refusing;
}

it('a file that was replaced again before it was carried holds up nothing', async () => {
  const talk = await begin('again', 'The plan');
  const { agent, mia, thread, account, id, post, filesAt } = talk;
  const refusing = await replacesInVain(talk, 'The other plan');
  agent.replaces(account, id, document('third.txt'), 'The last plan');
  on.stage.telegram.expireFileReferences();
  refusing.lift();
  agent.replies(account, 'Did you see?');
  await mia.sees(thread, 'Did you see?');
  await mia.sees(thread, 'The last plan');
  expect(filesAt(post.id)).toEqual(['third.txt']);
  await agent.sees(account, '“second.txt” could no longer be had from Telegram');
});

it('a file without words that was replaced twice stands as the last one', async () => {
  const talk = await begin('wordless', '');
  const { agent, mia, thread, account, id, files } = talk;
  const refusing = await replacesInVain(talk, '');
  agent.replaces(account, id, document('third.txt'));
  on.stage.telegram.expireFileReferences();
  refusing.lift();
  agent.replies(account, 'Did you see?');
  await mia.sees(thread, 'Did you see?');
  expect(files()).toEqual(['third.txt']);
});

it('a replaced file without words that was deleted before it was carried leaves nothing behind', async () => {
  const talk = await begin('deleted', '');
  const { agent, mia, thread, account, id, filesAt, post } = talk;
  const refusing = await replacesInVain(talk, '');
  agent.deletes(account, [id]);
  on.stage.telegram.expireFileReferences();
  refusing.lift();
  agent.replies(account, 'Did you see?');
  await mia.sees(thread, 'Did you see?');
  expect(filesAt(post.id)).toBeUndefined();
});

it('a file that is replaced by one too large for Discord is taken away, and its sender told', async () => {
  const { agent, mia, thread, account, id, post, filesAt } = await begin('tooLarge', 'The plan');
  const bytes = Buffer.alloc(10 * 1024 * 1024 + 1);
  agent.replaces(account, id, { kind: 'document', bytes, name: 'plans.zip' }, 'All our plans');
  await mia.sees(thread, 'All our plans');
  expect((await agent.sees(account, 'Not delivered')).text).toMatch(/“plans.zip” \(10 MiB\).*takes 10 MiB/);
  expect(filesAt(post.id)).toEqual([]);
});

it('a file without words that is replaced by one too large is taken away, and a smaller one in its place carried', async () => {
  const { agent, account, id, post, filesAt, files } = await begin('smaller', '');
  const bytes = Buffer.alloc(10 * 1024 * 1024 + 1);
  agent.replaces(account, id, { kind: 'document', bytes, name: 'plans.zip' });
  await agent.sees(account, '“plans.zip” (10 MiB) is too large');
  await until('the first to go', () => filesAt(post.id) === undefined);
  agent.replaces(account, id, document('plan.txt'));
  await until('the smaller one to be there', () => files().includes('plan.txt'));
  expect(files()).toEqual(['plan.txt']);
});

describe('a file that Telegram refuses for a reason nobody foresaw', () => {
  const notice = 'Not delivered: your last message could not be passed on';
  const refuseFiles = (account: string) =>
    on.stage.faults.fail(
      { service: 'telegram', method: 'upload.GetFile', account },
      { status: 400, message: 'MOON_TOO_FULL', times: Number.POSITIVE_INFINITY },
    );

  it('is said to its sender, and what follows is carried', async () => {
    const { agent, mia, thread, account } = await begin('unforeseen', 'The plan');
    refuseFiles(account.id);
    agent.sends(account, document('second.txt'), { caption: 'The other plan' });
    agent.replies(account, 'Did you see?');
    await mia.sees(thread, 'Did you see?');
    await agent.sees(account, notice);
    expect(mia.countsIn(thread, 'The other plan')).toBe(0);
  });

  it('holds up nothing where it takes the place of another either', async () => {
    const { agent, mia, thread, account, id } = await begin('unforeseenEdit', 'The plan');
    refuseFiles(account.id);
    agent.replaces(account, id, document('second.txt'), 'The other plan');
    agent.replies(account, 'Did you see?');
    await mia.sees(thread, 'Did you see?');
    await agent.sees(account, notice);
    expect(mia.countsIn(thread, 'The plan')).toBe(1);
  });
});
