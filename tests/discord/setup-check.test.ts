import { PermissionFlagsBits as Bits } from 'discord.js';
import { describe, expect, it } from 'vitest';
import type { PermissionScene } from '../../src/discord/permissions.js';
import {
  type ChosenRole,
  checkLogChannel,
  checkRoles,
  checkSessionChannel,
} from '../../src/discord/setup-check.js';

const member = Bits.ViewChannel | Bits.SendMessagesInThreads;
const staff = member | Bits.ManageThreads;
const bot =
  staff |
  Bits.CreatePrivateThreads |
  Bits.ReadMessageHistory |
  Bits.EmbedLinks |
  Bits.AttachFiles |
  Bits.AddReactions;

const chosen: readonly ChosenRole[] = [
  { which: 'Staff', id: 'staff', isManaged: false },
  { which: 'Admin', id: 'admin', isManaged: false },
  { which: 'Support', id: 'support', isManaged: false },
  { which: 'VIP', id: 'vip', isManaged: false },
];

function scene(
  roles: Partial<Record<string, bigint>> = {},
  overwrites: PermissionScene['overwrites'] = [],
): PermissionScene {
  const all = { guild: member, bot, staff, admin: staff, support: staff, vip: 0n, gate: 0n, ...roles };
  const entries = Object.entries(all).map(([id, bits]) => [id, bits ?? 0n] as const);
  return { guildId: 'guild', ownerId: 'owner', roles: new Map(entries), overwrites };
}

const check = (of: PermissionScene) =>
  checkSessionChannel('channel', of, { userId: 'bot', roleIds: ['bot'] }, chosen, ['gate']);

describe('the check of a setup', () => {
  it('finds nothing where nothing is missing', () => {
    expect(check(scene())).toEqual([]);
    expect(checkRoles('guild', chosen)).toEqual([]);
  });

  it.each([
    ['View Channel', Bits.ViewChannel],
    ['Create Private Threads', Bits.CreatePrivateThreads],
    ['Send Messages in Threads', Bits.SendMessagesInThreads],
    ['Manage Threads', Bits.ManageThreads],
    ['Read Message History', Bits.ReadMessageHistory],
    ['Embed Links', Bits.EmbedLinks],
    ['Attach Files', Bits.AttachFiles],
    ['Add Reactions', Bits.AddReactions],
  ])('the bot lacks %s', (permission, bit) => {
    const overwrites = [{ id: 'bot', allow: 0n, deny: bit }];
    expect(check(scene({}, overwrites))).toEqual([{ kind: 'bot_lacks', permission, channelId: 'channel' }]);
  });

  it('members can’t write in threads', () => {
    expect(check(scene({ guild: Bits.ViewChannel }))).toEqual([
      { kind: 'members_lack', permission: 'Send Messages in Threads', channelId: 'channel' },
    ]);
  });

  it('members who passed a gate are enough', () => {
    expect(check(scene({ guild: 0n, gate: member }))).toEqual([]);
  });

  it('support can’t see private threads', () => {
    expect(check(scene({ support: member }))).toEqual([
      {
        kind: 'role_lacks',
        which: 'Support',
        roleId: 'support',
        permission: 'Manage Threads',
        channelId: 'channel',
      },
    ]);
  });

  it('the bot can’t write in the log channel', () => {
    const findings = checkLogChannel('log', scene({ guild: Bits.ViewChannel }), {
      userId: 'bot',
      roleIds: ['bot'],
    });
    expect(findings).toEqual([{ kind: 'bot_lacks', permission: 'Send Messages', channelId: 'log' }]);
  });

  it.each<[string, ChosenRole, object]>([
    [
      '@everyone',
      { which: 'Staff', id: 'guild', isManaged: false },
      { kind: 'everyone_role', which: 'Staff' },
    ],
    [
      'a role of a bot',
      { which: 'Admin', id: 'x', isManaged: true },
      { kind: 'managed_role', which: 'Admin', roleId: 'x' },
    ],
    [
      'the VIP role as staff',
      { which: 'Support', id: 'vip', isManaged: false },
      { kind: 'vip_is_staff', which: 'Support', roleId: 'vip' },
    ],
  ])('refuses %s', (_what, role, finding) => {
    const roles = chosen.map((other) => (other.which === role.which ? role : other));
    expect(checkRoles('guild', roles)).toEqual([finding]);
  });
});
