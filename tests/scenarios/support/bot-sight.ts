import { OverwriteType, PermissionFlagsBits as P } from 'discord-api-types/v10';
import type { Scene } from '../../../sandbox/stage/scene.js';

/** The owner takes the bot's sight of the channel for sessions away. */
export function hideFromBot(scene: Scene): void {
  setOverwrite(scene, { allow: 0n, deny: P.ViewChannel });
}

/** The owner gives it back; `without a word`: Discord does not tell the bot, as when an event is lost. */
export function showToBot(scene: Scene, how: 'as usual' | 'without a word' = 'as usual'): void {
  if (how === 'as usual') {
    setOverwrite(scene, { allow: P.SendMessages, deny: 0n });
    return;
  }
  const channel = scene.stage.discord.world.store
    .requireGuild(scene.guildId)
    .channels.get(scene.plan.upgradeChannelId);
  if (channel === undefined) throw new Error('there is no channel for sessions');
  channel.overwrites = channel.overwrites.filter(({ id }) => id !== botRoleOf(scene));
}

function setOverwrite(scene: Scene, rights: { allow: bigint; deny: bigint }): void {
  const { channels } = scene.stage.discord.world;
  channels.setOverwrite(scene.owner.id, scene.plan.upgradeChannelId, botRoleOf(scene), {
    type: OverwriteType.Role,
    allow: rights.allow.toString(),
    deny: rights.deny.toString(),
  });
}

function botRoleOf(scene: Scene): string {
  const guild = scene.stage.discord.world.store.requireGuild(scene.guildId);
  return [...guild.roles.values()].find(({ managed }) => managed)?.id ?? '';
}
