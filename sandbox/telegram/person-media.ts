/** How a person says where something is. */
interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

interface FileParts {
  readonly bytes: Buffer;
  readonly name?: string;
  readonly mimeType?: string;
}

/** What a person can send besides words, as their client's menu offers it. */
export type PersonMedia =
  | { readonly kind: 'photo'; readonly bytes: Buffer; readonly width?: number; readonly height?: number }
  | ({ readonly kind: 'document' } & FileParts)
  | ({
      readonly kind: 'video';
      readonly seconds?: number;
      readonly width?: number;
      readonly height?: number;
    } & FileParts)
  | ({
      readonly kind: 'audio';
      readonly seconds?: number;
      readonly title?: string;
      readonly performer?: string;
    } & FileParts)
  | { readonly kind: 'voice'; readonly bytes: Buffer; readonly seconds?: number; readonly waveform?: Buffer }
  | { readonly kind: 'video_note'; readonly bytes: Buffer; readonly seconds?: number }
  | ({ readonly kind: 'gif' } & FileParts)
  | {
      readonly kind: 'sticker';
      /** A WebP picture, a gzipped Lottie animation (tgs), or a WebM video. */
      readonly format: 'static' | 'animated' | 'video';
      readonly bytes: Buffer;
      readonly emoji: string;
      /** Its still, a WebP picture: stickers of most sets have one. */
      readonly still?: Buffer;
    }
  | {
      readonly kind: 'poll';
      readonly question: string;
      readonly answers: readonly string[];
      readonly isQuiz?: boolean;
    }
  | ({ readonly kind: 'geo' } & Place)
  | ({ readonly kind: 'geo_live'; readonly periodSeconds?: number } & Place)
  | ({ readonly kind: 'venue'; readonly title: string; readonly address: string } & Place)
  | {
      readonly kind: 'contact';
      readonly phone: string;
      readonly firstName: string;
      readonly lastName?: string;
      /** The contact's user id, if they are on Telegram. */
      readonly userId?: string;
    }
  | { readonly kind: 'dice'; readonly emoji?: string; readonly value?: number };

/** Where a forwarded message was first written. */
export type ForwardedFrom =
  | { readonly user: { readonly id: string } }
  | { readonly channel: string; readonly signature?: string }
  /** Somebody who hides their account behind a name. */
  | { readonly hidden: string };

/** What Telegram itself writes into a chat after somebody did something. */
export type PersonService =
  | {
      readonly kind: 'phone_call';
      readonly isVideo?: boolean;
      readonly outcome: 'missed' | 'declined' | 'ended';
      readonly seconds?: number;
    }
  | { readonly kind: 'screenshot' }
  | { readonly kind: 'gift'; readonly months: number };
