import {
  Events,
  GatewayDispatchEvents,
  GatewayIntentBits as I,
  type Message,
  MessageFlags,
  Partials,
  Routes,
  StickerFormatType,
} from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../../sandbox/stage/until.js';
import { describeViolations, INTENTS, next, type Scene, startScene } from './gateway-scene.js';

const TALK = [I.GuildMessageReactions, I.GuildMessageTyping];
let scene: Scene;

beforeAll(async () => {
  scene = await startScene();
});
afterAll(async () => {
  await scene.stop();
});

describe('GIVEN discord.js and what happens to messages', () => {
  it('THEN it hears of reactions, typing, edits, previews and deletions, and can do all of them', async () => {
    const { world, mia, channel } = scene;
    const client = await scene.connect({
      intents: [...INTENTS, ...TALK],
      partials: [Partials.Channel, Partials.Message, Partials.Reaction, Partials.User],
    });
    const here = await client.channels.fetch(channel.id);
    if (!here?.isSendable()) throw new Error('no channel to write in');

    const typing = next(client, Events.TypingStart);
    world.typing.start(mia.id, channel.id);
    expect((await typing).user.id).toBe(mia.id);
    await here.sendTyping();
    expect(world.typing.in(channel.id)).toContain(world.application.botId);

    const sent = await here.send({
      content: 'two files',
      files: [
        { attachment: Buffer.from('one'), name: 'one.txt', description: 'The first' },
        { attachment: Buffer.from('two'), name: 'SPOILER_two.txt' },
      ],
    });
    expect(sent.attachments.map(({ name, description, spoiler }) => [name, description, spoiler])).toEqual([
      ['one.txt', 'The first', false],
      ['SPOILER_two.txt', null, true],
    ]);
    const kept = sent.attachments.at(1);
    if (kept === undefined) throw new Error('no second file');
    const edited = await sent.edit({ content: 'one file', attachments: [kept] });
    expect(edited.attachments.map(({ name }) => name)).toEqual(['SPOILER_two.txt']);

    const added = next(client, Events.MessageReactionAdd);
    world.reactions.add(mia.id, channel.id, sent.id, '🎉');
    expect((await added).emoji.name).toBe('🎉');
    const own = await sent.react('👍');
    await own.users.remove();
    const removed = next(client, Events.MessageReactionRemove);
    world.reactions.remove(mia.id, channel.id, sent.id, '🎉');
    expect((await removed).emoji.name).toBe('🎉');

    const said = world.messages.create(mia.id, channel.id, { content: 'https://example.com' });
    const reply = await here.send({ content: 'Re', reply: { messageReference: said.id } });
    expect(reply.reference?.messageId).toBe(said.id);
    const updated = new Promise((resolve) => client.once(Events.MessageUpdate, (_, after) => resolve(after)));
    world.messages.addPreviews(channel.id, said.id, [{ title: 'Example' }]);
    expect(await updated).toMatchObject({ editedTimestamp: null, embeds: [{ data: { title: 'Example' } }] });

    // By itself discord.js calls an Ogg file application/ogg, which is no voice message.
    const recording = { name: 'voice-message.ogg', data: Buffer.from('OggS') };
    const attachments = [{ id: '0', duration_secs: 2.5, waveform: 'AAAA' }];
    const sendVoice = (contentType: string) =>
      client.rest.post(Routes.channelMessages(channel.id), {
        body: { flags: MessageFlags.IsVoiceMessage, attachments },
        files: [{ ...recording, contentType }],
      });
    await expect(sendVoice('application/ogg')).rejects.toMatchObject({ code: 50160 });
    expect(await sendVoice('audio/ogg')).toMatchObject({
      flags: MessageFlags.IsVoiceMessage,
      attachments: [{ duration_secs: 2.5, waveform: 'AAAA', content_type: 'audio/ogg' }],
    });

    const deleted = next(client, Events.MessageDelete);
    world.history.delete(mia.id, channel.id, said.id);
    expect((await deleted).id).toBe(said.id);
    const orphan = here.send({ content: 'Re', reply: { messageReference: said.id } });
    await expect(orphan).rejects.toMatchObject({ code: 50035 });
    expect(describeViolations(scene)).toEqual([]);
  });

  it('THEN without the intents it hears of no reactions and no typing', async () => {
    const { world, mia, channel } = scene;
    const client = await scene.connect();
    const heard: string[] = [];
    client.ws.on(GatewayDispatchEvents.MessageCreate, () => heard.push('message'));
    client.ws.on(GatewayDispatchEvents.MessageReactionAdd, () => heard.push('reaction'));
    client.ws.on(GatewayDispatchEvents.TypingStart, () => heard.push('typing'));
    const said = world.messages.create(mia.id, channel.id, { content: 'hello' });
    world.reactions.add(mia.id, channel.id, said.id, '🎉');
    world.typing.start(mia.id, channel.id);
    const deleted = next(client, Events.MessageDelete, ({ id }) => id === said.id);
    world.history.delete(mia.id, channel.id, said.id);
    await deleted;
    expect(heard).toEqual(['message']);
  });

  it('THEN stickers, polls, forwards, invitations and custom emojis reach it, live and in the history', async () => {
    const { world, mia, guild, channel } = scene;
    const client = await scene.connect();
    const format = StickerFormatType.PNG;
    const sticker = world.expressions.addSticker(guild, { name: 'Wave', format, bytes: new Uint8Array(1) });
    const emoji = world.expressions.addEmoji(guild, { name: 'wave', bytes: new Uint8Array(1) });
    const heard: Message[] = [];
    client.on(Events.MessageCreate, (message) => heard.push(message));
    const say = (body: object) => world.messages.create(mia.id, channel.id, body);
    say({ sticker_ids: [sticker.id] });
    say({ poll: { question: { text: 'Tea?' }, answers: [{ poll_media: { text: 'Yes' } }] } });
    const said = say({ content: 'Read this' });
    say({ message_reference: { type: 1, message_id: said.id, channel_id: channel.id } });
    world.activityInvites.post(mia.id, channel.id, 'party');
    world.reactions.add(mia.id, channel.id, said.id, `wave:${emoji.id}`);
    await until('all five to be heard', () => heard.length === 5);
    const here = await client.channels.fetch(channel.id);
    if (!here?.isTextBased()) throw new Error('no channel to read');
    const listed = [...(await here.messages.fetch({ limit: 5, cache: false })).values()].reverse();
    for (const [waved, asked, , forwarded, invited] of [heard, listed]) {
      expect(waved?.stickers.first()).toMatchObject({ name: 'Wave', format });
      expect(asked?.poll?.answers.first()?.text).toBe('Yes');
      expect(forwarded?.messageSnapshots.first()?.content).toBe('Read this');
      expect(invited?.activity).toMatchObject({ type: 1 });
    }
    expect(listed[2]?.reactions.cache.first()?.emoji).toMatchObject({ id: emoji.id, name: 'wave' });
    expect(describeViolations(scene)).toEqual([]);
  });
});
