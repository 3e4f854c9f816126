import { fileURLToPath } from 'node:url';
import { container, type ILogger, type Listener, type SapphireClient } from '@sapphire/framework';
import {
  PermissionFlagsBits as Bits,
  ChannelType,
  Events,
  GatewayCloseCodes,
  MessageFlags,
} from 'discord.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { InteractionOutcome } from '../../sandbox/discord/interactions/outcome.js';
import { LocalDiscord } from '../../sandbox/discord/local-discord.js';
import type { ThreadRecord } from '../../sandbox/discord/world/records.js';
import type { Concierge } from '../../src/discord/container.js';
import { Desk } from '../../src/discord/desk.js';
import { DiscordFiles } from '../../src/discord/files/discord-files.js';
import { GuildView } from '../../src/discord/guild-view.js';
import { MessageReader } from '../../src/discord/message-reading.js';
import { DiscordRest } from '../../src/discord/rest.js';
import { buttonRow, endButton } from '../../src/discord/views/components.js';
import { panelView } from '../../src/discord/views/panel.js';
import type {
  ClearRequest,
  Departure,
  EndRequest,
  EndResult,
  GuildSettings,
  GuildThreads,
  UpgradeRequest,
  UpgradeResult,
} from '../../src/sessions/index.js';

/** The pieces are loaded by Sapphire itself, so they are tested as they are built: `npm test` builds first. */
const built = (file: string) => fileURLToPath(new URL(`../../dist/${file}`, import.meta.url));

const member =
  Bits.ViewChannel |
  Bits.SendMessages |
  Bits.SendMessagesInThreads |
  Bits.ReadMessageHistory |
  Bits.UseApplicationCommands;
const staffPermissions = member | Bits.ManageThreads | Bits.ManageMessages;

const discord = new LocalDiscord({ isContractChecked: true });
const { world } = discord;
const person = (username: string) => world.users.add({ username, globalName: username });
const people = {
  owner: person('owner'),
  ann: person('ann'),
  bo: person('bo'),
  staff: person('staff'),
  admin: person('admin'),
  support: person('support'),
  manager: person('manager'),
  administrator: person('administrator'),
};
type Who = keyof typeof people;
const guild = world.guilds.add({ name: 'Guild', ownerId: people.owner.id, everyonePermissions: member });
const channel = world.channels.add(guild, { name: 'vip' });
const log = world.channels.add(guild, { name: 'log' });
const role = (name: string, permissions = staffPermissions) => world.roles.add(guild, { name, permissions });
const roles = {
  staff: role('Staff'),
  admin: role('Admin'),
  support: role('Support'),
  vip: role('VIP', 0n),
  manager: role('Manager', member | Bits.ManageGuild),
  administrator: role('Root', Bits.Administrator),
};

const settings: GuildSettings = {
  guildId: guild.id,
  channelId: channel.id,
  staffRoleId: roles.staff.id,
  adminRoleId: roles.admin.id,
  supportRoleId: roles.support.id,
  vipRoleId: roles.vip.id,
  logChannelId: null,
  agent: { userId: '1', username: 'agent' },
};

const sessionId = '0197a1de-7b1e-7c3a-9d55-6f1f6c3c0001';
const calls = {
  upgrade: vi.fn<(request: UpgradeRequest) => Promise<UpgradeResult>>(),
  end: vi.fn<(request: EndRequest) => Promise<EndResult>>(),
  clear: vi.fn<Concierge['clear']>(),
  findSettings: vi.fn<(guildId: string) => Promise<GuildSettings | null>>(),
  saveSettings: vi.fn<(settings: GuildSettings) => Promise<void>>(),
  findAgent: vi.fn<Concierge['agents']['findAgent']>(),
  gone: vi.fn<(departure: Departure) => Promise<void>>(),
  peopleCounted: vi.fn<Concierge['peopleCounted']>(),
  sightChanged: vi.fn<(guildId: string) => Promise<void>>(),
  roleDeleted: vi.fn<Concierge['roleDeleted']>(),
  hold: vi.fn<Concierge['hold']>(),
  reconcile: vi.fn<(threads: GuildThreads) => Promise<void>>(),
  fromThread: vi.fn<Concierge['fromThread']>(),
  typing: vi.fn<Concierge['typing']>(),
  commandsRefused: vi.fn<(error: unknown) => void>(),
  gatewayRefused: vi.fn<Concierge['gatewayRefused']>(),
  logged: vi.fn<(fields: Readonly<Record<string, unknown>>, verb: string) => void>(),
};

