import { refuse } from './discord-error.js';
import { Form } from './forms/form.js';
import type { DirectChannelRecord, UserRecord } from './records.js';
import type { WorldCore } from './world-core.js';

/** Users, and the direct channels between a user and the bot. */
export class Users {
  readonly #core: WorldCore;

  constructor(core: WorldCore) {
    this.#core = core;
  }

  /** Makes a person, or another application's bot, known to Discord. */
  add(profile: {
    username: string;
    globalName?: string | null;
    acceptsDirectMessages?: boolean;
    /** Another application's bot, which this one only meets. */
    isBot?: boolean;
  }): UserRecord {
    const user: UserRecord = {
      id: this.#core.snowflakes.next(),
      username: profile.username,
      globalName: profile.globalName ?? null,
      bot: profile.isBot ?? false,
      acceptsDirectMessages: profile.acceptsDirectMessages ?? true,
    };
    this.#core.store.users.set(user.id, user);
    return user;
  }

  /** Whether bots may write to the user: if not, they are refused with 50007. */
  setAcceptsDirectMessages(userId: string, accepts: boolean): void {
    this.#core.store.requireUser(userId).acceptsDirectMessages = accepts;
  }

  /** @param body as Create DM has it */
  openDirectFromBody(actorId: string, body: unknown): DirectChannelRecord {
    const form = Form.of(body);
    form.require('recipient_id');
    const recipientId = form.snowflake('recipient_id');
    form.faults.throwIfAny();
    return this.openDirect(actorId, recipientId ?? '');
  }

  /** The direct channel of two users, made if they have none. Opening it is never refused; writing may be. */
  openDirect(actorId: string, recipientId: string): DirectChannelRecord {
    const { store, snowflakes } = this.#core;
    const recipient = store.requireUser(recipientId);
    if (recipient.id === actorId) throw refuse('cannotMessageUser');
    const existing = store.findDirectChannel(actorId, recipient.id);
    if (existing) return existing;
    const channel: DirectChannelRecord = {
      kind: 'direct',
      id: snowflakes.next(),
      userIds: [actorId, recipient.id],
      lastMessageId: null,
    };
    store.addDirectChannel(channel);
    return channel;
  }

  /** @throws 50007 or 50278 when the author may not write to the other user of the channel */
  requireMayWrite(authorId: string, channel: DirectChannelRecord): void {
    const { store } = this.#core;
    const otherId = channel.userIds.find((id) => id !== authorId) ?? authorId;
    const author = store.requireUser(authorId);
    const other = store.requireUser(otherId);
    if (author.bot && other.bot) throw refuse('cannotMessageUser');
    const isMutual = [...store.guilds.values()].some(
      ({ members }) => members.has(authorId) && members.has(otherId),
    );
    if (!isMutual) throw refuse('noMutualGuild');
    if (author.bot && !other.acceptsDirectMessages) throw refuse('cannotMessageUser');
  }
}
