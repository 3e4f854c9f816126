import type { Scene } from '../stage/scene.js';

/** A guild with everyone and everything in it that an act can name. */
export function showGuild(scene: Scene) {
  const { store } = scene.stage.discord.world;
  const guild = store.requireGuild(scene.guildId);
  return {
    id: guild.id,
    name: guild.name,
    people: scene.people.map(({ id, name }) => ({
      id,
      name,
      roles: (guild.members.get(id)?.roleIds ?? []).flatMap((roleId) => guild.roles.get(roleId)?.name ?? []),
      isHere: guild.members.has(id),
    })),
    channels: [...guild.channels.values()].map(({ id, name }) => ({ id, name })),
    threads: [...guild.threads.values()].map(({ id, name, archived, locked, members }) => ({
      id,
      name,
      archived,
      locked,
      members: [...members.keys()],
    })),
    agent: { id: scene.agent.id, name: scene.agent.name, username: scene.agent.person.user.username },
    accounts: scene.accounts.map((account) => ({
      id: account.id,
      username: account.user.username,
      /** As the account names itself now. */
      name: [account.user.firstName, account.user.lastName].filter(Boolean).join(' '),
      isConnected: account.isConnected,
    })),
  };
}