const concierge: Concierge = {
  upgrade: calls.upgrade,
  end: calls.end,
  clear: calls.clear,
  settings: {
    find: calls.findSettings,
    save: calls.saveSettings,
    isAgent: async () => false,
    reportOnce: async () => true,
    forgetReport: async () => {},
  },
  agents: { findAgent: calls.findAgent },
  gone: calls.gone,
  hold: calls.hold,
  peopleCounted: calls.peopleCounted,
  sightChanged: calls.sightChanged,
  roleDeleted: calls.roleDeleted,
  reconcile: calls.reconcile,
  reader: { read: (message, guildId) => readerOf(client).read(message, guildId) },
  fromThread: calls.fromThread,
  typing: calls.typing,
  desk: new Desk(),
  commandsRefused: calls.commandsRefused,
  gatewayRefused: calls.gatewayRefused,
  newReference: () => 'REF12345',
  log: { debug: () => {}, info: () => {}, warn: calls.logged, error: calls.logged },
};

const silent: ILogger = {
  has: () => false,
  trace: () => {},
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  fatal: () => {},
  write: () => {},
};

let client: SapphireClient;

function readerOf(of: SapphireClient): MessageReader {
  const rest = new DiscordRest(of.rest, () => discord.token);
  return new MessageReader(new GuildView(of), new DiscordFiles(rest, discord.api));
}

beforeAll(async () => {
  for (const who of ['ann', 'bo'] as const) world.members.add(guild, people[who].id);
  for (const who of ['staff', 'admin', 'support', 'manager', 'administrator'] as const)
    world.members.add(guild, people[who].id, [roles[who].id]);
  const bot =
    staffPermissions | Bits.CreatePrivateThreads | Bits.EmbedLinks | Bits.AttachFiles | Bits.AddReactions;
  world.guilds.addBot(guild, bot);
  await discord.start();
  const module: typeof import('../../src/discord/client.js') = await import(built('discord/client.js'));
  client = module.createClient({ api: discord.api, logger: silent });
  container.concierge = concierge;
  const registered = new Promise((resolve) => client.once('applicationCommandRegistriesRegistered', resolve));
  await client.login(discord.token);
  await registered;
});

beforeEach(() => {
  vi.resetAllMocks();
  calls.findSettings.mockResolvedValue(settings);
});

afterAll(async () => {
  expect(discord.violations().filter(({ of }) => of === 'request')).toEqual([]);
  await client.destroy();
  await discord.stop();
});

async function run(who: Who, command: string, options = {}, where = channel.id): Promise<InteractionOutcome> {
  const attempt = discord.interactions.runCommand({ userId: people[who].id }, where, { command, options });
  if (attempt.kind !== 'sent') throw new Error(JSON.stringify(attempt));
  return attempt.outcome.settled();
}

async function press(who: Who, messageId: string, customId: string, where = channel.id) {
  const attempt = discord.interactions.press({ userId: people[who].id }, where, messageId, customId);
  if (attempt.kind !== 'sent') throw new Error(JSON.stringify(attempt));
  return attempt.outcome;
}

const words = (outcome: InteractionOutcome) => outcome.response?.content ?? '';
const until = (isTrue: () => void) => vi.waitFor(isTrue, { timeout: 5000, interval: 20 });

