import { MessageFlags, MessageReferenceType, MessageType, StickerFormatType } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { codeOf, foundWorld, listen } from './founded-world.js';

const bytes = new Uint8Array([1, 2, 3]);

describe('GIVEN stickers', () => {
  it('THEN those of the guild and standard ones can be sent, others not', () => {
    const { world, member, guild, owner, channel } = foundWorld();
    const told = listen(world, member);
    const wave = { name: 'Wave', format: StickerFormatType.Lottie, bytes };
    const [own, standard] = [
      world.expressions.addSticker(guild, wave),
      world.expressions.addSticker(null, wave),
    ];
    const elsewhere = world.expressions.addSticker(world.guilds.add({ name: 'Other', ownerId: owner }), wave);
    expect(told.names()).toEqual(['GUILD_STICKERS_UPDATE']);
    const send = (...ids: string[]) =>
      codeOf(() => world.messages.create(member, channel.id, { sticker_ids: ids }));
    expect([send(own.id), send(standard.id), send(elsewhere.id), send('1')]).toEqual([
      null,
      null,
      50081,
      50081,
    ]);
    expect(send(own.id, own.id, own.id, own.id)).toBe(50035);
    const sent = world.messages.create(member, channel.id, { sticker_ids: [own.id] });
    expect(world.messageViews.view(sent, member)).toMatchObject({
      sticker_items: [{ id: own.id, name: 'Wave', format_type: 3 }],
    });
    const edit = { content: 'x', sticker_ids: [standard.id] };
    expect(codeOf(() => world.messages.edit(member, channel.id, sent.id, edit))).toBe(50080);
    const direct = world.users.openDirect(member, world.application.botId);
    expect(codeOf(() => world.messages.create(member, direct.id, { sticker_ids: [own.id] }))).toBe(50081);
  });
});

describe('GIVEN custom emojis', () => {
  it('THEN members react with them, and they count by their id', () => {
    const { world, member, owner, bot, guild, channel } = foundWorld();
    const party = world.expressions.addEmoji(guild, { name: 'party', animated: true, bytes });
    const said = world.messages.create(member, channel.id, { content: 'x' });
    const told = listen(world, bot);
    const react = (emoji: string) => codeOf(() => world.reactions.add(member, channel.id, said.id, emoji));
    expect([react(`party:${party.id}`), react(`renamed:${party.id}`), react('party:1')]).toEqual([
      null,
      null,
      10014,
    ]);
    expect(world.messageViews.view(said, member).reactions).toMatchObject([
      { emoji: { id: party.id, name: 'party', animated: true }, count: 1 },
    ]);
    world.reactions.remove(member, channel.id, said.id, `party:${party.id}`);
    expect(told.data('MESSAGE_REACTION_REMOVE')).toMatchObject([{ emoji: { id: party.id, name: 'party' } }]);
    const foreign = world.guilds.add({ name: 'Other', ownerId: owner });
    const secret = world.expressions.addEmoji(foreign, { name: 'secret', bytes });
    expect(react(`secret:${secret.id}`)).toBe(10014);
  });

  it('THEN a message takes twenty different ones', () => {
    const { world, member, bot, guild, channel } = foundWorld();
    const said = world.messages.create(member, channel.id, { content: 'x' });
    const emojis = Array.from({ length: 21 }, (_, index) =>
      world.expressions.addEmoji(guild, { name: `emoji_${index}`, bytes }),
    );
    const codes = emojis.map(({ name, id }) =>
      codeOf(() => world.reactions.add(bot, channel.id, said.id, `${name}:${id}`)),
    );
    expect(codes).toEqual([...Array(20).fill(null), 30010]);
  });
});

