import { StickerFormatType } from 'discord-api-types/v10';
import { expect, it } from 'vitest';
import type { GuildSight, MessageSight, PersonAct } from '../../../sandbox/control/protocol.js';
import { onControl } from './support/on-control.js';

const on = onControl({ withBot: false });
const bytes = Uint8Array.from([137, 80, 78, 71]);

async function says(act: Omit<Extract<PersonAct, { act: 'says' }>, 'act' | 'where'>): Promise<MessageSight> {
  const { generalChannelId: where } = on.scene.plan;
  const { body } = await on.person('Mia', { act: 'says', where, ...act });
  const sight = await on.read<GuildSight>(`/page/guilds/${on.scene.guildId}/people/Noah`);
  const found = sight.places.find(({ id }) => id === where)?.messages.find(({ id }) => id === body.sees?.id);
  if (found === undefined) throw new Error(`Noah does not see it: ${JSON.stringify(body)}`);
  return found;
}

function addSticker(format: StickerFormatType, name: string): string {
  return on.stage.discord.world.expressions.addSticker(null, { name, format, bytes }).id;
}

it('shows stickers with their picture, and those that no browser plays by name', async () => {
  const picture = await says({ text: '', sticker: addSticker(StickerFormatType.PNG, 'Wave') });
  expect(picture.stickers).toMatchObject([{ name: 'Wave' }]);
  const answer = await fetch(`${on.address}${picture.stickers[0]?.url}`);
  expect(answer.headers.get('content-type')).toBe('image/png');
  expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes);
  const drawn = await says({ text: '', sticker: addSticker(StickerFormatType.Lottie, 'Dance') });
  expect(drawn.stickers).toMatchObject([{ name: 'Dance', url: null }]);
  expect((await fetch(`${on.address}/files/discord/stickers/1`)).status).toBe(404);
});

it('shows polls with when they end', async () => {
  const { poll, at } = await says({
    text: '',
    poll: { question: 'Which plan?', answers: ['Gold', 'Silver'], allowsMany: true, hours: 2 },
  });
  expect(poll).toMatchObject({ question: 'Which plan?', allowsMany: true });
  expect(poll?.answers.map(({ text }) => text)).toEqual(['Gold', 'Silver']);
  expect(Math.round(((poll?.expiresAt ?? 0) - at) / 60_000)).toBe(120);
});

it('shows what was forwarded, with its file, and nothing of who wrote it', async () => {
  const file = { name: 'a.txt', contentType: 'text/plain', data: Buffer.from('hello').toString('base64') };
  const first = await says({ text: '**look**', files: [file] });
  const { forwarded, replyTo } = await says({
    text: '',
    forwardOf: { channel: first.placeId, message: first.id },
  });
  expect(replyTo).toBeNull();
  expect(forwarded).toMatchObject({
    content: '**look**',
    attachments: [{ filename: 'a.txt' }],
    at: first.at,
  });
  const answer = await fetch(`${on.address}${forwarded?.attachments[0]?.url}`);
  expect(await answer.text()).toBe('hello');
});
