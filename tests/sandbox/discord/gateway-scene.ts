import {
  Client,
  type ClientEvents,
  type ClientOptions,
  Events,
  GatewayIntentBits as I,
  Partials,
} from 'discord.js';
import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { LocalDiscord, type LocalDiscordOptions } from '../../../sandbox/discord/local-discord.js';

/** What the bot is granted in the scene's guild. */
export const BOT_PERMISSIONS =
  P.ViewChannel |
  P.SendMessages |
  P.SendMessagesInThreads |
  P.CreatePrivateThreads |
  P.ManageThreads |
  P.ReadMessageHistory |
  P.EmbedLinks |
  P.AttachFiles;

export const INTENTS = [I.Guilds, I.GuildMembers, I.GuildMessages, I.DirectMessages, I.MessageContent];

/** A running local Discord with one guild, a channel, a member and the bot. */
export async function startScene(options: LocalDiscordOptions = {}) {
  const discord = new LocalDiscord({ isContractChecked: true, ...options });
  const { world } = discord;
  const owner = world.users.add({ username: 'owner' });
  const mia = world.users.add({ username: 'mia', globalName: 'Mia' });
  const guild = world.guilds.add({ name: 'Guild', ownerId: owner.id });
  const channel = world.channels.add(guild, { name: 'general' });
  world.members.add(guild, mia.id);
  world.guilds.addBot(guild, BOT_PERMISSIONS);
  await discord.start();
  const clients: Client[] = [];
  return {
    discord,
    world,
    owner,
    mia,
    guild,
    channel,
    /** A client that is not logged in yet; it is destroyed with the scene. */
    newClient(overrides: Partial<ClientOptions> = {}): Client {
      const client = new Client({
        intents: INTENTS,
        partials: [Partials.Channel, Partials.Message, Partials.ThreadMember, Partials.GuildMember],
        rest: { api: discord.api, retries: 0 },
        ...overrides,
      });
      client.on(Events.Error, () => {});
      clients.push(client);
      return client;
    },
    /** A client that is logged in and has its guilds. */
    async connect(overrides: Partial<ClientOptions> = {}): Promise<Client<true>> {
      const client = this.newClient(overrides);
      const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
      await client.login(discord.token);
      return ready;
    },
    async stop(): Promise<void> {
      await Promise.all(clients.map((client) => client.destroy()));
      await discord.stop();
    },
  };
}

export type Scene = Awaited<ReturnType<typeof startScene>>;

/** The first argument of the next event of that name; of those, the first that is wanted. */
export function next<E extends keyof ClientEvents>(
  client: Client,
  event: E,
  isWanted: (...values: ClientEvents[E]) => boolean = () => true,
): Promise<ClientEvents[E][0]> {
  return new Promise((resolve) => {
    const listen = (...values: ClientEvents[E]) => {
      if (isWanted(...values)) {
        client.off(event, listen);
        resolve(values[0]);
      }
    };
    client.on(event, listen);
  });
}

/** What the contract found, without the bodies. */
export function describeViolations({ discord }: Scene): string[] {
  return discord.violations().map(({ of, operation, faults }) => `${of} ${operation}: ${faults.join('; ')}`);
}
