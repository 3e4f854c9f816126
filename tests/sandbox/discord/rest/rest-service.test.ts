import { DiscordAPIError, Routes } from 'discord.js';
import type {
  APIChannel,
  APIMessage,
  APIThreadChannel,
  RESTGetAPIChannelUsersThreadsArchivedResult,
} from 'discord-api-types/v10';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foundWorld } from '../world/founded-world.js';
import { serveWorld } from './rest-server.js';

const scene = foundWorld({ refusedThreadWords: ['freenitro'] });
const { world, guild, channel, bot, member, other, moderators } = scene;
let server: Awaited<ReturnType<typeof serveWorld>>;

beforeAll(async () => {
  server = await serveWorld(world);
});
afterAll(async () => {
  await server.close();
});

async function refusalOf(request: Promise<unknown>) {
  try {
    await request;
    return null;
  } catch (error) {
    if (error instanceof DiscordAPIError)
      return { status: error.status, code: error.code, raw: error.rawError };
    throw error;
  }
}

async function startThread(name = 'thread'): Promise<APIThreadChannel> {
  return (await server.rest.post(Routes.threads(channel.id), {
    body: { name, type: 12, invitable: false, auto_archive_duration: 10_080 },
  })) as APIThreadChannel;
}

describe('GIVEN discord.js and the local Discord', () => {
  it('THEN the life of a private thread works and follows the API description', async () => {
    const { rest } = server;
    const thread = await startThread('mara · K7');
    expect(thread).toMatchObject({ type: 12, owner_id: bot, parent_id: channel.id, member_count: 1 });
    await rest.put(Routes.threadMembers(thread.id, member));
    const welcome = (await rest.post(Routes.channelMessages(thread.id), {
      body: {
        content: `Welcome <@${member}>`,
        embeds: [{ title: 'Session', fields: [{ name: 'a', value: 'b' }] }],
        components: [
          { type: 1, components: [{ type: 2, style: 4, label: 'End session', custom_id: 'end:K7' }] },
        ],
        nonce: 'n-1',
        enforce_nonce: true,
        allowed_mentions: { parse: [] },
      },
    })) as APIMessage;
    expect(welcome).toMatchObject({ nonce: 'n-1', mentions: [], author: { id: bot } });
    const members = await rest.get(Routes.threadMembers(thread.id), {
      query: new URLSearchParams({ with_member: 'true' }),
    });
    expect(members).toHaveLength(2);
    await rest.get(Routes.threadMembers(thread.id, member));
    await rest.patch(Routes.channelMessage(thread.id, welcome.id), { body: { content: 'Edited' } });
    await rest.put(Routes.channelMessageOwnReaction(thread.id, welcome.id, encodeURIComponent('👍')));
    await rest.get(Routes.channelMessageReaction(thread.id, welcome.id, encodeURIComponent('👍')));
    const listed = (await rest.get(Routes.channelMessages(thread.id))) as APIMessage[];
    expect(listed[0]).toMatchObject({ content: 'Edited', reactions: [{ count: 1, me: true }] });
    await rest.delete(Routes.channelMessageOwnReaction(thread.id, welcome.id, encodeURIComponent('👍')));
    await rest.post(Routes.channelTyping(thread.id));
    await rest.get(Routes.guildActiveThreads(guild.id));
    const closed = await rest.patch(Routes.channel(thread.id), {
      body: { archived: true, locked: true },
      reason: 'ended by the member',
    });
    expect(closed).toMatchObject({ thread_metadata: { archived: true, locked: true, invitable: false } });
    const archived = (await rest.get(
      Routes.channelThreads(channel.id, 'private'),
    )) as RESTGetAPIChannelUsersThreadsArchivedResult;
    expect(archived.threads.map(({ id }) => id)).toContain(thread.id);
    await rest.get(Routes.channelJoinedArchivedThreads(channel.id));
    await rest.get(Routes.channelThreads(channel.id, 'public'));
    await rest.delete(Routes.channel(thread.id));
    expect(await refusalOf(rest.get(Routes.channel(thread.id)))).toMatchObject({ status: 404, code: 10003 });
  });

  it('THEN the application, users, guild, roles and members can be read and changed', async () => {
    const { rest } = server;
    await rest.get(Routes.user());
    await rest.get(Routes.user(member));
    await rest.get(Routes.gatewayBot());
    await rest.get(Routes.currentApplication());
    await rest.get(Routes.oauth2CurrentApplication());
    await rest.get(Routes.guild(guild.id));
    await rest.get(Routes.guildChannels(guild.id));
    await rest.get(Routes.guildRoles(guild.id));
    await rest.get(Routes.guildMembers(guild.id), { query: new URLSearchParams({ limit: '10' }) });
    await rest.get(Routes.guildMember(guild.id, member));
    await rest.put(Routes.guildMemberRole(guild.id, member, moderators.id));
    await rest.delete(Routes.guildMemberRole(guild.id, member, moderators.id));
    const role = (await rest.post(Routes.guildRoles(guild.id), {
      body: { name: 'VIP' },
    })) as {
      id: string;
    };
    await rest.patch(Routes.guildRole(guild.id, role.id), { body: { name: 'VIPs' } });
    await rest.delete(Routes.guildRole(guild.id, role.id));
    const made = (await rest.post(Routes.guildChannels(guild.id), {
      body: { name: 'Log Room' },
    })) as APIChannel;
    await rest.get(Routes.channel(made.id));
    await rest.put(Routes.channelPermission(made.id, guild.id), { body: { type: 0, deny: '64' } });
    await rest.delete(Routes.channelPermission(made.id, guild.id));
    await rest.delete(Routes.channel(made.id));
    expect(await refusalOf(rest.get(Routes.guild(made.id)))).toMatchObject({ status: 404, code: 10004 });
  });

  it('THEN files travel both ways and their address expires', async () => {
    const message = (await server.rest.post(Routes.channelMessages(channel.id), {
      body: { content: 'a file', attachments: [{ id: '0', description: 'words' }] },
      files: [{ name: 'notes one.txt', data: Buffer.from('hello'), contentType: 'text/plain' }],
    })) as APIMessage;
    const [attachment] = message.attachments;
    expect(attachment).toMatchObject({
      filename: 'notes_one.txt',
      size: 5,
      description: 'words',
      content_type: expect.stringContaining('text/plain'),
    });
    expect(await (await fetch(attachment?.url ?? '')).text()).toBe('hello');
    world.clock.advance(world.settings.attachmentLifetimeMs + 1_000);
    expect((await fetch(attachment?.url ?? '')).status).toBe(404);
    const edited = (await server.rest.patch(Routes.channelMessage(channel.id, message.id), {
      body: { attachments: [] },
    })) as APIMessage;
    expect(edited.attachments).toEqual([]);
  });

  it('THEN direct messages reach a user unless they refuse them', async () => {
    const direct = (await server.rest.post(Routes.userChannels(), {
      body: { recipient_id: other },
    })) as APIChannel;
    await server.rest.post(Routes.channelMessages(direct.id), { body: { content: 'hi' } });
    world.users.setAcceptsDirectMessages(other, false);
    const refused = await refusalOf(
      server.rest.post(Routes.channelMessages(direct.id), { body: { content: 'hi' } }),
    );
    expect(refused).toMatchObject({ status: 403, code: 50007 });
  });

  it('THEN refusals carry the exact body', async () => {
    const { rest } = server;
    const tooLong = await refusalOf(
      rest.post(Routes.channelMessages(channel.id), { body: { content: 'x'.repeat(2_001) } }),
    );
    expect(tooLong).toMatchObject({
      status: 400,
      raw: {
        code: 50035,
        message: 'Invalid Form Body',
        errors: {
          content: {
            _errors: [{ code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 2000 or fewer in length.' }],
          },
        },
      },
    });
    expect(
      await refusalOf(rest.post(Routes.threads(channel.id), { body: { name: 'FreeNitro here' } })),
    ).toMatchObject({ code: 50035, raw: { errors: { name: { _errors: [expect.anything()] } } } });
    expect(await refusalOf(rest.get(Routes.channelMessage(channel.id, '1')))).toMatchObject({ code: 10008 });
    expect(await refusalOf(rest.get(Routes.guildMember(guild.id, scene.outsider)))).toMatchObject({
      status: 404,
      code: 10007,
    });
    expect(await refusalOf(rest.get(Routes.user('1')))).toMatchObject({ code: 10013 });
    expect(await refusalOf(rest.get('/channels/abc'))).toMatchObject({ code: 50035 });
    expect(
      await refusalOf(
        rest.get(Routes.channelMessages(channel.id), { query: new URLSearchParams({ limit: '101' }) }),
      ),
    ).toMatchObject({ code: 50035 });
    const wrongToken = await fetch(`${server.url}/api/v10/users/@me`, {
      headers: { authorization: 'Bot x' },
    });
    expect([wrongToken.status, await wrongToken.json()]).toEqual([
      401,
      { message: '401: Unauthorized', code: 0 },
    ]);
  });

  it('THEN an outage answers 503, and history pages in every direction', async () => {
    const { rest } = server;
    const room = world.channels.add(guild, { name: 'history' });
    const ids = ['1', '2', '3', '4', '5'].map(
      (content) => world.messages.create(member, room.id, { content }).id,
    );
    const page = async (query: Record<string, string>) => {
      const messages = await rest.get(Routes.channelMessages(room.id), { query: new URLSearchParams(query) });
      return (messages as APIMessage[]).map(({ content }) => content).join('');
    };
    const middle = ids[2] ?? '';
    expect(await page({ limit: '2' })).toBe('54');
    expect(await page({ before: middle })).toBe('21');
    expect(await page({ after: middle, limit: '1' })).toBe('4');
    expect(await page({ around: middle, limit: '3' })).toBe('432');
    await rest.post(Routes.channelBulkDelete(room.id), { body: { messages: ids.slice(0, 2) } });
    expect(await page({})).toBe('543');
    world.guilds.setUnavailable(guild.id, true);
    await expect(rest.get(Routes.channel(room.id))).rejects.toMatchObject({ status: 503 });
    world.guilds.setUnavailable(guild.id, false);
  });

  it('THEN without MESSAGE_CONTENT others’ text is withheld, and lists of members without GUILD_MEMBERS', async () => {
    const said = world.messages.create(member, channel.id, { content: 'secret' });
    world.application.privilegedIntents = {
      guildMembers: false,
      guildPresences: false,
      messageContent: false,
    };
    const seen = await server.rest.get(Routes.channelMessage(channel.id, said.id));
    expect(seen).toMatchObject({ content: '' });
    const refused = await refusalOf(
      server.rest.get(Routes.guildMembers(guild.id), { query: new URLSearchParams({ limit: '10' }) }),
    );
    expect(refused).toMatchObject({ code: 50001 });
    world.application.privilegedIntents = { guildMembers: true, guildPresences: false, messageContent: true };
  });

  it('THEN nothing departed from Discord’s API description', () => {
    expect(server.contract.violations()).toEqual([]);
    expect(server.service.notImplemented).toEqual([]);
    expect(server.service.crashes).toEqual([]);
  });

  it('THEN what is not implemented answers 501 and is remembered', async () => {
    await expect(server.rest.get(Routes.guildEmojis(guild.id))).rejects.toMatchObject({ status: 501 });
    await expect(server.rest.put(`/channels/${channel.id}/messages/pins/1`)).rejects.toMatchObject({
      status: 501,
    });
    expect(server.service.notImplemented.map(({ method }) => method)).toEqual(['GET', 'PUT']);
  });
});
