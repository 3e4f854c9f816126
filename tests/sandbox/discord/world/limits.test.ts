import { MessageFlags, PermissionFlagsBits as P } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { codeOf, foundWorld, listen, roleOverwrite } from './founded-world.js';

const MEBIBYTE = 1_048_576;

function file(size: number, contentType = 'application/octet-stream', index = 0) {
  return { index: String(index), filename: 'a.bin', contentType, bytes: new Uint8Array(size) };
}

describe('GIVEN the size of files', () => {
  it.each<[0 | 1 | 2 | 3, number]>([
    [0, 10],
    [1, 10],
    [2, 50],
    [3, 100],
  ])('THEN tier %i takes files of %i MiB', (tier, mebibytes) => {
    const { world, bot, channel, guild } = foundWorld();
    const told = listen(world, bot);
    world.guilds.setPremiumTier(guild.id, tier);
    expect(told.data('GUILD_UPDATE')).toMatchObject([{ premium_tier: tier }]);
    const send = (size: number) => codeOf(() => world.messages.create(bot, channel.id, {}, [file(size)]));
    expect([send(mebibytes * MEBIBYTE), send(mebibytes * MEBIBYTE + 1)]).toEqual([null, 40005]);
  });

  it('THEN a request takes 25 MiB together, or one largest file', () => {
    const { world, bot, channel, guild } = foundWorld();
    const send = (...sizes: number[]) =>
      codeOf(() =>
        world.messages.create(
          bot,
          channel.id,
          {},
          sizes.map((size, index) => file(size * MEBIBYTE, undefined, index)),
        ),
      );
    expect([send(10, 10, 5), send(10, 10, 6)]).toEqual([null, 40005]);
    world.guilds.setPremiumTier(guild.id, 2);
    expect([send(30, 20), send(30, 21)]).toEqual([null, 40005]);
  });

  it('THEN they need the permission, when a message is edited, too', () => {
    const { world, member, bot, guild, channel } = foundWorld();
    const said = world.messages.create(member, channel.id, { content: 'x' });
    world.channels.setOverwrite(bot, channel.id, guild.id, roleOverwriteBody(guild.id, P.AttachFiles));
    expect(codeOf(() => world.messages.create(member, channel.id, {}, [file(1)]))).toBe(50013);
    expect(codeOf(() => world.messages.edit(member, channel.id, said.id, {}, [file(1)]))).toBe(50013);
  });
});

function roleOverwriteBody(id: string, denied: bigint) {
  const { type, deny } = roleOverwrite(id, { deny: denied });
  return { type, deny: deny.toString() };
}

describe('GIVEN voice messages', () => {
  const flags = MessageFlags.IsVoiceMessage;
  const recording = { id: '0', duration_secs: 1.5, waveform: 'AAAA' };

  it.each<[string, object, ReturnType<typeof file>[], number | null]>([
    ['one recording', { flags, attachments: [recording] }, [file(1, 'audio/ogg')], null],
    ['no recording', { flags }, [], 50160],
    ['two', { flags }, [file(1, 'audio/ogg'), file(1, 'audio/ogg', 1)], 50160],
    ['a picture', { flags, attachments: [recording] }, [file(1, 'image/png')], 50160],
    ['no metadata', { flags }, [file(1, 'audio/ogg')], 50161],
    ['words beside it', { flags, content: 'x', attachments: [recording] }, [file(1, 'audio/ogg')], 50159],
  ])('THEN %s', (_case, body, files, code) => {
    const { world, bot, channel } = foundWorld();
    expect(codeOf(() => world.messages.create(bot, channel.id, body, files))).toBe(code);
  });

  it('THEN they need their own permission', () => {
    const { world, member, bot, guild, channel } = foundWorld();
    world.channels.setOverwrite(bot, channel.id, guild.id, roleOverwriteBody(guild.id, P.SendVoiceMessages));
    const body = { flags, attachments: [recording] };
    expect(codeOf(() => world.messages.create(member, channel.id, body, [file(1, 'audio/ogg')]))).toBe(50173);
  });
});

describe('GIVEN slow mode', () => {
  it('THEN people wait, bots and who may bypass it do not', () => {
    const { world, member, owner, bot, channel } = foundWorld();
    world.channels.edit(bot, channel.id, { rate_limit_per_user: 30 });
    const say = (id: string) => codeOf(() => world.messages.create(id, channel.id, { content: 'x' }));
    expect([say(member), say(member), say(bot), say(bot), say(owner), say(owner)]).toEqual([
      null,
      20016,
      null,
      null,
      null,
      null,
    ]);
    world.clock.advance(30_000);
    expect(say(member)).toBeNull();
  });
});

describe('GIVEN the previews of links', () => {
  it('THEN they come as an update that is no edit, unless they are suppressed', () => {
    const { world, member, bot, channel } = foundWorld();
    const told = listen(world, bot);
    const embed = { title: 'Example', url: 'https://example.com' };
    const said = world.messages.create(member, channel.id, { content: 'https://example.com' });
    world.messages.addPreviews(channel.id, said.id, [embed]);
    expect(told.data('MESSAGE_UPDATE')).toMatchObject([{ embeds: [embed], edited_timestamp: null }]);
    const quiet = world.messages.create(member, channel.id, {
      content: '<https://example.com>',
      flags: MessageFlags.SuppressEmbeds,
    });
    world.messages.addPreviews(channel.id, quiet.id, [embed]);
    expect(told.data('MESSAGE_UPDATE')).toHaveLength(1);
  });
});

describe('GIVEN bulk deletion', () => {
  it('THEN it is for bots alone', () => {
    const { world, moderator, channel } = foundWorld();
    const messages = ['a', 'b'].map(
      (content) => world.messages.create(moderator, channel.id, { content }).id,
    );
    expect(codeOf(() => world.history.bulkDelete(moderator, channel.id, { messages }))).toBe(20002);
  });
});