function openThread(memberId = people.ann.id): ThreadRecord {
  const { botId } = world.application;
  const body = { name: 'Ann · K7Q2M', type: ChannelType.PrivateThread, invitable: false };
  const thread = world.threads.create(botId, channel.id, body);
  world.threadMembers.add(botId, thread.id, memberId);
  return thread;
}

describe('the pieces', () => {
  it('are all in their stores', () => {
    const names = (store: 'commands' | 'listeners' | 'preconditions') => [...client.stores.get(store).keys()];
    expect(names('commands')).toEqual(['vip']);
    expect(names('preconditions')).toEqual(
      expect.arrayContaining(['Staff', 'Admin', 'Support', 'ManageServer']),
    );
    expect(names('listeners')).toEqual(
      expect.arrayContaining([
        ...['buttons', 'channel-delete', 'channel-update', 'client-error', 'client-ready', 'command-denied'],
        ...['command-error', 'guild-create', 'guild-delete', 'guild-member-remove', 'guild-member-update'],
        ...['listener-error', 'message-create', 'registry-error', 'role-delete', 'role-update'],
        ...[
          'subcommand-denied',
          'subcommand-error',
          'subcommand-unknown',
          'thread-delete',
          'thread-list-sync',
        ],
        ...['thread-members-update', 'thread-update', 'ready', 'shard-disconnect', 'shard-error'],
      ]),
    );
  });
});

describe('commands that could not be registered', () => {
  it('are handed over, also when the request timed out', async () => {
    const timeout = new DOMException('This operation was aborted', 'AbortError');
    // It runs once and is then let go of.
    const piece: Listener = Object.create(client.stores.get('listeners').get('buttons') ?? null, {
      name: { value: 'CoreReady' },
    });
    client.emit('listenerError', timeout, { piece });
    client.emit('applicationCommandRegistriesBulkOverwriteError', timeout, null);
    await until(() => expect(calls.commandsRefused.mock.calls).toEqual([[timeout], [timeout]]));
  });
});

describe('/vip upgrade and its button', () => {
  it('hands over who asks, and shows the answer to them alone', async () => {
    calls.upgrade.mockResolvedValue({ kind: 'pool_empty' });
    const outcome = await run('ann', 'vip upgrade');
    expect(calls.upgrade).toHaveBeenCalledWith({
      guildId: guild.id,
      memberId: people.ann.id,
      memberName: 'ann',
      isVip: false,
    });
    expect(words(outcome)).toContain('try again in a few minutes');
    expect(await outcome.acknowledged).toEqual({ kind: 'deferred', isEphemeral: true });
  });

  it('knows VIPs', async () => {
    calls.upgrade.mockResolvedValue({ kind: 'already_vip' });
    world.members.addRole(people.owner.id, guild.id, people.bo.id, roles.vip.id);
    await run('bo', 'vip upgrade');
    expect(calls.upgrade.mock.calls[0]?.[0]).toMatchObject({ isVip: true });
  });

  it('works from a panel that was posted before', async () => {
    calls.upgrade.mockResolvedValue({ kind: 'being_opened' });
    const panel = world.messages.create(world.application.botId, channel.id, panelView());
    const outcome = await (await press('ann', panel.id, 'vip:1:upgrade')).settled();
    expect(words(outcome)).toContain('being opened');
    expect(calls.upgrade).toHaveBeenCalledOnce();
  });

  it('shows a reference when it fails, and logs the fault once under it', async () => {
    calls.upgrade.mockRejectedValue(new Error('secret details'));
    const outcome = await run('ann', 'vip upgrade');
    expect(words(outcome)).toContain('REF12345');
    expect(words(outcome)).not.toContain('secret');
    const logged = calls.logged.mock.calls.filter(([fields]) => fields.reference === 'REF12345');
    expect(logged).toHaveLength(1);
  });

  it('answers a lost connection to its own answer only once', async () => {
    calls.upgrade.mockResolvedValue({ kind: 'pool_empty' });
    discord.faults.drop('POST /interactions/{id}/{token}/callback', { when: 'after' });
    const outcome = await run('ann', 'vip upgrade');
    expect(words(outcome)).toContain('try again in a few minutes');
    expect(calls.upgrade).toHaveBeenCalledOnce();
  });

  it('is polite to buttons that it does not know', async () => {
    const components = [
      { type: 1, components: [{ type: 2, style: 1, label: 'Old', custom_id: 'vip:0:upgrade' }] },
    ];
    const old = world.messages.create(world.application.botId, channel.id, { content: 'old', components });
    const outcome = await (await press('ann', old.id, 'vip:0:upgrade')).settled();
    expect(words(outcome)).toContain('out of date');
  });
});

