import { StickerFormatType } from 'discord-api-types/v10';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Control } from '../../../sandbox/control/control.js';
import { AttemptRefused } from '../../../sandbox/people/answers.js';
import type { Moment } from '../../../sandbox/people/narrator.js';
import type { Scene } from '../../../sandbox/stage/scene.js';
import { Stage } from '../../../sandbox/stage/stage.js';
import { NeverHappened, until } from '../../../sandbox/stage/until.js';

let stage: Stage;
let scene: Scene;
let control: Control;
let address: string;

// No bot: what people do among themselves, and what they read when nobody answers.
beforeAll(async () => {
  stage = await Stage.set();
  scene = await stage.addScene();
  control = new Control(stage);
  address = await control.start();
});
afterAll(async () => {
  await control.stop();
  await stage.close();
});

/** Posts JSON to the control endpoint. */
async function post(path: string, body: unknown): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${address}${path}`, { method: 'POST', body: JSON.stringify(body) });
  return { status: response.status, body: await response.json() };
}

describe('people', () => {
  it('see what others write where they may look, and nothing elsewhere', async () => {
    const [mia, sam] = [scene.member('Mia'), scene.staff];
    const general = { id: scene.plan.generalChannelId };
    const log = { id: scene.plan.logChannelId };
    mia.says(general, 'Hello everyone');
    expect((await sam.sees(general, 'Hello')).authorId).toBe(mia.id);
    expect(mia.canSee(log)).toBe(false);
    expect(sam.canSee(log)).toBe(true);
    expect(() => mia.looksAt(log)).toThrow('Missing Access');
    expect(() => mia.says({ id: scene.plan.upgradeChannelId }, 'psst')).toThrow('Missing Permissions');
  });

  it('are told on by the narrator, with names for ids and each message once', () => {
    const moments: Moment[] = [];
    const stop = stage.narrator.listen((moment) => moments.push(moment));
    const general = { id: scene.plan.generalChannelId };
    scene.member('Noah').says(general, `Look, <@${scene.staff.id}>`);
    scene.member('Mia').looksAt(general);
    scene.member('Mia').looksAt(general);
    stop();
    expect(moments.filter(({ kind }) => kind === 'saw')).toMatchObject([
      { who: 'Mia', from: 'Noah', where: '#general', text: 'Look, @Sam' },
    ]);
  });

  it('send files and voice messages, and see those of others', async () => {
    const [mia, noah] = [scene.member('Mia'), scene.member('Noah')];
    const general = { id: scene.plan.generalChannelId };
    const bytes = Buffer.from('the contents');
    mia.says(general, 'Two files', {
      files: [
        { name: 'plan.txt', bytes, description: 'A plan' },
        { name: 'face.png', bytes, spoiler: true },
      ],
    });
    const seen = await noah.sees(general, 'Two files');
    expect(seen.attachments).toMatchObject([
      {
        filename: 'plan.txt',
        contentType: 'text/plain; charset=utf-8',
        sizeBytes: 12,
        description: 'A plan',
        voice: null,
      },
      { filename: 'SPOILER_face.png', contentType: 'image/png', isSpoiler: true },
    ]);
    const answer = await fetch(seen.attachments[0]?.url ?? '');
    expect(await answer.text()).toBe('the contents');
    mia.removesFile(seen, 'plan.txt');
    expect(noah.looksAt(general).at(-1)?.attachments).toMatchObject([{ filename: 'SPOILER_face.png' }]);
    const voice = noah.says(general, '', { files: [{ name: 'voice.ogg', bytes }], voice: true });
    expect(voice).toMatchObject({ isVoice: true, attachments: [{ voice: { durationSeconds: 3 } }] });
    expect(() => noah.edits(voice, 'x')).toThrow('Voice messages cannot be edited');
  });

  it('react, type, edit, and have many messages deleted by a bot', () => {
    const [mia, noah] = [scene.member('Mia'), scene.member('Noah')];
    const general = { id: scene.plan.generalChannelId };
    const said = [mia.says(general, 'one'), mia.says(general, 'two')];
    const [first] = said;
    if (first === undefined) throw new Error('nothing was said');
    noah.reacts(first, '👍');
    mia.reacts(first, '👍');
    noah.unreacts(first, '👍');
    mia.edits(first, 'one, changed');
    const seen = noah.looksAt(general).find(({ id }) => id === first.id);
    expect(seen).toMatchObject({ isEdited: true, reactions: [{ emoji: '👍', userIds: [mia.id] }] });
    mia.types(general);
    expect([noah.seesTyping(general), mia.seesTyping(general)]).toEqual([[mia.id], []]);
    mia.says(general, 'three');
    expect(noah.seesTyping(general)).toEqual([]);
    noah.types(general);
    stage.passTime(10_000);
    expect(mia.seesTyping(general)).toEqual([]);
    scene.moderationBot.deletesMany(said);
    expect([noah.countsIn(general, 'two'), noah.countsIn(general, 'three')]).toEqual([0, 1]);
  });

  it('send stickers and polls, forward and invite', async () => {
    const { world } = stage.discord;
    const [mia, noah] = [scene.member('Mia'), scene.member('Noah')];
    const general = { id: scene.plan.generalChannelId };
    const bytes = Buffer.from('GIF89a');
    const guild = world.store.requireGuild(scene.guildId);
    const format = StickerFormatType.GIF;
    const sticker = world.expressions.addSticker(guild, { name: 'Wave', format, bytes });
    const emoji = world.expressions.addEmoji(guild, { name: 'wave', bytes });
    const waved = mia.says(general, '', { sticker });
    expect(waved.stickers).toMatchObject([{ name: 'Wave', format: 'gif' }]);
    const { origin } = new URL(stage.discord.api);
    const files = await Promise.all(
      [waved.stickers[0]?.path, `/stickers/${sticker.id}.png`, `/emojis/${emoji.id}.webp`].map((path) =>
        fetch(`${origin}${path}`),
      ),
    );
    expect(files.map(({ status }) => status)).toEqual([200, 404, 200]);
    expect(await files[0]?.text()).toBe('GIF89a');
    const poll = mia.says(general, '', { poll: { question: 'Tea?', answers: ['Yes', 'No'], hours: 1 } });
    expect(poll.poll).toMatchObject({ question: 'Tea?', answers: ['Yes', 'No'], allowsMany: false });
    const source = mia.says(general, 'Read this');
    const forward = noah.says(general, 'Look!', { forwardOf: source });
    expect(forward).toMatchObject({ text: '', replyToId: null, forwarded: { text: 'Read this' } });
    expect(mia.countsIn(general, 'Look!')).toBe(1);
    expect(noah.invitesToPlay(general).isActivityInvite).toBe(true);
    noah.reacts(source, `wave:${emoji.id}`);
    expect(mia.looksAt(general).find(({ id }) => id === source.id)?.reactions).toEqual([
      { emoji: `wave:${emoji.id}`, userIds: [noah.id] },
    ]);
  });

  it('are refused commands that nobody registered', async () => {
    await expect(scene.member('Mia').runs('/vip upgrade')).rejects.toThrow(AttemptRefused);
    await expect(scene.member('Mia').presses('Upgrade to VIP')).rejects.toThrow('sees no button');
  });

  it('do not wait for ever', async () => {
    await expect(until('nothing', () => false, { withinMs: 20 })).rejects.toThrow(NeverHappened);
  });

  it('talk on Telegram, too', () => {
    const [account] = scene.accounts;
    if (account === undefined) throw new Error('no account');
    scene.agent.writesBlindly(account, 'Anybody there?');
    expect(scene.agent.wordsWith(account)).toEqual(['Anybody there?']);
  });
});

describe('the control endpoint', () => {
  it('shows the guild with everyone in it', async () => {
    const response = await fetch(address);
    expect(await response.json()).toMatchObject({
      bot: { isRunning: false },
      guilds: [{ id: scene.guildId, name: 'Harbour', agent: { name: 'Ada' } }],
      faults: [],
    });
  });

  it('lets people act, and says what they see', async () => {
    const where = scene.plan.generalChannelId;
    const said = await post(`/guilds/${scene.guildId}/people/Mia`, { act: 'says', where, text: 'By wire' });
    expect(said).toMatchObject({
      status: 200,
      body: { sees: { text: 'By wire', authorId: scene.member('Mia').id } },
    });
    const seen = await fetch(`${address}/guilds/${scene.guildId}/people/Noah/sees/${where}`);
    expect(JSON.stringify(await seen.json())).toContain('By wire');
  });

  it('answers with Discord’s own refusal', async () => {
    const where = scene.plan.logChannelId;
    expect(
      await post(`/guilds/${scene.guildId}/people/Mia`, { act: 'says', where, text: 'x' }),
    ).toMatchObject({
      status: 409,
      body: { discord: { code: 50001 } },
    });
  });

  it('names what it does not know', async () => {
    const people = `/guilds/${scene.guildId}/people`;
    expect(await post(`${people}/Mia`, { act: 'dances' })).toMatchObject({ status: 400 });
    expect(await post(`${people}/Nobody`, { act: 'leavesServer' })).toMatchObject({ status: 404 });
    expect(await post('/guilds/1/people/Mia', { act: 'leavesServer' })).toMatchObject({ status: 404 });
  });

  it('asks for faults, and lifts them', async () => {
    const calls = 'GET /applications/@me';
    await post('/faults', { fault: 'fail', calls, times: 5, status: 503 });
    const ask = () =>
      fetch(`${stage.discord.api}/v10/applications/@me`, {
        headers: { authorization: `Bot ${stage.discord.token}` },
      });
    expect((await ask()).status).toBe(503);
    await fetch(`${address}/faults`, { method: 'DELETE' });
    expect((await ask()).status).toBe(200);
  });

  it('answers nobody who comes under another name', async () => {
    const { hostname, port } = new URL(address);
    const { request } = await import('node:http');
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const options = { hostname, port, headers: { host: 'evil.example' } };
      request(options, (response) => resolve(response.statusCode))
        .on('error', reject)
        .end();
    });
    expect(status).toBe(403);
  });
});
