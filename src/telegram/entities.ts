import type { Api } from 'telegram';
import { plain, type RichText } from '../relay/index.js';

/** A text as Telegram takes it: its words, and how they are formatted. */
export interface TelegramText {
  readonly message: string;
  readonly entities: Api.TypeMessageEntity[];
}

/** The one place where Telegram's formatting becomes the relay's. Words only: formatting is not carried yet. */
export function fromTelegramText(message: string): RichText {
  return plain(message);
}

/** The one place where the relay's formatting becomes Telegram's. Words only: formatting is not carried yet. */
export function toTelegramText(text: RichText): TelegramText {
  return { message: text.text, entities: [] };
}
