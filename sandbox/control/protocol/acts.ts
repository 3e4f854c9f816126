import type { APIApplicationCommandOptionChoice } from 'discord-api-types/v10';

/** A file on its way; at most 10 in one message. */
export interface FileDraft {
  readonly name: string;
  readonly contentType: string;
  /** Base64. */
  readonly data: string;
  readonly isSpoiler?: boolean | undefined;
}

/** A poll to begin. */
export interface PollDraft {
  readonly question: string;
  readonly answers: readonly string[];
  readonly allowsMany?: boolean | undefined;
  /** 24 unless told otherwise. */
  readonly hours?: number | undefined;
}

/** Options of a command; people, roles and channels as `{id}`. */
export type OptionValues = Readonly<Record<string, string | number | boolean | { readonly id: string }>>;

interface MessageName {
  readonly channel: string;
  readonly message: string;
}

/** What the page asks a person on Discord to do. More acts, for use by hand, are in `sandbox/README.md`. */
export type PersonAct =
  | {
      readonly act: 'runs';
      readonly command: string;
      readonly options?: OptionValues | undefined;
      readonly where: string;
    }
  /** Answers with `choices`. */
  | {
      readonly act: 'completes';
      readonly command: string;
      readonly options: OptionValues;
      /** The option that is being typed; its value stands in `options`. */
      readonly focused: string;
      readonly where: string;
    }
  /** Presses a button of a message. */
  | ({ readonly act: 'clicks'; readonly component: string } & MessageName)
  /** Chooses in a select: values, or ids of people, roles or channels. */
  | ({
      readonly act: 'chooses';
      readonly component: string;
      readonly values: readonly string[];
    } & MessageName)
  | {
      readonly act: 'submits';
      readonly modal: string;
      /** By custom id. */
      readonly values: Readonly<Record<string, string | readonly string[]>>;
    }
  | { readonly act: 'closesModal'; readonly modal: string }
  | {
      readonly act: 'says';
      readonly where: string;
      /** May be empty beside files. */
      readonly text: string;
      readonly replyTo?: string | undefined;
      readonly files?: readonly FileDraft[] | undefined;
      /** A sticker's id. */
      readonly sticker?: string | undefined;
      readonly poll?: PollDraft | undefined;
      /** The text follows the forward as a message of its own. */
      readonly forwardOf?: MessageName | undefined;
    }
  | ({ readonly act: 'edits'; readonly text: string } & MessageName)
  | ({ readonly act: 'deletes' } & MessageName)
  /** Of an ephemeral message: "Dismiss message". */
  | ({ readonly act: 'dismisses' } & MessageName)
  /** A Unicode emoji, or `name:id`. */
  | ({ readonly act: 'reacts'; readonly emoji: string } & MessageName)
  | ({ readonly act: 'unreacts'; readonly emoji: string } & MessageName)
  | { readonly act: 'types'; readonly where: string }
  | { readonly act: 'archives'; readonly thread: string; readonly locks?: boolean | undefined }
  | { readonly act: 'unarchives'; readonly thread: string }
  | { readonly act: 'deletesThread'; readonly thread: string }
  | { readonly act: 'leaves'; readonly thread: string }
  | { readonly act: 'removesFromThread'; readonly thread: string; readonly member: string }
  | { readonly act: 'leavesServer' }
  | { readonly act: 'joinsServer' }
  | { readonly act: 'acceptsDirectMessages'; readonly accepts: boolean };

/** What the page asks the agent to do on Telegram, in the chat with an account. */
export type AgentAct = { readonly account: string } & (
  | {
      readonly act: 'replies';
      readonly text: string;
      readonly replyTo?: number | undefined;
      readonly files?: readonly FileDraft[] | undefined;
    }
  | { readonly act: 'writesBlindly'; readonly text: string }
  | { readonly act: 'reads' }
  | { readonly act: 'edits'; readonly message: number; readonly text: string }
  /** For both sides. */
  | { readonly act: 'deletes'; readonly message: number }
  /** Null takes the reaction back. */
  | { readonly act: 'reacts'; readonly message: number; readonly emoji: string | null }
  | { readonly act: 'types' }
);

export interface ActAnswer {
  /** What the person sees then, by which the page can lead there: the bot's answer, the own message; null if there is nothing. */
  readonly sees: { readonly id: string; readonly channelId: string } | null;
  /** Of `completes`. */
  readonly choices?: readonly APIApplicationCommandOptionChoice[];
  /** A modal opened for the person; it stands in their `GuildSight`. */
  readonly modal?: string;
}

/** Why something was not done; `error` can be shown. */
export interface ActRefusal {
  readonly error: string;
  /** Of `AttemptRefused`, such as `missing-permissions`. */
  readonly reason?: string;
}
