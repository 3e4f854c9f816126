import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import type { LocalDiscord } from '../discord/local-discord.js';
import type { Narrator } from './narrator.js';
import type { MessageAddress } from './writing-person.js';

/** Another application's bot in the guild, as most communities have one: it can delete many messages at once, which people can't. */
export class ModerationBot {
  readonly id: string;
  readonly #discord: LocalDiscord;
  readonly #narrator: Narrator;

  private constructor(id: string, discord: LocalDiscord, narrator: Narrator) {
    this.id = id;
    this.#discord = discord;
    this.#narrator = narrator;
  }

  /** Invites the bot into a guild. */
  static join(discord: LocalDiscord, narrator: Narrator, guildId: string): ModerationBot {
    const { world } = discord;
    const guild = world.store.requireGuild(guildId);
    const user = world.users.add({ username: 'sweeper', isBot: true });
    const permissions = P.ViewChannel | P.ManageMessages | P.ManageThreads | P.ReadMessageHistory;
    const role = world.roles.add(guild, { name: 'Sweeper', permissions });
    world.members.add(guild, user.id, [role.id]);
    return new ModerationBot(user.id, discord, narrator);
  }

  /** Deletes 2 to 100 messages of one place at once: everyone hears of one MESSAGE_DELETE_BULK. */
  deletesMany(messages: readonly MessageAddress[]): void {
    this.#narrator.tell({
      kind: 'did',
      app: 'Discord',
      who: 'Sweeper',
      what: `deletes ${messages.length} messages at once`,
    });
    const channelId = messages[0]?.channelId ?? '';
    this.#discord.world.history.bulkDelete(this.id, channelId, { messages: messages.map(({ id }) => id) });
  }
}
