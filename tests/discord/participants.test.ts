import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DiscordParticipants } from '../../src/discord/participants.js';
import { type GuildSettings, UnreachableError } from '../../src/sessions/index.js';
import { type Scene, startScene } from './scene.js';

let scene: Scene;
let participants: DiscordParticipants;
let supportRoleId: string;

beforeAll(async () => {
  scene = await startScene();
  supportRoleId = scene.world.roles.add(scene.guild, { name: 'Support' }).id;
  const settings: GuildSettings = {
    guildId: scene.guild.id,
    channelId: scene.channel.id,
    staffRoleId: '1',
    adminRoleId: '2',
    supportRoleId,
    vipRoleId: '3',
    logChannelId: null,
    agent: { userId: '1', username: 'agent' },
  };
  participants = new DiscordParticipants(scene.rest, scene.view, { find: async () => settings });
});

afterAll(() => scene.stop());

const isStaff = (userId: string) => participants.isStaff(scene.guild.id, userId);

describe('who is heard besides the member', () => {
  it('holders of a staff role and the owner are, others are not', async () => {
    const helper = scene.world.users.add({ username: 'helper' });
    scene.world.members.add(scene.guild, helper.id, [supportRoleId]);
    expect(await isStaff(helper.id)).toBe(true);
    expect(await isStaff(scene.owner.id)).toBe(true);
    expect(await isStaff(scene.ann.id)).toBe(false);
  });

  it('who is not in the server is not', async () => {
    expect(await isStaff(scene.world.users.add({ username: 'stranger' }).id)).toBe(false);
  });

  it('costs no request for someone whom the gateway told of', async () => {
    await scene.threads.presenceOf(scene.guild.id, scene.channel.id, [scene.mod.id]);
    const mark = scene.discord.requests.mark();
    expect(await isStaff(scene.mod.id)).toBe(false);
    expect(scene.asked(mark)).toEqual([]);
  });

  it('is not known during an outage', async () => {
    const gone = new Promise((resolve) => scene.client.once('guildUnavailable', resolve));
    scene.world.guilds.setUnavailable(scene.guild.id, true);
    await gone;
    await expect(isStaff(scene.ann.id)).rejects.toThrow(UnreachableError);
  });
});