describe('GIVEN polls', () => {
  const answers = [{ poll_media: { text: 'Yes' } }, { poll_media: { text: 'No', emoji: { name: '👎' } } }];

  it('THEN they are opened for a day, carried whole, and not edited', () => {
    const { world, member, channel } = foundWorld();
    const sent = world.messages.create(member, channel.id, {
      poll: { question: { text: 'Well?' }, answers },
    });
    expect(world.messageViews.view(sent, member).poll).toMatchObject({
      question: { text: 'Well?' },
      answers: [
        { answer_id: 1, poll_media: { text: 'Yes' } },
        { answer_id: 2, poll_media: { text: 'No', emoji: { name: '👎' } } },
      ],
      allow_multiselect: false,
      expiry: '2026-01-02T00:00:00.000000+00:00',
      results: { is_finalized: false },
    });
    expect(codeOf(() => world.messages.edit(member, channel.id, sent.id, { content: 'x' }))).toBe(520003);
  });

  it.each([
    ['no question', { answers }],
    ['no answers', { question: { text: 'x' }, answers: [] }],
    ['a long answer', { question: { text: 'x' }, answers: [{ poll_media: { text: 'x'.repeat(56) } }] }],
    ['33 days', { question: { text: 'x' }, answers, duration: 33 * 24 }],
  ])('THEN %s is refused', (_case, poll) => {
    const { world, bot, channel } = foundWorld();
    expect(codeOf(() => world.messages.create(bot, channel.id, { poll }))).toBe(50035);
  });
});

describe('GIVEN forwards', () => {
  const forwardOf = (message: { id: string; channelId: string }) => ({
    message_reference: {
      type: MessageReferenceType.Forward,
      message_id: message.id,
      channel_id: message.channelId,
    },
  });

  it('THEN they keep the message as it was, without its author', () => {
    const { world, member, other, bot, channel } = foundWorld();
    const file = { index: '0', filename: 'a.txt', contentType: 'text/plain', bytes };
    const source = world.messages.create(member, channel.id, { content: 'the original' }, [file]);
    const forward = world.messages.create(other, channel.id, forwardOf(source));
    world.messages.edit(member, channel.id, source.id, { content: 'changed' });
    world.history.delete(member, channel.id, source.id);
    const view = world.messageViews.view(forward, bot);
    expect(view).toMatchObject({
      type: MessageType.Default,
      content: '',
      flags: MessageFlags.HasSnapshot,
      message_reference: { type: 1, message_id: source.id, channel_id: channel.id },
      message_snapshots: [{ message: { content: 'the original', attachments: [{ filename: 'a.txt' }] } }],
    });
    expect(JSON.stringify(view.message_snapshots)).not.toContain(member);
    const [kept] = forward.snapshots[0]?.attachments ?? [];
    expect(world.store.attachments.has(kept?.id ?? '')).toBe(true);
    const again = world.messages.create(member, channel.id, forwardOf(forward));
    expect(again.snapshots[0]?.content).toBe('the original');
  });

  it('THEN polls, what is out of sight, what is not there, and what may not be read are refused', () => {
    const { world, owner, member, bot, channel, guild } = foundWorld();
    const poll = { question: { text: 'x' }, answers: [{ poll_media: { text: 'y' } }] };
    const secret = world.channels.add(guild, {
      name: 'secret',
      overwrites: [{ id: guild.id, type: 0, allow: 0n, deny: 1n << 10n }],
    });
    const forward = (message: { id: string; channelId: string }, actorId = member) =>
      codeOf(() => world.messages.create(actorId, channel.id, forwardOf(message)));
    expect(forward(world.messages.create(owner, channel.id, { poll }))).toBe(50035);
    expect(forward(world.messages.create(owner, secret.id, { content: 'x' }))).toBe(50001);
    expect(forward({ id: '1', channelId: channel.id })).toBe(50035);
    world.application.privilegedIntents = {
      guildMembers: true,
      guildPresences: false,
      messageContent: false,
    };
    const said = world.messages.create(member, channel.id, { content: 'x' });
    expect([forward(said, bot), forward(said, owner)]).toEqual([160014, null]);
  });
});
