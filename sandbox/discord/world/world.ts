import { randomBytes } from 'node:crypto';
import { Access } from './access.js';
import { ActivityInvites } from './activity-invites.js';
import { Announcer } from './announcer.js';
import { AttachmentLinks } from './attachment-links.js';
import { AutoModeration } from './auto-moderation.js';
import { Channels } from './channels.js';
import { WorldClock } from './clock.js';
import { WorldEvents } from './events.js';
import { Expressions } from './expressions.js';
import { GuildSnapshot, type SnapshotOptions } from './guild-snapshot.js';
import { Guilds } from './guilds.js';
import { InteractionMessages } from './interaction-messages.js';
import { Members } from './members.js';
import { Mentioning } from './mentioning.js';
import { MessageDesk } from './message-desk.js';
import { MessageHistory } from './message-history.js';
import { MessageReferences } from './message-references.js';
import { Messages } from './messages.js';
import { Nonces } from './nonces.js';
import { Reactions } from './reactions.js';
import type { ApplicationRecord } from './records.js';
import { Roles } from './roles.js';
import { defaultSettings, type WorldSettings } from './settings.js';
import { SlowMode } from './slow-mode.js';
import { SnowflakeSource } from './snowflakes.js';
import { SystemMessages } from './system-messages.js';
import { ThreadArchive } from './thread-archive.js';
import { ThreadLists } from './thread-lists.js';
import { ThreadMembers } from './thread-members.js';
import { Threads } from './threads.js';
import { Typing } from './typing.js';
import { Uploads } from './uploads.js';
import { Users } from './users.js';
import { MessageViews } from './views/message-view.js';
import type { WorldCore } from './world-core.js';
import { WorldStore } from './world-store.js';
import { WritingRights } from './writing-rights.js';

/** How a world begins; everything has a default. */
export interface WorldOptions {
  readonly clock?: WorldClock;
  readonly settings?: Partial<WorldSettings>;
  readonly applicationName?: string;
  readonly token?: string;
  readonly privilegedIntents?: Partial<ApplicationRecord['privilegedIntents']>;
}

/**
 * The local Discord without its sockets: one application with its bot, and the guilds, people and messages around it.
 *
 * Its parts are acts. The first argument of an act is who acts, the bot or a person: the same checks hold for both,
 * and a refusal is a thrown `DiscordError`. Methods named `add`, `addBot`, `remove` and `set…` set the scene and ask
 * nobody. Each change is told through `events`.
 */
export class DiscordWorld {
  readonly application: ApplicationRecord;
  readonly settings: WorldSettings;
  readonly clock: WorldClock;
  readonly snowflakes: SnowflakeSource;
  readonly events = new WorldEvents();
  readonly store = new WorldStore();
  readonly access: Access;
  readonly links: AttachmentLinks;
  readonly messageViews: MessageViews;
  readonly users: Users;
  readonly guilds: Guilds;
  readonly roles: Roles;
  readonly members: Members;
  readonly channels: Channels;
  readonly threads: Threads;
  readonly threadMembers: ThreadMembers;
  readonly threadLists: ThreadLists;
  readonly messages: Messages;
  readonly history: MessageHistory;
  readonly reactions: Reactions;
  readonly expressions: Expressions;
  readonly typing: Typing;
  readonly activityInvites: ActivityInvites;
  readonly autoModeration: AutoModeration;
  readonly interactionMessages: InteractionMessages;
  readonly #snapshot: GuildSnapshot;

  constructor(options: WorldOptions = {}) {
    this.clock = options.clock ?? new WorldClock();
    this.settings = { ...defaultSettings(), ...options.settings };
    this.snowflakes = new SnowflakeSource(this.clock);
    this.application = this.#found(options);
    this.access = new Access(this.store, this.clock);
    this.links = new AttachmentLinks(this.settings, this.clock, this.application.token);
    this.messageViews = new MessageViews(this.store, this.links, this.clock);
    this.#snapshot = new GuildSnapshot(this.store, this.access);
    const core: WorldCore = {
      application: this.application,
      settings: this.settings,
      clock: this.clock,
      snowflakes: this.snowflakes,
      store: this.store,
      access: this.access,
      announce: new Announcer(this.events, this.store, this.access),
      messageViews: this.messageViews,
      snapshot: this.#snapshot,
    };
    const desk = new MessageDesk(core);
    const systemMessages = new SystemMessages(desk);
    const archive = new ThreadArchive(core);
    const uploads = new Uploads(core);
    this.users = new Users(core);
    this.threadMembers = new ThreadMembers(core, systemMessages);
    this.members = new Members(core, this.threadMembers);
    this.guilds = new Guilds(core, this.members);
    this.roles = new Roles(core);
    this.channels = new Channels(core);
    this.autoModeration = new AutoModeration(core);
    this.threads = new Threads(core, desk, systemMessages, this.threadMembers, archive, this.autoModeration);
    this.threadLists = new ThreadLists(core);
    const mentioning = new Mentioning(core, this.threadMembers);
    this.expressions = new Expressions(core);
    const rights = new WritingRights(this.access, this.users);
    this.typing = new Typing(core, rights);
    this.activityInvites = new ActivityInvites(core, desk, rights);
    this.messages = new Messages(core, {
      desk,
      uploads,
      archive,
      nonces: new Nonces(this.clock),
      rights,
      mentioning,
      threadMembers: this.threadMembers,
      typing: this.typing,
      slowMode: new SlowMode(core),
      references: new MessageReferences(core),
      expressions: this.expressions,
      autoModeration: this.autoModeration,
    });
    this.history = new MessageHistory(core, desk);
    this.reactions = new Reactions(core, this.expressions);
    this.interactionMessages = new InteractionMessages(core, desk, uploads, this.messages, mentioning);
  }

  /** The payload of GUILD_CREATE for one viewer; `{id, unavailable: true}` during an outage. */
  guildCreatePayload(guildId: string, viewerId: string, options: SnapshotOptions = { members: 'all' }) {
    return this.#snapshot.view(this.store.requireGuild(guildId), viewerId, options);
  }

  #found(options: WorldOptions): ApplicationRecord {
    const name = options.applicationName ?? 'Concierge';
    const owner = { id: this.snowflakes.next(), username: 'developer', globalName: 'Developer' };
    this.store.users.set(owner.id, { ...owner, bot: false, acceptsDirectMessages: true });
    const botId = this.snowflakes.next();
    const username = name.toLowerCase();
    this.store.users.set(botId, {
      id: botId,
      username,
      globalName: null,
      bot: true,
      acceptsDirectMessages: true,
    });
    return {
      // As for every application of today, the bot's user has the application's id.
      id: botId,
      name,
      botId,
      token: options.token ?? makeToken(botId),
      publicKey: randomBytes(32).toString('hex'),
      ownerId: owner.id,
      privilegedIntents: {
        guildMembers: true,
        guildPresences: false,
        messageContent: true,
        ...options.privilegedIntents,
      },
    };
  }
}

/** A token of Discord's form: the bot's id in base64, a time, a secret. */
function makeToken(botId: string): string {
  const id = Buffer.from(botId).toString('base64url');
  return [id, randomBytes(4).toString('base64url'), randomBytes(27).toString('base64url')].join('.');
}
