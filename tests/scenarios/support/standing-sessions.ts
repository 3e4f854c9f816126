import { randomUUID } from 'node:crypto';
import { ChannelType } from 'discord-api-types/v10';
import type { Scene } from '../../../sandbox/stage/scene.js';
import type { Session } from '../../../src/sessions/index.js';

/** Readable codes in order, so that no two are alike. */
const codeOf = (number: number) => number.toString(36).toUpperCase().padStart(5, '0');

/**
 * Writes one active session for each account of a scene as an earlier bot would have left them: rows in the store, threads with their members
 * in the local Discord; the agent has yet to read the introduction. To be called while the bot is not running.
 */
export async function writeStandingSessions(scene: Scene): Promise<readonly Session[]> {
  const { database } = scene.stage;
  const sessions: Session[] = [];
  for (let number = 0; number < scene.accounts.length; number++) {
    const member = scene.addMember(`Guest${number}`);
    const openedAt = new Date();
    const opened = await database.sessions.open({
      id: randomUUID(),
      guildId: scene.guildId,
      memberId: member.id,
      memberName: member.name,
      channelId: scene.plan.upgradeChannelId,
      agentUserId: scene.agent.id,
      openedAt,
      openingDeadline: openedAt,
      newCode: () => codeOf(number),
    });
    if (opened.kind !== 'opened') throw new Error(`no session for ${member.name}: ${opened.kind}`);
    sessions.push(await stand(scene, opened.session));
  }
  return sessions;
}

async function stand(scene: Scene, opened: Session): Promise<Session> {
  const { id, code, memberId, memberName, accountId } = opened;
  const { database, discord, telegram } = scene.stage;
  const { world } = discord;
  const thread = world.threads.create(world.application.botId, scene.plan.upgradeChannelId, {
    name: `${memberName} · ${code}`,
    type: ChannelType.PrivateThread,
    invitable: false,
  });
  world.threadMembers.include(thread, [memberId]);
  const agentAccessHash = telegram.world.accessHash(accountId, scene.agent.id).toString();
  await database.sessions.recordChat(id, {
    accountId,
    agentUserId: scene.agent.id,
    agentAccessHash,
  });
  await database.sessions.recordThread(id, thread.id);
  await database.sessions.recordIntroduction(id, 1);
  if (!(await database.sessions.activate(id, new Date())))
    throw new Error(`the session ${code} does not stand`);
  return { ...opened, state: 'active', threadId: thread.id, agentAccessHash };
}
