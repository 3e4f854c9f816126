/** Formatting of a Telegram message; offset and length in UTF-16 units. */
export interface TelegramEntity {
  readonly kind:
    | 'bold'
    | 'italic'
    | 'underline'
    | 'strike'
    | 'spoiler'
    | 'code'
    | 'pre'
    | 'blockquote'
    | 'link'
    | 'mention'
    | 'custom-emoji'
    | 'other';
  readonly offset: number;
  readonly length: number;
  /** `link`: where to. */
  readonly url?: string;
  /** `pre`: of which language. */
  readonly language?: string;
}

export interface TelegramMedia {
  readonly kind:
    | 'photo'
    | 'video'
    | 'animation'
    | 'audio'
    | 'voice'
    | 'sticker'
    | 'document'
    | 'location'
    | 'poll'
    | 'contact'
    | 'other';
  readonly fileName: string | null;
  readonly mimeType: string;
  /** Bytes; 0 when there is no file. */
  readonly size: number;
  /** On this origin; null when there is no file. */
  readonly url: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly durationSeconds: number | null;
  readonly isSpoiler: boolean;
  /** What a sticker stands for, where a location lies, what a poll asks. */
  readonly label: string | null;
}

export interface TelegramMessageSight {
  readonly id: number;
  readonly isOut: boolean;
  /** As the agent sees the writer's name. */
  readonly who: string;
  readonly text: string;
  readonly entities: readonly TelegramEntity[];
  readonly at: number;
  readonly isEdited: boolean;
  /** Outgoing: the other side has read it (two ticks). Incoming: the agent has. */
  readonly isRead: boolean;
  readonly replyTo: { readonly id: number; readonly who: string; readonly text: string } | null;
  readonly media: TelegramMedia | null;
  /** Messages of one album have the same. */
  readonly albumId: string | null;
  readonly reactions: readonly { readonly emoji: string; readonly count: number; readonly isMine: boolean }[];
}

/** The agent's chat with one account of the pool. */
export interface ChatSight {
  readonly accountId: string;
  /** As the agent's client shows it: the name that the account gives itself now. */
  readonly name: string;
  readonly username: string | null;
  readonly unread: number;
  /** The customer is typing. */
  readonly isTyping: boolean;
  /** Oldest first; the last 200. */
  readonly messages: readonly TelegramMessageSight[];
}

/** The agent's Telegram: one chat for each account of the pool that has ever written, the latest message first; then the silent ones. */
export interface AgentSight {
  readonly agent: { readonly id: string; readonly name: string; readonly username: string | null };
  readonly chats: readonly ChatSight[];
  readonly now: number;
}
