import { describe, expect, it } from 'vitest';
import type { Scene } from '../../sandbox/stage/scene.js';
import { until } from '../../sandbox/stage/until.js';
import { beginsToTalk } from '../../sandbox/story/conversation.js';
import { onStage } from './support/on-stage.js';

const on = onStage({ deleted: {}, unheard: {}, down: {} });

const words = 'The Staff role no longer exists';

/** The owner deletes the Staff role. */
function deleteRole({ owner, guildId, plan }: Scene): void {
  on.stage.discord.world.roles.delete(owner.id, guildId, plan.roles.staff);
}

function told(scene: Scene): number {
  return scene.admin.countsIn({ id: scene.plan.logChannelId }, words);
}

describe('a role that was deleted', () => {
  it('counts for nobody from then on, and is reported once', async () => {
    const scene = on.scene('deleted');
    const mia = scene.member('Mia');
    const { thread } = await beginsToTalk(scene, mia);
    deleteRole(scene);
    await scene.admin.sees({ id: scene.plan.logChannelId }, words);
    expect((await scene.staff.runs('/vip clear', { user: mia })).text).toContain('Only the staff');
    expect(await scene.sessionOf(thread)).toMatchObject({ state: 'active' });
    await on.stage.bot.restart();
    expect((await scene.support.runs('/vip clear', { user: mia })).text).toContain('Cleared for');
    await scene.closed(thread, 'cleared_by_staff');
    expect(told(scene)).toBe(1);
  });

  it('is reported when its guild is met again, if staff could not be told at once', async () => {
    const scene = on.scene('unheard');
    const { guilds } = on.stage.discord.world;
    const silence = on.stage.faults.fail(`POST /channels/${scene.plan.logChannelId}/messages`, { times: 2 });
    deleteRole(scene);
    await until('it to be told in vain', () => silence.hits === 2);
    guilds.setUnavailable(scene.guildId, true);
    guilds.setUnavailable(scene.guildId, false);
    await scene.admin.sees({ id: scene.plan.logChannelId }, words);
  });

  it('is reported at the start when it went while the bot was down', async () => {
    const scene = on.scene('down');
    await on.stage.bot.stop();
    deleteRole(scene);
    await on.stage.startBot();
    await scene.admin.sees({ id: scene.plan.logChannelId }, words);
    await on.stage.bot.restart();
    expect(told(scene)).toBe(1);
  });
});
