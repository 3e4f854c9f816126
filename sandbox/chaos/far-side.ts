import type { Scene } from '../stage/scene.js';
import type { Conversation } from '../story/conversation.js';
import { showMedia } from '../telegram/seen-media.js';
import { describeFile, keyOfFile } from './files.js';
import type { Line } from './verdict.js';
import { readOnDiscord, readOnTelegram } from './wording.js';

/** The bot's own word below messages, not the agent's: that one waits, was seen, will never be delivered. */
const signs: ReadonlySet<string> = new Set(['⏳', '👁', '🚫']);
const variationSelectors = /[\uFE0E\uFE0F]/g;

/** A line with what it takes to answer it or to react to it. */
export interface SeenLine extends Line {
  /** As its reader knows it. */
  readonly id: string;
  /** What the bot, or its account, set below it. */
  readonly reaction: string | null;
}

/** What stands of one talk on each side, as the services have it. Looks at nothing that was there before the talk began. */
export class FarSide {
  readonly #chatFrom: number;
  readonly #threadFrom: string;

  constructor(
    private readonly scene: Scene,
    private readonly place: Conversation,
    private readonly mark: string,
  ) {
    this.#chatFrom = this.#copies().at(-1)?.id ?? 0;
    this.#threadFrom = this.#log.latestId ?? '0';
  }

  /** What the member said, as the agent has it; `own` are the agent's messages by id. */
  chat(own: ReadonlyMap<string, number>): readonly SeenLine[] {
    const numbers = new Map(own);
    return this.#newCopies().flatMap((copy) => {
      if (copy.isOut) return [];
      const { text, entities, media } = copy.body;
      const shown = media === undefined ? undefined : showMedia(media);
      const file =
        shown !== undefined && 'bytes' in shown ? { name: shown.name ?? '', bytes: shown.bytes() } : null;
      const read = readOnTelegram(text, entities);
      const number = this.#numberOf(read.body, file?.bytes);
      if (number === null) return [];
      const id = String(copy.id);
      numbers.set(id, number);
      const files = file === null ? [] : [describeFile(file.name, file.bytes)];
      const replyTo = numbers.get(String(copy.replyToId)) ?? null;
      return [{ number, id, ...read, files, replyTo, reaction: this.reactionInChat(id) }];
    });
  }

  /** What the agent said, as the member has it; `own` are the member's messages by id. */
  thread(own: ReadonlyMap<string, number>): readonly SeenLine[] {
    const numbers = new Map(own);
    const { botId } = this.#world.application;
    return this.#posts().flatMap((post) => {
      if (post.authorId !== botId) return [];
      const read = readOnDiscord(post.content);
      const number = this.#numberOf(read.body, post.attachments[0]?.bytes);
      if (number === null) return [];
      numbers.set(post.id, number);
      const files = post.attachments.map(({ filename, bytes }) => describeFile(filename, bytes));
      const replyTo = numbers.get(post.reference?.messageId ?? '') ?? null;
      return [{ number, id: post.id, ...read, files, replyTo, reaction: this.reactionInThread(post.id) }];
    });
  }

  /** What the account set below a message of the agent's chat, on the member's behalf. */
  reactionInChat(id: string): string | null {
    return this.#mailbox.find(Number(id))?.body.reactions.get(this.place.account.id)?.emoji ?? null;
  }

  /** What the bot set below a message of the thread, on the agent's behalf. */
  reactionInThread(id: string): string | null {
    const { botId } = this.#world.application;
    const reactions = this.#log.get(id)?.reactions ?? [];
    const own = reactions
      .filter(({ userIds }) => userIds.has(botId))
      .map(({ emojiName }) => emojiName.replace(variationSelectors, ''))
      .filter((emoji) => !signs.has(emoji));
    return own.length === 0 ? null : own.join('');
  }

  /** Words of the chat since the talk began. */
  wordsOfChat(): readonly string[] {
    return this.#newCopies().map(({ body }) => body.text);
  }

  /** Which message a notice of the bot in the thread answers, of those that begin with these words. */
  answeredBy(words: string): readonly string[] {
    return this.#posts().flatMap(({ content, reference }) =>
      content.includes(words) && reference?.messageId ? [reference.messageId] : [],
    );
  }

  /** Which message of this talk it is; null when it is none. */
  #numberOf(body: string, bytes: Uint8Array | undefined): number | null {
    const key = body === '' && bytes !== undefined ? keyOfFile(bytes) : body;
    const [mark, number] = (key ?? '').split(' ');
    return mark === this.mark && number !== undefined ? Number(number) : null;
  }

  get #world() {
    return this.scene.stage.discord.world;
  }

  get #log() {
    return this.#world.store.log(this.place.thread.id);
  }

  get #mailbox() {
    return this.scene.stage.telegram.world.mailbox(this.scene.agent.id);
  }

  #posts() {
    return this.#log.after(this.#threadFrom, Number.POSITIVE_INFINITY);
  }

  #copies() {
    return this.#mailbox.inChat(this.place.account.id);
  }

  #newCopies() {
    return this.#copies().filter(({ id }) => id > this.#chatFrom);
  }
}
