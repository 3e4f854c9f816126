import type { CallMatch } from '../../../sandbox/call-pattern.js';
import type { Scene } from '../../../sandbox/stage/scene.js';

/** Picks the calls of one kind that concern one guild. */
export type CallsOf = (scene: Scene) => CallMatch;

/** A method that an account of the guild calls. */
export function onTelegram(method: string): CallsOf {
  return (scene) => ({
    service: 'telegram',
    method,
    where: ({ account }) => scene.accounts.some(({ id }) => id === account),
  });
}

/** A request about one of the guild's threads; `rest` is what follows the thread's id. */
export function onThread(method: string, rest: string): CallsOf {
  return (scene) => ({
    service: 'discord',
    method,
    where: ({ path }) =>
      scene.threads().some(({ id }) => path.startsWith(`/channels/${id}`) && endsWith(path, id, rest)),
  });
}

export const threadCreation: CallsOf = ({ plan }) => ({
  service: 'discord',
  method: 'POST',
  path: `/channels/${plan.upgradeChannelId}/threads`,
});

export const logEntry: CallsOf = ({ plan }) => ({
  service: 'discord',
  method: 'POST',
  path: `/channels/${plan.logChannelId}/messages`,
});

/** The direct message to Mia. */
export const directMessage: CallsOf = (scene) => ({
  service: 'discord',
  method: 'POST',
  where: ({ path }) => {
    const { world } = scene.stage.discord;
    const channel = world.store.findDirectChannel(scene.member('Mia').id, world.application.botId);
    return path === `/channels/${channel?.id}/messages`;
  },
});

/** The first answer to a press or command in the guild ("is thinking"). */
export const acknowledgement: CallsOf = (scene) => ({
  service: 'discord',
  method: 'POST',
  where: ({ path }) => {
    const [, kind, id] = path.split('/');
    return kind === 'interactions' && id !== undefined && cameFrom(scene, id);
  },
});

/** The final answer to a press or command, which names the guild in its link. */
export const linkAnswer: CallsOf = ({ guildId }) => ({
  service: 'discord',
  method: 'PATCH',
  where: ({ path, body }) => path.startsWith('/webhooks/') && JSON.stringify(body).includes(guildId),
});

function endsWith(path: string, id: string, rest: string): boolean {
  const tail = path.slice(`/channels/${id}`.length);
  return rest.endsWith('/*') ? tail.startsWith(rest.slice(0, -1)) : tail === rest;
}

function cameFrom({ stage, guildId }: Scene, interactionId: string): boolean {
  const sent = stage.traffic.entries.findLast(
    (entry) =>
      'dispatch' in entry && entry.dispatch === 'INTERACTION_CREATE' && has(entry.data, 'id', interactionId),
  );
  return sent !== undefined && 'data' in sent && has(sent.data, 'guild_id', guildId);
}

function has(data: unknown, key: string, value: string): boolean {
  return (
    typeof data === 'object' &&
    data !== null &&
    Object.entries(data).some(([name, held]) => name === key && held === value)
  );
}