describe('/vip end and its button', () => {
  it('is answered before the steps begin', async () => {
    const thread = openThread();
    const order: string[] = [];
    calls.end.mockResolvedValue({
      kind: 'ended',
      session: {} as never,
      proceed: () => {
        world.threads.edit(world.application.botId, thread.id, { archived: true, locked: true });
        order.push('proceeded');
      },
    });
    const outcome = await run('ann', 'vip end', {}, thread.id);
    order.push(words(outcome));
    await until(() => expect(order).toContain('proceeded'));
    expect(order[0]).toContain('The conversation is ended');
    expect(calls.end.mock.calls[0]?.[0]).toEqual({
      guildId: guild.id,
      target: { threadId: thread.id },
      actorId: people.ann.id,
      isStaff: false,
    });
  });

  it('asks first, then ends by the session’s id', async () => {
    const thread = openThread();
    const proceed = vi.fn<() => void>();
    calls.end.mockResolvedValue({ kind: 'ended', session: {} as never, proceed });
    const welcome = world.messages.create(world.application.botId, thread.id, {
      content: 'Welcome',
      components: [buttonRow(endButton(sessionId))],
    });
    const asked = await (await press('ann', welcome.id, `vip:1:end:${sessionId}`, thread.id)).settled();
    expect(asked.response?.flags ?? 0).toBe((asked.response?.flags ?? 0) | MessageFlags.Ephemeral);
    expect(calls.end).not.toHaveBeenCalled();
    const question = asked.response?.id ?? '';
    const yes = await press('ann', question, `vip:1:end-yes:${sessionId}`, thread.id);
    await until(() => expect(words(yes)).toContain('The conversation is ended'));
    await until(() => expect(proceed).toHaveBeenCalledOnce());
    expect(yes.response?.components).toEqual([]);
    expect(calls.end.mock.calls[0]?.[0]).toMatchObject({ target: { sessionId }, actorId: people.ann.id });
  });

  it('keeps it when told so', async () => {
    const thread = openThread();
    const welcome = world.messages.create(world.application.botId, thread.id, {
      content: 'Welcome',
      components: [buttonRow(endButton(sessionId))],
    });
    const asked = await (await press('ann', welcome.id, `vip:1:end:${sessionId}`, thread.id)).settled();
    const no = await press('ann', asked.response?.id ?? '', 'vip:1:end-no', thread.id);
    await until(() => expect(words(no)).toContain('stays open'));
    expect(calls.end).not.toHaveBeenCalled();
  });

  it.each<[Who, boolean]>([
    ['ann', false],
    ['manager', false],
    ['staff', true],
    ['admin', true],
    ['support', true],
    ['administrator', true],
    ['owner', true],
  ])('hands over the verdict: %s counts as staff: %s', async (who, isStaff) => {
    calls.end.mockResolvedValue({ kind: 'not_a_session' });
    const outcome = await run(who, 'vip end');
    expect(calls.end.mock.calls[0]?.[0]).toMatchObject({ actorId: people[who].id, isStaff });
    expect(words(outcome)).toContain('inside a VIP conversation');
  });
});

