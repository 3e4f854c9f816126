import type { DiscordPerson } from '../people/discord-person.js';
import type { Scene } from '../stage/scene.js';
import { NotThere } from './not-there.js';
import type { GuildCast, Part, Persona } from './protocol.js';

/** The people of a guild whom one can act as: its members, its staff, its owner, and someone from outside. */
export function showCast(scene: Scene, isTour: boolean): GuildCast {
  const { plan, agent } = scene;
  return {
    id: plan.guildId,
    name: plan.name,
    isTour,
    upgradeChannelId: plan.upgradeChannelId,
    people: castOf(scene).map((person) => showPersona(scene, person)),
    agent: { id: agent.id, name: agent.name },
  };
}

export function showPersona(scene: Scene, person: DiscordPerson): Persona {
  const { members } = scene.stage.discord.world.store.requireGuild(scene.guildId);
  return {
    id: person.id,
    name: person.name,
    part: partOf(scene, person),
    isInServer: members.has(person.id),
  };
}

/** @param nameOrId of someone on Discord. @throws NotThere */
export function findPerson(scene: Scene, nameOrId: string): DiscordPerson {
  const person = [...scene.people, scene.guest].find(({ id, name }) => id === nameOrId || name === nameOrId);
  if (!person) throw new NotThere(`There is no ${nameOrId} in ${scene.plan.name}.`);
  return person;
}

/** Members first: the page begins with one of them. */
function castOf(scene: Scene): readonly DiscordPerson[] {
  const others = [scene.vip, scene.staff, scene.admin, scene.support, scene.owner];
  const members = scene.people.filter((person) => !others.includes(person));
  return [...members, ...others, scene.guest];
}

function partOf(scene: Scene, person: DiscordPerson): Part {
  switch (person) {
    case scene.owner:
      return 'owner';
    case scene.admin:
      return 'admin';
    case scene.staff:
      return 'staff';
    case scene.support:
      return 'support';
    case scene.vip:
      return 'vip';
    case scene.guest:
      return 'guest';
    default:
      return 'member';
  }
}
