import { PermissionFlagsBits } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { judgeRights, missingRoles } from '../../src/discord/rights.js';
import type { GuildSettings } from '../../src/sessions/index.js';

const settings: GuildSettings = {
  guildId: 'guild',
  channelId: 'channel',
  staffRoleId: 'staff',
  adminRoleId: 'admin',
  supportRoleId: 'support',
  vipRoleId: 'vip',
  logChannelId: null,
  agent: { userId: '1', username: 'agent' },
};

function sceneWithout(...gone: string[]) {
  const roles = new Map<string, bigint>([
    ['guild', PermissionFlagsBits.ViewChannel],
    ['staff', 0n],
    ['admin', 0n],
    ['support', 0n],
    ['vip', 0n],
    ['boss', PermissionFlagsBits.Administrator],
    ['manager', PermissionFlagsBits.ManageGuild],
  ]);
  for (const id of gone) roles.delete(id);
  return { guildId: 'guild', ownerId: 'owner', roles };
}

describe('rights', () => {
  it.each([
    ['nobody in particular', 'ann', [], null, false, false],
    ['the owner', 'owner', [], 'owner', false, true],
    ['an administrator', 'ann', ['boss'], 'admin', false, true],
    ['Admin', 'ann', ['admin'], 'admin', false, false],
    ['Staff', 'ann', ['staff'], 'staff', false, false],
    ['Support', 'ann', ['support'], 'support', false, false],
    ['a VIP', 'ann', ['vip'], null, true, false],
    ['a manager of the server', 'ann', ['manager'], null, false, true],
    ['someone with everything', 'ann', ['support', 'staff', 'admin', 'vip'], 'admin', true, false],
  ])('%s', (_who, userId, roleIds, staff, isVip, mayManage) => {
    expect(judgeRights({ userId, roleIds }, sceneWithout(), settings)).toEqual({ staff, isVip, mayManage });
  });

  it.each(['staff', 'admin', 'support', 'vip'])('a deleted %s role counts for nobody', (roleId) => {
    const rights = judgeRights({ userId: 'ann', roleIds: [roleId] }, sceneWithout(roleId), settings);
    expect(rights).toEqual({ staff: null, isVip: false, mayManage: false });
  });

  it('before the setup only owner and administrators are staff', () => {
    const judge = (userId: string, roleIds: string[]) =>
      judgeRights({ userId, roleIds }, sceneWithout(), null).staff;
    expect([judge('ann', ['staff', 'admin']), judge('owner', []), judge('ann', ['boss'])]).toEqual([
      null,
      'owner',
      'admin',
    ]);
  });

  it('names the chosen roles that are gone', () => {
    expect(missingRoles(settings, sceneWithout('staff', 'vip').roles)).toEqual([
      { which: 'staff', roleId: 'staff' },
      { which: 'vip', roleId: 'vip' },
    ]);
  });
});