describe('/vip clear', () => {
  it.each<[Who, boolean]>([
    ['ann', false],
    ['manager', false],
    ['staff', true],
    ['admin', true],
    ['support', true],
    ['administrator', true],
    ['owner', true],
  ])('%s may: %s', async (who, may) => {
    calls.clear.mockResolvedValue({ kind: 'nothing_to_clear' });
    const outcome = await run(who, 'vip clear', { user: people.bo.id });
    expect(words(outcome)).toContain(may ? 'nothing to clear' : 'Only the staff');
    const asked: ClearRequest[] = calls.clear.mock.calls.map(([request]) => request);
    expect(asked).toEqual(
      may ? [{ guildId: guild.id, memberId: people.bo.id, actorId: people[who].id, isStaff: true }] : [],
    );
  });

  it('reports by direct message when the thread in which it was run is no more', async () => {
    const thread = openThread(people.staff.id);
    calls.clear.mockImplementation(async () => {
      world.threads.delete(people.staff.id, thread.id);
      return { kind: 'nothing_to_clear' };
    });
    const attempt = discord.interactions.runCommand({ userId: people.staff.id }, thread.id, {
      command: 'vip clear',
      options: { user: people.bo.id },
    });
    expect(attempt.kind).toBe('sent');
    await until(() => {
      const direct = discord.requests.all.filter(({ route }) => route === '/users/@me/channels');
      expect(direct.some(({ body }) => JSON.stringify(body).includes(people.staff.id))).toBe(true);
    });
  });
});

describe('/vip setup', () => {
  const options = {
    channel: channel.id,
    staff: roles.staff.id,
    admin: roles.admin.id,
    support: roles.support.id,
    vip: roles.vip.id,
    agent: '@agent',
    log: log.id,
  };
  const found = { kind: 'found', agent: { userId: '9', username: 'agent', name: 'Agent' } } as const;

  it.each<[Who, boolean]>([
    ['ann', false],
    ['staff', false],
    ['manager', true],
    ['administrator', true],
    ['owner', true],
  ])('%s may: %s', async (who, may) => {
    calls.findAgent.mockResolvedValue(found);
    const outcome = await run(who, 'vip setup', options);
    expect(words(outcome)).toContain(may ? 'Everything is set up' : 'Manage Server');
    expect(calls.saveSettings).toHaveBeenCalledTimes(may ? 1 : 0);
  });

  it('stores what was chosen, the agent by user id', async () => {
    calls.findAgent.mockResolvedValue(found);
    await run('owner', 'vip setup', options);
    expect(calls.findAgent).toHaveBeenCalledWith(guild.id, 'agent');
    expect(calls.saveSettings).toHaveBeenCalledWith({
      ...settings,
      logChannelId: log.id,
      agent: { userId: '9', username: 'agent' },
    });
  });

  it.each([
    ['@everyone', { staff: guild.id }, 'can’t be @everyone'],
    ['VIPs as staff', { support: roles.vip.id }, 'every VIP would be staff'],
  ])('refuses %s and stores nothing', async (_what, change, reason) => {
    const outcome = await run('owner', 'vip setup', { ...options, ...change });
    expect(words(outcome)).toContain(reason);
    expect(calls.saveSettings).not.toHaveBeenCalled();
  });

  it('says why an agent can’t be had', async () => {
    calls.findAgent.mockResolvedValue({ kind: 'refused', why: 'is_bot' });
    const outcome = await run('owner', 'vip setup', options);
    expect(words(outcome)).toContain('is a bot on Telegram');
    expect(calls.saveSettings).not.toHaveBeenCalled();
  });
});

