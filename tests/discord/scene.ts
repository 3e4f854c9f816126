import { PermissionFlagsBits as Bits, Client, Events } from 'discord.js';
import { LocalDiscord } from '../../sandbox/discord/local-discord.js';
import { DiscordAnnouncements } from '../../src/discord/announcements.js';
import { connectionOptions } from '../../src/discord/client.js';
import { DiscordFiles } from '../../src/discord/files/discord-files.js';
import { GuildView } from '../../src/discord/guild-view.js';
import { MemberPresences } from '../../src/discord/member-presence.js';
import { MessageReader } from '../../src/discord/message-reading.js';
import { DiscordRest } from '../../src/discord/rest.js';
import { DiscordSessionThreads } from '../../src/discord/session-threads.js';
import { Speech } from '../../src/discord/speech.js';
import { DiscordThreadPosts } from '../../src/discord/thread-posts.js';
import type { PostKey, Timings } from '../../src/sessions/index.js';

const botPermissions =
  Bits.ViewChannel |
  Bits.SendMessages |
  Bits.SendMessagesInThreads |
  Bits.CreatePrivateThreads |
  Bits.ManageThreads |
  Bits.ReadMessageHistory |
  Bits.EmbedLinks |
  Bits.AttachFiles |
  Bits.AddReactions;

const memberPermissions =
  Bits.ViewChannel | Bits.SendMessages | Bits.SendMessagesInThreads | Bits.ReadMessageHistory;

const timings: Timings = {
  openingDeadlineMs: 120_000,
  secondLookMs: 60_000,
  retryFirstMs: 1000,
  retryMaxMs: 60_000,
  poolReconcileMs: 60_000,
  nonceMemoryMs: 120_000,
  drainMs: 1000,
  telegramCallMs: 5000,
  sendUnderWayMs: 10_000,
  telegramCheckMs: 60_000,
  sweepMs: 15_000,
  stopMs: 5000,
};

/** A local Discord with one guild, and this bot's adapters over the real discord.js, connected to it. */
export async function startScene() {
  const discord = new LocalDiscord({ isContractChecked: true });
  const { world } = discord;
  const owner = world.users.add({ username: 'owner' });
  const ann = world.users.add({ username: 'ann', globalName: 'Ann' });
  const mod = world.users.add({ username: 'mod', globalName: 'Mod' });
  const guild = world.guilds.add({
    name: 'Guild',
    ownerId: owner.id,
    everyonePermissions: memberPermissions,
  });
  const channel = world.channels.add(guild, { name: 'vip' });
  const moderators = world.roles.add(guild, {
    name: 'Mods',
    permissions: memberPermissions | Bits.ManageThreads | Bits.ManageMessages,
  });
  world.members.add(guild, ann.id);
  world.members.add(guild, mod.id, [moderators.id]);
  world.guilds.addBot(guild, botPermissions);
  await discord.start();

  const client = new Client(connectionOptions(discord.api));
  client.on(Events.Error, () => {});
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(discord.token);
  await ready;

  const environment = { now: () => new Date(world.clock.now()), timings };
  const rest = new DiscordRest(client.rest, () => discord.token);
  const view = new GuildView(client);
  const botId = () => client.user?.id ?? '';
  const reader = new MessageReader(view, new DiscordFiles(rest, discord.api));
  const speech = new Speech(rest, botId, environment);
  return {
    discord,
    world,
    client,
    guild,
    channel,
    owner,
    ann,
    mod,
    rest,
    view,
    reader,
    botId: botId(),
    threads: new DiscordSessionThreads(rest, speech, view, new MemberPresences(client, view), botId),
    posts: new DiscordThreadPosts(rest, speech, view, reader, botId),
    announcements: new DiscordAnnouncements(rest, speech, view),
    /** A private thread with a member in it, as a session has it. */
    async openThread(code: string, memberId = ann.id): Promise<string> {
      const created = await this.threads.create({
        guildId: guild.id,
        channelId: channel.id,
        memberName: 'Ann',
        code,
      });
      if (created.kind !== 'created') throw new Error(`no thread: ${created.why}`);
      await this.threads.addMember(created.threadId, memberId);
      return created.threadId;
    },
    /** What the bot has asked for since a mark, as `METHOD /path/template`. */
    asked(mark: number): readonly string[] {
      return discord.requests.since(mark).map(({ method, route }) => `${method} ${route}`);
    },
    /** Where a request of the bot departed from Discord's API description. */
    requestViolations() {
      return discord.violations().filter((violation) => violation.of === 'request');
    },
    async stop(): Promise<void> {
      await client.destroy();
      await discord.stop();
    },
  };
}

export type Scene = Awaited<ReturnType<typeof startScene>>;

/** A key that was never used, or one whose first attempt lies some time back. */
export function keyOf(nonce: string, firstTriedAt: Date | null = null): PostKey {
  return { nonce, firstTriedAt };
}
