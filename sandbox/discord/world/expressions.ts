import { PermissionFlagsBits as P, type StickerFormatType } from 'discord-api-types/v10';
import { refuse } from './discord-error.js';
import type { EmojiRecord, StickerRecord } from './expression-records.js';
import type { ChannelRecord, GuildRecord } from './records.js';
import { viewEmoji, viewSticker } from './views/expression-view.js';
import type { WorldCore } from './world-core.js';

/** Custom emojis and stickers, and who may use which. */
export class Expressions {
  readonly #core: WorldCore;

  constructor(core: WorldCore) {
    this.#core = core;
  }

  /** Adds a sticker to a guild, or for null to those that everybody has. */
  addSticker(
    guild: GuildRecord | null,
    sticker: { name: string; format: StickerFormatType; bytes: Uint8Array },
  ): StickerRecord {
    const { snowflakes, store, announce } = this.#core;
    const added: StickerRecord = { ...sticker, id: snowflakes.next(), guildId: guild?.id ?? null };
    store.stickers.set(added.id, added);
    if (guild) {
      guild.stickers.set(added.id, added);
      announce.toGuild(guild, 'GUILD_STICKERS_UPDATE', () => ({
        guild_id: guild.id,
        stickers: [...guild.stickers.values()].map((one) => viewSticker(one, guild.id)),
      }));
    }
    return added;
  }

  addEmoji(guild: GuildRecord, emoji: { name: string; animated?: boolean; bytes: Uint8Array }): EmojiRecord {
    const { snowflakes, announce } = this.#core;
    const { name, animated = false, bytes } = emoji;
    const added: EmojiRecord = { id: snowflakes.next(), name, animated, bytes };
    guild.emojis.set(added.id, added);
    announce.toGuild(guild, 'GUILD_EMOJIS_UPDATE', () => ({
      guild_id: guild.id,
      emojis: [...guild.emojis.values()].map(viewEmoji),
    }));
    return added;
  }

  /**
   * The stickers of a message: standard ones, and those of the guild. Others need a subscription that nobody has here.
   *
   * @throws 50081 for any other
   */
  requireStickers(channel: ChannelRecord, ids: readonly string[]): StickerRecord[] {
    const guildId = channel.kind === 'direct' ? null : channel.guildId;
    return ids.map((id) => {
      const sticker = this.#core.store.stickers.get(id);
      if (!sticker || (sticker.guildId !== null && sticker.guildId !== guildId))
        throw refuse('invalidSticker');
      return sticker;
    });
  }

  /** A custom emoji that the user knows, because they are in its guild. @throws 10014 */
  requireEmoji(userId: string, channel: ChannelRecord, emojiId: string): EmojiRecord {
    const { store, access } = this.#core;
    const home = [...store.guilds.values()].find(
      ({ emojis, members }) => emojis.has(emojiId) && members.has(userId),
    );
    const emoji = home?.emojis.get(emojiId);
    if (!home || !emoji) throw refuse('unknownEmoji');
    const isForeign = channel.kind !== 'direct' && channel.guildId !== home.id;
    if (isForeign) access.requireIn(userId, channel, P.UseExternalEmojis);
    return emoji;
  }

  /** Finds an emoji wherever it is, for whoever has its address. */
  findEmoji(emojiId: string): EmojiRecord | undefined {
    return [...this.#core.store.guilds.values()].flatMap(({ emojis }) => emojis.get(emojiId) ?? [])[0];
  }
}
