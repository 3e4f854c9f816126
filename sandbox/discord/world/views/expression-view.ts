import { StickerType } from 'discord-api-types/v10';
import type { EmojiRecord, StickerRecord } from '../expression-records.js';

/** A custom emoji as a guild lists it (`EmojiResponse`). */
export function viewEmoji({ id, name, animated }: EmojiRecord) {
  return { id, name, animated, roles: [], require_colons: true, managed: false, available: true };
}

/** A sticker as its guild lists it (`GuildStickerResponse`). */
export function viewSticker({ id, name, format }: StickerRecord, guildId: string) {
  return {
    id,
    name,
    format_type: format,
    type: StickerType.Guild as const,
    tags: name,
    description: null,
    available: true,
    guild_id: guildId,
  };
}

/** A sticker as a message carries it ("Sticker", Sticker Item Object). */
export function viewStickerItem({ id, name, format }: StickerRecord) {
  return { id, name, format_type: format };
}
