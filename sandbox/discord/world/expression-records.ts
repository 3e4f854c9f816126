import type { StickerFormatType } from 'discord-api-types/v10';

/** A sticker of a guild, or a standard one, which everybody has. */
export interface StickerRecord {
  readonly id: string;
  /** Null: a standard sticker. */
  readonly guildId: string | null;
  readonly name: string;
  readonly format: StickerFormatType;
  readonly bytes: Uint8Array;
}

/** A custom emoji of a guild. */
export interface EmojiRecord {
  readonly id: string;
  readonly name: string;
  readonly animated: boolean;
  readonly bytes: Uint8Array;
}
