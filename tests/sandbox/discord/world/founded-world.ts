import { OverwriteType, PermissionFlagsBits as P } from 'discord-api-types/v10';
import { WorldClock } from '../../../../sandbox/discord/world/clock.js';
import { DiscordError } from '../../../../sandbox/discord/world/discord-error.js';
import type { WorldSettings } from '../../../../sandbox/discord/world/settings.js';
import { DiscordWorld } from '../../../../sandbox/discord/world/world.js';

export const BOT_PERMISSIONS =
  P.ViewChannel |
  P.SendMessages |
  P.SendMessagesInThreads |
  P.CreatePrivateThreads |
  P.CreatePublicThreads |
  P.ManageThreads |
  P.ManageMessages |
  P.ManageRoles |
  P.ManageChannels |
  P.EmbedLinks |
  P.AttachFiles |
  P.AddReactions |
  P.ReadMessageHistory;

/** A world whose real time stands still, with one guild: owner, bot, two members, a moderator, a channel. */
export function foundWorld(settings: Partial<WorldSettings> = {}) {
  const world = new DiscordWorld({ clock: new WorldClock(() => Date.UTC(2026, 0, 1)), settings });
  const owner = world.users.add({ username: 'owner' }).id;
  const member = world.users.add({ username: 'member', globalName: 'Mara' }).id;
  const other = world.users.add({ username: 'other' }).id;
  const moderator = world.users.add({ username: 'moderator' }).id;
  const outsider = world.users.add({ username: 'outsider' }).id;
  const guild = world.guilds.add({ name: 'Guild', ownerId: owner });
  const moderators = world.roles.add(guild, {
    name: 'Mods',
    permissions: P.ManageThreads | P.ManageMessages,
  });
  const channel = world.channels.add(guild, { name: 'upgrade' });
  world.members.add(guild, member);
  world.members.add(guild, other);
  world.members.add(guild, moderator, [moderators.id]);
  world.guilds.addBot(guild, BOT_PERMISSIONS);
  const bot = world.application.botId;
  return { world, guild, channel, bot, owner, member, other, moderator, outsider, moderators };
}

/** Makes a private thread of the bot with the member in it. */
export function openThread(scene: ReturnType<typeof foundWorld>, body: object = {}) {
  const { world, bot, channel, member } = scene;
  const thread = world.threads.create(bot, channel.id, { name: 'mara · K7', type: 12, ...body });
  world.threadMembers.add(bot, thread.id, member);
  return thread;
}

/** The code of the refusal that an act ends in; null when it is allowed. */
export function codeOf(act: () => unknown): number | null {
  try {
    act();
    return null;
  } catch (error) {
    if (error instanceof DiscordError) return error.code;
    throw error;
  }
}

/** Collects the names and data of what one viewer is told. */
export function listen(world: DiscordWorld, viewerId: string) {
  const heard: { name: string; data: object }[] = [];
  world.events.subscribe((event) => {
    const data = event.payloadFor(viewerId);
    if (data) heard.push({ name: event.name, data });
  });
  return {
    heard,
    names: () => heard.map(({ name }) => name),
    data: (name: string) => heard.filter((event) => event.name === name).map(({ data }) => data),
  };
}

/** An overwrite for a role. */
export function roleOverwrite(id: string, rights: { allow?: bigint; deny?: bigint }) {
  return { id, type: OverwriteType.Role, allow: rights.allow ?? 0n, deny: rights.deny ?? 0n };
}
