import type { APIApplicationCommandOption } from 'discord-api-types/v10';
import { ChannelType } from 'discord-api-types/v10';
import type { LocalDiscord } from '../../discord/local-discord.js';
import type { ChannelRecord, GuildRecord } from '../../discord/world/records.js';
import type { Scene } from '../../stage/scene.js';
import type { CommandSight, GuildSight, ModalSight, Persona, PlaceSight } from '../protocol.js';
import { showMembers, showRoles } from './member-sight.js';
import { type PlaceViewer, showPlace } from './place-sight.js';

/** What a person has open or closed for themselves, which Discord itself does not know. */
export interface PersonalState {
  readonly dismissed: ReadonlySet<string>;
  readonly modal: ModalSight | null;
}

/** Shows a guild as one person sees it. What they may see and do is what the local Discord says. */
export function showGuildTo(scene: Scene, viewer: Persona, state: PersonalState): GuildSight {
  const { discord } = scene.stage;
  const { world } = discord;
  const guild = world.store.requireGuild(scene.guildId);
  const isHere = guild.members.has(viewer.id) && !guild.unavailable;
  const eyes: PlaceViewer = { userId: viewer.id, dismissed: state.dismissed };
  const channels = isHere ? visibleChannels(discord, guild, viewer.id) : [];
  const direct = world.store.findDirectChannel(viewer.id, world.application.botId);
  const places: PlaceSight[] = channels.map((channel) => showPlace(discord, eyes, channel, guild));
  if (direct) places.push(showPlace(discord, eyes, direct, null));
  return {
    guild: { id: guild.id, name: guild.name },
    viewer,
    roles: isHere ? showRoles(guild) : [],
    members: isHere ? showMembers(world, guild) : [],
    places,
    commands: showCommands(discord, viewer.id, direct ? [...channels, direct] : channels),
    modal: state.modal,
    acceptsDirectMessages: world.store.requireUser(viewer.id).acceptsDirectMessages,
    isUnavailable: guild.unavailable,
    now: world.clock.now(),
  };
}

/** Channels in their order, then threads: those that are awake first, the newest of each first. */
function visibleChannels(
  discord: LocalDiscord,
  guild: GuildRecord,
  viewerId: string,
): readonly ChannelRecord[] {
  const { access } = discord.world;
  const channels = [...guild.channels.values()]
    .filter(({ type }) => type !== ChannelType.GuildCategory)
    .sort((a, b) => a.position - b.position);
  const threads = [...guild.threads.values()]
    .reverse()
    .sort((a, b) => Number(a.archived) - Number(b.archived));
  return [...channels, ...threads].filter((channel) => access.canView(viewerId, channel));
}

function showCommands(
  discord: LocalDiscord,
  userId: string,
  places: readonly ChannelRecord[],
): readonly CommandSight[] {
  const offered = new Map<string, Omit<CommandSight, 'placeIds'> & { placeIds: string[] }>();
  for (const place of places) {
    for (const { id, name, description, options } of discord.interactions.listCommands(
      { userId },
      place.id,
    )) {
      const known = offered.get(id) ?? {
        id,
        name,
        description,
        options: options.flatMap((option) => (isOption(option) ? option : [])),
        placeIds: [],
      };
      known.placeIds.push(place.id);
      offered.set(id, known);
    }
  }
  return [...offered.values()];
}

/** What is registered was checked against Discord's own description; the record merely does not split by type. */
function isOption(option: object): option is APIApplicationCommandOption {
  return 'type' in option && 'name' in option && 'description' in option;
}
