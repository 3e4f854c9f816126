import type { APIEmbed, APIMessageTopLevelComponent } from 'discord-api-types/v10';

export interface AuthorSight {
  readonly id: string;
  readonly name: string;
  readonly isBot: boolean;
  /** Colour of the highest role that has one; 0 is none. */
  readonly color: number;
}

export interface AttachmentSight {
  readonly id: string;
  readonly filename: string;
  readonly description: string | null;
  readonly contentType: string;
  /** Bytes. */
  readonly size: number;
  /** On this origin; pictures, videos and sounds can be shown from it. */
  readonly url: string;
  readonly isSpoiler: boolean;
  readonly durationSeconds: number | null;
}

export interface StickerSight {
  readonly id: string;
  readonly name: string;
  /** Null for what a browser can't show. */
  readonly url: string | null;
}

/** A poll; nobody votes in the local Discord. */
export interface PollSight {
  readonly question: string;
  readonly answers: readonly { readonly id: number; readonly text: string; readonly emoji: string | null }[];
  readonly allowsMany: boolean;
  readonly expiresAt: number;
}

/** What a forward shows of the message that was forwarded. */
export interface ForwardSight {
  readonly content: string;
  readonly embeds: readonly APIEmbed[];
  readonly attachments: readonly AttachmentSight[];
  readonly stickers: readonly StickerSight[];
  /** When that message was written. */
  readonly at: number;
}

export interface ReactionSight {
  /** The emoji itself; a name for custom ones. */
  readonly emoji: string;
  /** Null for a Unicode emoji. */
  readonly emojiId: string | null;
  readonly count: number;
  /** The person has reacted with it. */
  readonly isMine: boolean;
}

/** Why a message stands there without anyone having written it. */
export type SystemKind = 'thread-created' | 'thread-renamed' | 'member-added' | 'member-removed' | 'other';

/** A message as one person sees it. */
export interface MessageSight {
  readonly id: string;
  readonly placeId: string;
  readonly author: AuthorSight;
  readonly at: number;
  readonly editedAt: number | null;
  /** Discord's markdown, mentions as `<@id>`, `<@&id>`, `<#id>`. */
  readonly content: string;
  readonly embeds: readonly APIEmbed[];
  readonly components: readonly APIMessageTopLevelComponent[];
  readonly attachments: readonly AttachmentSight[];
  readonly stickers: readonly StickerSight[];
  readonly poll: PollSight | null;
  readonly forwarded: ForwardSight | null;
  /** An invitation to a game. */
  readonly isActivityInvite: boolean;
  readonly reactions: readonly ReactionSight[];
  /** The message that it answers; `content` null when that one is gone. */
  readonly replyTo: {
    readonly id: string;
    readonly author: AuthorSight | null;
    readonly content: string | null;
  } | null;
  /** "… used /vip upgrade", over the answer to a command. */
  readonly usedCommand: { readonly user: AuthorSight; readonly command: string } | null;
  /** "Only you can see this". */
  readonly isEphemeral: boolean;
  /** "… is thinking". */
  readonly isThinking: boolean;
  readonly system: SystemKind | null;
  /** It mentions the person, who sees it highlighted. */
  readonly mentionsViewer: boolean;
  readonly may: { readonly edit: boolean; readonly delete: boolean; readonly useComponents: boolean };
}
