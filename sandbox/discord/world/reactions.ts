import { PermissionFlagsBits as P, ReactionType } from 'discord-api-types/v10';
import { refuse } from './discord-error.js';
import type { Expressions } from './expressions.js';
import type { MessageRecord, ReactionRecord } from './records.js';
import { viewMember } from './views/guild-view.js';
import type { WorldCore } from './world-core.js';

/** A message takes no more different emoji ("Opcodes and Status Codes", 30010). */
const MOST_EMOJI = 20;
const PICTURE = /\p{Extended_Pictographic}|\p{Regional_Indicator}{2}|[0-9#*]\uFE0F?\u20E3/u;
const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Reactions with Unicode emoji, and with custom ones written `name:id`. */
export class Reactions {
  readonly #core: WorldCore;
  readonly #expressions: Expressions;

  constructor(core: WorldCore, expressions: Expressions) {
    this.#core = core;
    this.#expressions = expressions;
  }

  /** A second call for the same emoji changes nothing. @throws 10014 for what is no emoji */
  add(actorId: string, channelId: string, messageId: string, emoji: string): void {
    const { message, isThreadClosed } = this.#require(actorId, channelId, messageId);
    if (isThreadClosed) throw refuse('threadArchived');
    const channel = this.#core.access.requireVisible(actorId, channelId);
    this.#core.access.requireIn(actorId, channel, P.ReadMessageHistory);
    const wanted = readEmoji(emoji);
    let reaction = find(message, wanted);
    if (!reaction) {
      const custom = wanted.id === null ? null : this.#expressions.requireEmoji(actorId, channel, wanted.id);
      this.#core.access.requireIn(actorId, channel, P.AddReactions);
      if (message.reactions.length >= MOST_EMOJI) throw refuse('tooManyReactions');
      reaction = {
        emojiId: wanted.id,
        emojiName: custom?.name ?? wanted.name,
        isAnimated: custom?.animated ?? false,
        userIds: new Set(),
      };
      message.reactions.push(reaction);
    }
    if (reaction.userIds.has(actorId)) return;
    reaction.userIds.add(actorId);
    const guild = this.#core.store.guildOf(channel);
    const member = guild?.members.get(actorId);
    this.#announce('MESSAGE_REACTION_ADD', message, actorId, reaction, {
      message_author_id: message.authorId,
      ...(member ? { member: viewMember(member, this.#core.store.requireUser(actorId)) } : {}),
    });
  }

  /** Removes one's own reaction, or with Manage Messages another's. */
  remove(actorId: string, channelId: string, messageId: string, emoji: string, userId = actorId): void {
    const { message, isThreadClosed } = this.#require(actorId, channelId, messageId);
    if (isThreadClosed) throw refuse('threadArchived');
    const wanted = readEmoji(emoji);
    if (userId !== actorId) {
      const channel = this.#core.access.requireVisible(actorId, channelId);
      this.#core.access.requireIn(actorId, channel, P.ManageMessages);
    }
    const reaction = find(message, wanted);
    if (!reaction?.userIds.delete(userId)) throw refuse('unknownEmoji');
    if (reaction.userIds.size === 0) message.reactions.splice(message.reactions.indexOf(reaction), 1);
    this.#announce('MESSAGE_REACTION_REMOVE', message, userId, reaction, {});
  }

  /** Removes all reactions; needs Manage Messages. */
  clear(actorId: string, channelId: string, messageId: string): void {
    const { message } = this.#require(actorId, channelId, messageId);
    const channel = this.#core.access.requireVisible(actorId, channelId);
    this.#core.access.requireIn(actorId, channel, P.ManageMessages);
    message.reactions = [];
    this.#core.announce.toChannel(channel, 'MESSAGE_REACTION_REMOVE_ALL', () => whereOf(message));
  }

  /** Ids of who reacted with the emoji, ascending, after the given one. */
  list(actorId: string, channelId: string, messageId: string, emoji: string, limit: number, afterId: string) {
    const { message } = this.#require(actorId, channelId, messageId);
    const ids = [...(find(message, readEmoji(emoji))?.userIds ?? [])];
    return ids
      .filter((id) => BigInt(id) > BigInt(afterId))
      .sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1))
      .slice(0, limit)
      .map((id) => this.#core.store.requireUser(id));
  }

  #require(actorId: string, channelId: string, messageId: string) {
    const channel = this.#core.access.requireVisible(actorId, channelId);
    const message = this.#core.store.requireMessage(channelId, messageId);
    return { message, isThreadClosed: channel.kind === 'thread' && channel.archived };
  }

  #announce(
    name: string,
    message: MessageRecord,
    userId: string,
    { emojiId, emojiName, isAnimated }: ReactionRecord,
    extra: object,
  ): void {
    const channel = this.#core.store.requireChannel(message.channelId);
    this.#core.announce.toChannel(channel, name, () => ({
      ...whereOf(message),
      user_id: userId,
      emoji: { id: emojiId, name: emojiName, ...(isAnimated ? { animated: true } : {}) },
      burst: false,
      type: ReactionType.Normal,
      ...extra,
    }));
  }
}

function whereOf(message: MessageRecord) {
  return {
    channel_id: message.channelId,
    message_id: message.id,
    ...(message.guildId === null ? {} : { guild_id: message.guildId }),
  };
}

interface Emoji {
  readonly id: string | null;
  readonly name: string;
}

/** Of a custom emoji only the id counts. */
function find(message: MessageRecord, emoji: Emoji): ReactionRecord | undefined {
  return message.reactions.find(
    ({ emojiId, emojiName }) => emojiId === emoji.id && (emoji.id !== null || emojiName === emoji.name),
  );
}

/** @throws 10014 for what is neither an emoji nor `name:id` */
function readEmoji(emoji: string): Emoji {
  const custom = /^(?:a:)?(\w{2,32}):(\d{1,20})$/.exec(emoji);
  if (custom?.[1] !== undefined && custom[2] !== undefined) return { id: custom[2], name: custom[1] };
  const [first, ...others] = GRAPHEMES.segment(emoji);
  if (first && others.length === 0 && PICTURE.test(emoji)) return { id: null, name: emoji };
  throw refuse('unknownEmoji');
}