describe('/vip panel', () => {
  it('posts the panel', async () => {
    const before = world.store.log(channel.id);
    const outcome = await run('owner', 'vip panel');
    expect(words(outcome)).toContain('The panel is up');
    expect(before).toBeDefined();
    const posted = discord.requests.all.filter(
      ({ method, path }) => method === 'POST' && path.endsWith(`${channel.id}/messages`),
    );
    expect(JSON.stringify(posted.at(-1)?.body)).toContain('vip:1:upgrade');
  });

  it('says first who can set the bot up', async () => {
    calls.findSettings.mockResolvedValue(null);
    expect(words(await run('owner', 'vip panel'))).toContain('/vip setup');
  });
});

describe('what the gateway tells', () => {
  const departures = () => calls.gone.mock.calls.map(([departure]) => departure);

  it('messages of private threads, and of no other channel', async () => {
    const thread = openThread();
    world.messages.create(people.ann.id, channel.id, { content: 'in the channel' });
    const { id } = world.messages.create(people.ann.id, thread.id, { content: 'in the thread' });
    const heard = () =>
      calls.fromThread.mock.calls.flatMap(([, event]) => (event.kind === 'written' ? [event.message] : []));
    await until(() => expect(heard().some((message) => message.id === id)).toBe(true));
    expect(heard().find((message) => message.id === id)).toMatchObject({
      threadId: thread.id,
      authorId: people.ann.id,
      authorName: 'ann',
      authorKind: 'person',
      text: { text: 'in the thread' },
    });
    expect(calls.fromThread.mock.calls.every(([threadId]) => threadId !== channel.id)).toBe(true);
  });

  it('edits and deletions in private threads', async () => {
    const thread = openThread();
    const { id } = world.messages.create(people.ann.id, thread.id, { content: 'first' });
    world.messages.edit(people.ann.id, thread.id, id, { content: 'second' });
    const events = () => calls.fromThread.mock.calls.map(([, event]) => event);
    const edited = {
      kind: 'edited',
      message: { id, text: { text: 'second' }, editedAt: expect.any(Number) },
    };
    await until(() => expect(events()).toContainEqual(expect.objectContaining({ kind: 'edited' })));
    expect(events().find(({ kind }) => kind === 'edited')).toMatchObject(edited);
    world.history.delete(people.ann.id, thread.id, id);
    await until(() => expect(events()).toContainEqual({ kind: 'deleted', ids: [id] }));
  });

  it('a thread that is locked, archived or deleted', async () => {
    const locked = openThread();
    world.threads.edit(people.staff.id, locked.id, { locked: true });
    await until(() => expect(departures()).toContainEqual({ kind: 'thread_locked', threadId: locked.id }));
    const archived = openThread();
    world.threads.edit(people.staff.id, archived.id, { archived: true });
    await until(() =>
      expect(departures()).toContainEqual({ kind: 'thread_archived', threadId: archived.id }),
    );
    const deleted = openThread();
    world.threads.delete(people.staff.id, deleted.id);
    await until(() => expect(departures()).toContainEqual({ kind: 'thread_deleted', threadId: deleted.id }));
  });

  it('a channel that is deleted', async () => {
    const other = world.channels.add(guild, { name: 'other' });
    world.channels.delete(people.owner.id, other.id);
    const expected = { kind: 'channel_deleted', guildId: guild.id, channelId: other.id };
    await until(() => expect(departures()).toContainEqual(expected));
  });

  it('who left a thread, and who left the server', async () => {
    const thread = openThread(people.bo.id);
    world.threadMembers.leave(people.bo.id, thread.id);
    const leftThread = { kind: 'member_left_thread', threadId: thread.id, memberId: people.bo.id };
    await until(() => expect(departures()).toContainEqual(leftThread));
    const other = openThread(people.bo.id);
    calls.gone.mockClear();
    world.members.leave(people.bo.id, guild.id);
    const leftServer = { kind: 'member_left_server', guildId: guild.id, memberId: people.bo.id };
    await until(() => expect(departures()).toContainEqual(leftServer));
    expect(
      departures().some((gone) => gone.kind === 'member_left_thread' && gone.threadId === other.id),
    ).toBe(false);
    world.members.add(guild, people.bo.id);
  });

  it('roles and overwrites that change who sees what', async () => {
    world.members.addRole(people.owner.id, guild.id, people.ann.id, roles.vip.id);
    const expected = { kind: 'not_visible', guildId: guild.id, memberId: people.ann.id };
    await until(() => expect(departures()).toContainEqual(expected));
    const deny = { type: 0, allow: '0', deny: '0' };
    world.channels.setOverwrite(people.owner.id, channel.id, roles.vip.id, deny);
    await until(() => expect(calls.sightChanged).toHaveBeenCalledWith(guild.id));
    const doomed = role('Doomed');
    world.roles.delete(people.owner.id, guild.id, doomed.id);
    await until(() =>
      expect(calls.roleDeleted).toHaveBeenCalledWith({ guildId: guild.id, roleId: doomed.id }),
    );
  });

  it('a guild that comes back from an outage, with its active threads', async () => {
    const thread = openThread();
    const gone = new Promise((resolve) => client.once(Events.GuildUnavailable, resolve));
    world.guilds.setUnavailable(guild.id, true);
    await gone;
    expect(departures().some(({ kind }) => kind === 'bot_removed')).toBe(false);
    world.guilds.setUnavailable(guild.id, false);
    await until(() => expect(calls.reconcile).toHaveBeenCalled());
    const listed = calls.reconcile.mock.calls[0]?.[0];
    expect(listed?.guildId).toBe(guild.id);
    expect(listed?.active.has(thread.id)).toBe(true);
  });

  it('which servers of its shard the bot is in, at each new identify', async () => {
    const listings = () => departures().flatMap((gone) => (gone.kind === 'guilds_listed' ? [gone] : []));
    discord.gateway.dropConnections({ resumable: false });
    await vi.waitFor(() => expect(listings()).toHaveLength(1), { timeout: 20_000, interval: 50 });
    expect(listings().map(({ isMissing }) => isMissing(guild.id))).toEqual([false]);
    expect(listings().map(({ isMissing }) => isMissing('1'))).toEqual([true]);
    await until(() => expect(calls.reconcile).toHaveBeenCalled());
    client.ws.emit('READY', { guilds: [], shard: [1, 2] }, 1);
    const [, ofOther] = listings();
    // Both are of shard 0 or 1 by their ids alone.
    const inShard = (shard: number) => String((BigInt(shard) + 2n) << 22n);
    expect([0, 1].map((shard) => ofOther?.isMissing(inShard(shard)))).toEqual([false, true]);
  }, 30_000);

  it('the bot’s own removal', async () => {
    world.members.remove(guild, world.application.botId);
    await until(() => expect(departures()).toContainEqual({ kind: 'bot_removed', guildId: guild.id }));
  });

  it('errors of its connection', async () => {
    const error = new Error('Unexpected server response: 520');
    client.emit(Events.ShardError, error, 0);
    await until(() => expect(calls.logged).toHaveBeenCalledWith({ shardId: 0, error }, 'lost gateway'));
  });

  it('that it refuses the bot for good, and does not tell so of a loss or a stop', async () => {
    const resumed = new Promise((resolve) => client.once(Events.ShardResume, resolve));
    discord.gateway.closeConnections(GatewayCloseCodes.UnknownError);
    await resumed;
    expect(calls.gatewayRefused).not.toHaveBeenCalled();
    discord.gateway.closeConnections(GatewayCloseCodes.DisallowedIntents);
    await until(() => expect(calls.gatewayRefused).toHaveBeenCalledOnce());
    expect(calls.gatewayRefused.mock.calls[0]?.[0]).toMatchObject({ code: 4014, shardId: 0 });
    await client.destroy();
    expect(calls.gatewayRefused).toHaveBeenCalledOnce();
  });
});
