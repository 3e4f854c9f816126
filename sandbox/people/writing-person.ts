import { MessageFlags, MessageReferenceType } from 'discord-api-types/v10';
import type { LocalDiscord } from '../discord/local-discord.js';
import type { MessageRecord } from '../discord/world/records.js';
import type { Narrator } from './narrator.js';
import { type SeenMessage, showMessage } from './seen-message.js';
import { type FileToSend, packFiles } from './sent-files.js';
import { type PollToStart, packPoll } from './sent-poll.js';

/** A channel, a thread or a direct conversation. */
export interface Place {
  readonly id: string;
}

/** A message, by where it stands and which it is. */
export type MessageAddress = Pick<SeenMessage, 'id' | 'channelId'>;

/** What a message carries beside its text. */
export interface Enclosures {
  readonly files?: readonly FileToSend[];
  readonly replyTo?: Pick<SeenMessage, 'id'>;
  /** Sends the one file as a voice message. */
  readonly voice?: boolean;
  readonly sticker?: { readonly id: string };
  readonly poll?: PollToStart;
  /** Forwards this message; the text follows as a message of its own, as the app sends it. */
  readonly forwardOf?: MessageAddress;
}

export interface PersonParts {
  readonly discord: LocalDiscord;
  readonly narrator: Narrator;
  readonly id: string;
  readonly name: string;
  readonly guildId: string;
}

/** Somebody who writes messages by hand, changes them and reacts. What Discord refuses throws its `DiscordError`. */
export abstract class WritingPerson {
  readonly id: string;
  readonly name: string;
  readonly guildId: string;
  protected readonly discord: LocalDiscord;
  protected readonly narrator: Narrator;

  constructor(parts: PersonParts) {
    this.id = parts.id;
    this.name = parts.name;
    this.guildId = parts.guildId;
    this.discord = parts.discord;
    this.narrator = parts.narrator;
  }

  /** Writes a message; returns it. */
  says(where: Place, text: string, enclosures: Enclosures = {}): SeenMessage {
    const { files = [], replyTo, voice = false, sticker, poll, forwardOf } = enclosures;
    if (forwardOf) return this.#forwards(where, text, forwardOf);
    const names = files.map(({ name }) => ` [${name}]`).join('');
    this.did(`writes in ${this.titleOf(where.id)}: “${text}”${names}`);
    const packed = packFiles(files, voice);
    const body = {
      content: text,
      ...(packed.length > 0 && { attachments: packed.map(({ attachment }) => attachment) }),
      ...(voice && { flags: MessageFlags.IsVoiceMessage }),
      ...(sticker && { sticker_ids: [sticker.id] }),
      ...(poll && { poll: packPoll(poll) }),
      ...(replyTo && { message_reference: { message_id: replyTo.id } }),
    };
    const uploads = packed.map(({ upload }) => upload);
    return this.show(this.world.messages.create(this.id, where.id, body, uploads));
  }

  /** Invites everyone there to a game. */
  invitesToPlay(where: Place): SeenMessage {
    this.did('invites to a game');
    return this.show(this.world.activityInvites.post(this.id, where.id, `party:${this.id}`));
  }

  edits(message: MessageAddress, text: string): void {
    this.did(`changes a message to “${text}”`);
    this.world.messages.edit(this.id, message.channelId, message.id, { content: text });
  }

  /** Takes one file out of their message, as the app lets them. */
  removesFile(message: MessageAddress, filename: string): void {
    this.did(`takes ${filename} out of a message`);
    const { attachments } = this.world.store.requireMessage(message.channelId, message.id);
    const kept = attachments.filter((attachment) => attachment.filename !== filename);
    this.world.messages.edit(this.id, message.channelId, message.id, {
      attachments: kept.map(({ id }) => ({ id })),
    });
  }

  deletes(message: MessageAddress): void {
    this.did('deletes a message');
    this.world.history.delete(this.id, message.channelId, message.id);
  }

  /** @param emoji the emoji itself, or `name:id` of a custom one */
  reacts(message: MessageAddress, emoji: string): void {
    this.did(`reacts with ${emoji}`);
    this.world.reactions.add(this.id, message.channelId, message.id, emoji);
  }

  unreacts(message: MessageAddress, emoji: string): void {
    this.did(`takes back ${emoji}`);
    this.world.reactions.remove(this.id, message.channelId, message.id, emoji);
  }

  /** Begins to type: others see it for ten seconds, or until the message is there. */
  types(where: Place): void {
    this.did(`types in ${this.titleOf(where.id)}`);
    this.world.typing.start(this.id, where.id);
  }

  #forwards(where: Place, text: string, { id, channelId }: MessageAddress): SeenMessage {
    this.did(`forwards a message to ${this.titleOf(where.id)}`);
    const reference = { type: MessageReferenceType.Forward, message_id: id, channel_id: channelId };
    const forward = this.world.messages.create(this.id, where.id, { message_reference: reference });
    if (text !== '') this.says(where, text);
    return this.show(forward);
  }

  protected get world(): LocalDiscord['world'] {
    return this.discord.world;
  }

  protected show(message: MessageRecord): SeenMessage {
    return showMessage(message, this.world.links);
  }

  protected did(what: string): void {
    this.narrator.tell({ kind: 'did', app: 'Discord', who: this.name, what });
  }

  protected titleOf(channelId: string): string {
    const channel = this.world.store.channels.get(channelId);
    if (channel === undefined) return '#unknown';
    return channel.kind === 'direct' ? 'direct messages' : `#${channel.name}`;
  }

  /** What people call someone or something; a plain value is itself. */
  protected nameOf(value: string | number | boolean | { readonly id: string }): string {
    if (typeof value !== 'object') return String(value);
    const { store } = this.world;
    const user = store.users.get(value.id);
    const role = store.guilds.get(this.guildId)?.roles.get(value.id);
    return user?.globalName ?? user?.username ?? role?.name ?? this.titleOf(value.id);
  }
}
