import { OverwriteType, PermissionFlagsBits as P } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import {
  ALL_PERMISSIONS,
  applyImplicitDenials,
  computeChannelPermissions,
} from '../../../../sandbox/discord/world/permissions.js';
import type { OverwriteRecord } from '../../../../sandbox/discord/world/records.js';
import { codeOf, foundWorld, openThread, roleOverwrite } from './founded-world.js';

const GUILD = '1';
const [RED, BLUE, BOSS] = ['11', '12', '13'];
const USER = '21';
const permissionsOf = new Map([
  [GUILD, P.ViewChannel | P.SendMessages],
  [RED, P.AddReactions],
  [BLUE, 0n],
  [BOSS, P.Administrator],
]);
const ground = { guildId: GUILD, ownerId: '99', rolePermissions: (id: string) => permissionsOf.get(id) };
const own = (rights: { allow?: bigint; deny?: bigint }): OverwriteRecord => ({
  ...roleOverwrite(USER, rights),
  type: OverwriteType.Member,
});

describe('GIVEN the documented order of permissions', () => {
  it.each([
    ['@everyone alone', [], [], P.ViewChannel | P.SendMessages],
    ['a role adds', [RED], [], P.ViewChannel | P.SendMessages | P.AddReactions],
    [
      'an administrator has all, whatever is denied',
      [BOSS],
      [roleOverwrite(BOSS, { deny: P.ViewChannel })],
      ALL_PERMISSIONS,
    ],
    [
      '@everyone is denied in the channel',
      [],
      [roleOverwrite(GUILD, { deny: P.SendMessages })],
      P.ViewChannel,
    ],
    [
      'a role allows what @everyone is denied',
      [RED],
      [roleOverwrite(GUILD, { deny: P.SendMessages }), roleOverwrite(RED, { allow: P.SendMessages })],
      P.ViewChannel | P.SendMessages | P.AddReactions,
    ],
    [
      'of two roles the one that allows wins',
      [RED, BLUE],
      [roleOverwrite(RED, { deny: P.SendMessages }), roleOverwrite(BLUE, { allow: P.SendMessages })],
      P.ViewChannel | P.SendMessages | P.AddReactions,
    ],
    [
      'the member’s own overwrite is the last word, in any order of the list',
      [BLUE],
      [own({ deny: P.SendMessages }), roleOverwrite(BLUE, { allow: P.SendMessages })],
      P.ViewChannel,
    ],
    [
      'an overwrite of a role that one does not have',
      [],
      [roleOverwrite(RED, { deny: P.ViewChannel })],
      P.ViewChannel | P.SendMessages,
    ],
  ])('THEN %s', (_case, roleIds, overwrites, expected) => {
    const subject = { userId: USER, roleIds, isTimedOut: false };
    expect(computeChannelPermissions(ground, subject, overwrites)).toBe(expected);
  });

  it('THEN the owner has all, and who is timed out only looks', () => {
    expect(computeChannelPermissions(ground, { userId: '99', roleIds: [], isTimedOut: true }, [])).toBe(
      ALL_PERMISSIONS,
    );
    expect(computeChannelPermissions(ground, { userId: USER, roleIds: [RED], isTimedOut: true }, [])).toBe(
      P.ViewChannel,
    );
  });

  it('THEN without View Channel nothing is left, and without speech nothing that needs it', () => {
    expect(applyImplicitDenials(P.SendMessages | P.ManageMessages)).toBe(0n);
    expect(applyImplicitDenials(P.ViewChannel | P.EmbedLinks | P.AddReactions)).toBe(
      P.ViewChannel | P.AddReactions,
    );
  });
});

describe('GIVEN threads', () => {
  it('THEN a private one is seen by its members and by who manages threads', () => {
    const scene = foundWorld();
    const { world, member, other, moderator, owner, outsider } = scene;
    const thread = openThread(scene);
    const sees = (userId: string) => world.access.canView(userId, thread);
    expect([member, moderator, owner, other, outsider].map(sees)).toEqual([true, true, true, false, false]);
  });

  it('THEN a member who lost View Channel in the parent no longer sees it, and stays listed', () => {
    const scene = foundWorld();
    const { world, channel, member, owner, guild } = scene;
    const thread = openThread(scene);
    world.channels.setOverwrite(owner, channel.id, guild.id, { type: 0, deny: String(P.ViewChannel) });
    expect(world.access.canView(member, thread)).toBe(false);
    expect(thread.members.has(member)).toBe(true);
    expect(codeOf(() => world.messages.create(member, thread.id, { content: 'hi' }))).toBe(50001);
  });

  it('THEN Send Messages has no say in threads, Send Messages in Threads has', () => {
    const scene = foundWorld();
    const { world, channel, member, owner, guild } = scene;
    const thread = openThread(scene);
    const deny = (bits: bigint) =>
      world.channels.setOverwrite(owner, channel.id, guild.id, { type: 0, deny: String(bits) });
    deny(P.SendMessages);
    expect(codeOf(() => world.messages.create(member, thread.id, { content: 'hi' }))).toBeNull();
    expect(codeOf(() => world.messages.create(member, channel.id, { content: 'hi' }))).toBe(50013);
    deny(P.SendMessagesInThreads);
    expect(codeOf(() => world.messages.create(member, thread.id, { content: 'hi' }))).toBe(50013);
  });
});

describe('GIVEN ranks', () => {
  it('THEN nobody gives, takes or changes a role at or above their own, nor a managed one', () => {
    const { world, guild, bot, owner, member, moderator, moderators } = foundWorld();
    const top = world.roles.add(guild, { name: 'Top' });
    const botRole = [...guild.roles.values()].find(({ managed }) => managed)?.id ?? '';
    expect(codeOf(() => world.members.addRole(bot, guild.id, member, moderators.id))).toBeNull();
    expect(codeOf(() => world.members.addRole(bot, guild.id, member, top.id))).toBe(50013);
    expect(codeOf(() => world.members.addRole(owner, guild.id, member, botRole))).toBe(50028);
    expect(codeOf(() => world.members.addRole(moderator, guild.id, member, moderators.id))).toBe(50013);
    expect(codeOf(() => world.roles.delete(bot, guild.id, top.id))).toBe(50013);
    expect(codeOf(() => world.roles.delete(owner, guild.id, top.id))).toBeNull();
    expect(codeOf(() => world.members.addRole(bot, guild.id, member, top.id))).toBe(10011);
  });
});
