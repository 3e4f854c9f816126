import { PermissionFlagsBits as Bits } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { canUseThreads, channelPermissions, type PermissionScene } from '../../src/discord/permissions.js';

const use = Bits.ViewChannel | Bits.SendMessagesInThreads;

function scene(overwrites: PermissionScene['overwrites'], everyone = use): PermissionScene {
  const roles = new Map<string, bigint>([
    ['guild', everyone],
    ['a', 0n],
    ['b', 0n],
    ['boss', Bits.Administrator],
  ]);
  return { guildId: 'guild', ownerId: 'owner', roles, overwrites };
}

describe('permissions in a channel', () => {
  it.each([
    ['the roles of the server decide', [], [], use, true],
    ['nothing is granted', [], [], 0n, false],
    ['@everyone is shut out', [{ id: 'guild', allow: 0n, deny: use }], [], use, false],
    [
      'a role is let in',
      [
        { id: 'guild', allow: 0n, deny: use },
        { id: 'a', allow: use, deny: 0n },
      ],
      ['a'],
      use,
      true,
    ],
    [
      'one role allows what another denies',
      [
        { id: 'a', allow: use, deny: 0n },
        { id: 'b', allow: 0n, deny: use },
      ],
      ['a', 'b'],
      use,
      true,
    ],
    [
      'the member alone is shut out',
      [
        { id: 'a', allow: use, deny: 0n },
        { id: 'ann', allow: 0n, deny: Bits.ViewChannel },
      ],
      ['a'],
      use,
      false,
    ],
    [
      'the member alone is let in',
      [
        { id: 'guild', allow: 0n, deny: use },
        { id: 'ann', allow: use, deny: 0n },
      ],
      [],
      use,
      true,
    ],
    ['an overwrite of another role', [{ id: 'b', allow: 0n, deny: use }], ['a'], use, true],
    ['an administrator can’t be shut out', [{ id: 'ann', allow: 0n, deny: use }], ['boss'], use, true],
    ['seeing is not writing', [{ id: 'guild', allow: 0n, deny: Bits.SendMessagesInThreads }], [], use, false],
  ])('%s', (_what, overwrites, roleIds, everyone, expected) => {
    expect(canUseThreads({ userId: 'ann', roleIds }, scene(overwrites, everyone))).toBe(expected);
  });

  it.each([
    ['a member', use, false],
    ['who manages threads', use | Bits.ManageThreads, true],
    ['who manages threads, but may not write', Bits.ViewChannel | Bits.ManageThreads, false],
    ['an administrator', Bits.Administrator, true],
  ])('a locked thread is open to %s: %s', (_who, everyone, expected) => {
    expect(canUseThreads({ userId: 'ann', roleIds: [] }, scene([], everyone), { isLocked: true })).toBe(
      expected,
    );
  });

  it('gives the owner everything', () => {
    const owner = { userId: 'owner', roleIds: [] };
    expect(channelPermissions(owner, scene([{ id: 'owner', allow: 0n, deny: use }], 0n)) & use).toBe(use);
  });
});
