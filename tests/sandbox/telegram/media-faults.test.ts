import { randomBytes } from 'node:crypto';
import { Api } from 'telegram';
import { expect, it } from 'vitest';
import { toLong } from '../../../sandbox/telegram/tl/long.js';
import { useBench } from './bench.js';
import { createPng, download, send, upload, uploadDocument } from './file-transfer.js';
import { until } from './real-client.js';
import { readDocument } from './received-media.js';

const bench = useBench();
const bytes = randomBytes(300 * 1024);

function kinds(): (string | undefined)[] {
  return bench.agent.seesChatWith(bench.account).map(({ media }) => media?.kind);
}

it.each(['before', 'after'] as const)(
  'GIVEN the media connection lost %s a part was saved THEN the file arrives whole',
  async (when) => {
    bench.telegram.faults.drop('upload.SaveFilePart', { when });
    await send(bench, await uploadDocument(bench, bytes));
    const media = bench.agent.seesChatWith(bench.account)[0]?.media;
    expect(media && 'bytes' in media && media.bytes().equals(bytes)).toBe(true);
  },
);

it.each(['before', 'after'] as const)(
  'GIVEN the media connection lost %s a part was read THEN the download goes on',
  async (when) => {
    bench.agent.sends(bench.account, { kind: 'document', bytes: randomBytes(1_500_000) });
    const { location } = await readDocument(bench, 1);
    bench.telegram.faults.drop('upload.GetFile', { when });
    expect(await download(bench, location)).toHaveLength(1_500_000);
  },
);

it('GIVEN FLOOD_WAIT and errors while parts go up and down THEN the client is told', async () => {
  const { faults } = bench.telegram;
  const part = new Api.upload.SaveFilePart({ fileId: toLong(1), filePart: 0, bytes: Buffer.from('x') });
  faults.flood('upload.SaveFilePart', { seconds: 3 });
  await expect(bench.client.invoke(part)).rejects.toMatchObject({ seconds: 3 });
  faults.fail('upload.SaveFilePart', { status: 400, message: 'FILE_PART_INVALID' });
  await expect(bench.client.invoke(part)).rejects.toThrow('FILE_PART_INVALID');
  bench.agent.sends(bench.account, { kind: 'document', bytes });
  const { location } = await readDocument(bench, 1);
  faults.flood('upload.GetFile', { seconds: 4 });
  await expect(download(bench, location)).rejects.toMatchObject({ seconds: 4 });
});

it('GIVEN 500 before and after a file was sent THEN it is there at most once', async () => {
  const media = await uploadDocument(bench, bytes);
  bench.telegram.faults.fail('messages.SendMedia');
  await expect(send(bench, media)).rejects.toMatchObject({ code: 500 });
  expect(kinds()).toEqual([]);
  bench.telegram.faults.fail('messages.SendMedia', { when: 'after' });
  await expect(send(bench, media)).rejects.toMatchObject({ code: 500 });
  expect(await send(bench, media)).toMatchObject({ updates: [{ id: 1 }, { pts: 2 }] });
  expect(kinds()).toEqual(['document']);
});

it.each(['before', 'after'] as const)(
  'GIVEN the connection lost %s an album was sent THEN it is there once',
  async (when) => {
    const { client, peer, telegram } = bench;
    const media = new Api.InputMediaUploadedPhoto({ file: await upload(bench, createPng(9, 9), 'p.png') });
    const registered = await client.invoke(new Api.messages.UploadMedia({ peer, media }));
    const photo = registered instanceof Api.MessageMediaPhoto ? registered.photo : undefined;
    if (!(photo instanceof Api.Photo)) throw new Error('no photo');
    const multiMedia = [1, 2].map((randomId) => {
      const item = new Api.InputMediaPhoto({ id: new Api.InputPhoto({ ...photo }) });
      return new Api.InputSingleMedia({ media: item, randomId: toLong(randomId), message: '' });
    });
    telegram.faults.drop('messages.SendMultiMedia', { when });
    await client.invoke(new Api.messages.SendMultiMedia({ peer, multiMedia }));
    expect(kinds()).toEqual(['photo', 'photo']);
  },
);

it('GIVEN the answer to an edit or a reaction lost THEN its effect stands and a repeat is told so', async () => {
  const { agent, account, client, peer, telegram } = bench;
  agent.says(account, 'Hello');
  account.says(agent, 'old');
  telegram.faults.drop('messages.EditMessage', { when: 'after' });
  const edit = new Api.messages.EditMessage({ peer, id: 2, message: 'new' });
  await expect(client.invoke(edit)).rejects.toThrow('MESSAGE_NOT_MODIFIED');
  telegram.faults.drop('messages.SendReaction', { when: 'after' });
  const reaction = [new Api.ReactionEmoji({ emoticon: '👍' })];
  const react = new Api.messages.SendReaction({ peer, msgId: 1, reaction });
  await expect(client.invoke(react)).rejects.toThrow('MESSAGE_NOT_MODIFIED');
  const [greeting, own] = agent.seesChatWith(account);
  expect([greeting?.reactions.get(account.id), own?.text]).toEqual(['👍', 'new']);
});

it('GIVEN updatesTooLong on request THEN the client gets it, and the difference has media in slices', async () => {
  const { agent, account, client, telegram } = bench;
  const { pts, date } = await client.invoke(new Api.updates.GetState());
  account.isPushing = false;
  const album = [1, 2].map(() => ({ kind: 'photo', bytes }) as const);
  agent.sendsAlbum(account, album);
  agent.sends(account, { kind: 'dice' });
  telegram.pushTooLong(account);
  await until(() => bench.updates.length > 0);
  expect(bench.updates).toMatchObject([{ className: 'UpdatesTooLong' }]);
  telegram.settings.differenceBatch = 2;
  const first = await client.invoke(new Api.updates.GetDifference({ pts, date, qts: 0 }));
  expect(first).toMatchObject({
    className: 'updates.DifferenceSlice',
    newMessages: [{ media: { className: 'MessageMediaPhoto' } }, { media: {} }],
  });
  const rest = await client.invoke(new Api.updates.GetDifference({ pts: pts + 2, date, qts: 0 }));
  expect(rest).toMatchObject({
    className: 'updates.Difference',
    newMessages: [{ media: { className: 'MessageMediaDice' } }],
  });
});
