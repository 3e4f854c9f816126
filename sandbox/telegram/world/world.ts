import { randomBytes } from 'node:crypto';
import type { Api } from 'telegram';
import { computeAccessHash } from './access-hash.js';
import { type Clock, MovableClock } from './clock.js';
import { FileStore } from './files/file-store.js';
import { Uploads } from './files/uploads.js';
import { Mailbox, type PtsEvent } from './mailbox.js';
import type { Channel } from './origin.js';
import { Refusal } from './refusal.js';
import { DEFAULT_SETTINGS, type Settings } from './settings.js';
import type { User, UserProfile } from './user.js';

/** Something that the clients of one user have to learn. `origin` is the session that caused it and knows already. */
export type WorldEvent =
  | { readonly kind: 'pts'; readonly ownerId: string; readonly event: PtsEvent; readonly origin?: object }
  | {
      readonly kind: 'typing';
      readonly ownerId: string;
      readonly fromId: string;
      readonly action: Api.TypeSendMessageAction;
    }
  | {
      readonly kind: 'reactions';
      readonly ownerId: string;
      readonly messageId: number;
      readonly origin?: object;
    }
  | { readonly kind: 'renamed'; readonly ownerId: string; readonly userId: string; readonly origin?: object };

/** The users of the local Telegram, their mailboxes, and the files and channels that messages name. */
export class World {
  readonly clock: Clock;
  readonly settings: Settings;
  readonly files: FileStore;
  readonly uploads: Uploads;
  readonly #secret = randomBytes(32);
  readonly #users = new Map<string, User>();
  readonly #mailboxes = new Map<string, Mailbox>();
  readonly #listeners = new Set<(event: WorldEvent) => void>();
  readonly #channels = new Map<string, Channel>();
  #nextUserId = 5_000_000_001;
  #nextNumber = 13_000_000_000_000_001n;

  constructor(clock: Clock = new MovableClock(), settings: Settings = { ...DEFAULT_SETTINGS }) {
    this.clock = clock;
    this.settings = settings;
    this.files = new FileStore(clock);
    this.uploads = new Uploads(clock);
  }

  /** Unix time in seconds, as Telegram writes dates. */
  seconds(): number {
    return Math.floor(this.clock.now() / 1000);
  }

  /** Lets somebody join. The username must be free. */
  addUser(profile: UserProfile): User {
    const id = String(this.#nextUserId);
    this.#nextUserId += 1;
    const user: User = {
      id,
      firstName: profile.firstName,
      lastName: profile.lastName ?? '',
      about: '',
      username: undefined,
      phone: profile.phone ?? `99966${id.slice(-6)}`,
      isBot: profile.isBot ?? false,
      isOnline: false,
      lastSeen: this.seconds(),
      contacts: new Map(),
      blocked: new Set(),
      strangers: 'accept',
      hidesReadDates: false,
      forbidsVoiceMessages: false,
      isLimited: false,
    };
    this.#users.set(id, user);
    this.#mailboxes.set(id, new Mailbox(id));
    this.rename(id, { username: profile.username });
    return user;
  }

  /** Throws if there is no such user: ids come from this world. */
  user(id: string): User {
    const user = this.#users.get(id);
    if (user === undefined) {
      throw new Refusal(400, 'USER_ID_INVALID');
    }
    return user;
  }

  mailbox(id: string): Mailbox {
    const mailbox = this.#mailboxes.get(id);
    if (mailbox === undefined) {
      throw new Refusal(400, 'USER_ID_INVALID');
    }
    return mailbox;
  }

  hasUser(id: string): boolean {
    return this.#users.has(id);
  }

  /** A 64-bit number that was not given out before: for albums, polls, calls. */
  nextNumber(): string {
    const number = String(this.#nextNumber);
    this.#nextNumber += 1n;
    return number;
  }

  /** Lets there be a channel for messages to be forwarded from. */
  addChannel(title: string, username?: string): Channel {
    const id = String(1_500_000_001 + this.#channels.size);
    const channel = { id, title, username };
    this.#channels.set(id, channel);
    return channel;
  }

  findChannel(id: string): Channel | undefined {
    return this.#channels.get(id);
  }

  /** Usernames are compared without regard to case. */
  findByUsername(username: string): User | undefined {
    const wanted = username.toLowerCase();
    return [...this.#users.values()].find((user) => user.username?.toLowerCase() === wanted);
  }

  findByPhone(phone: string): User | undefined {
    const digits = phone.replace(/\D/g, '');
    return [...this.#users.values()].find((user) => user.phone === digits);
  }

  accessHash(viewerId: string, userId: string): bigint {
    return computeAccessHash(this.#secret, viewerId, userId);
  }

  fileAccessHash(viewerId: string, fileId: string): bigint {
    return computeAccessHash(this.#secret, viewerId, `file ${fileId}`);
  }

  /** Changes names; everyone who has a chat with the user or knows them as a contact learns of it. */
  rename(
    id: string,
    names: { firstName?: string; lastName?: string; username?: string | undefined },
    origin?: object,
  ): void {
    const user = this.user(id);
    if (names.username !== undefined && names.username !== user.username) {
      const holder = this.findByUsername(names.username);
      if (holder !== undefined && holder !== user) {
        throw new Refusal(400, 'USERNAME_OCCUPIED');
      }
    }
    user.firstName = names.firstName ?? user.firstName;
    user.lastName = names.lastName ?? user.lastName;
    if ('username' in names) {
      user.username = names.username;
    }
    for (const other of this.#users.values()) {
      if (other === user || other.contacts.has(id) || this.mailbox(other.id).dialogs.has(id)) {
        this.emit({ kind: 'renamed', ownerId: other.id, userId: id, ...(origin && { origin }) });
      }
    }
  }

  /** Calls back for everything that a user's clients have to learn; the returned function ends that. */
  subscribe(listener: (event: WorldEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  emit(event: WorldEvent): void {
    for (const listener of this.#listeners) {
      listener(event);
    }
  }
}
