/** What the buttons of the machine room do to the world. What is left out is chosen: the newest live session's thread, member or account. */
export type Mischief = { readonly guild: string } & (
  | { readonly mischief: 'archive-thread'; readonly thread?: string | undefined }
  | { readonly mischief: 'delete-thread'; readonly thread?: string | undefined }
  /** Moves the clock of both services. */
  | { readonly mischief: 'pass-day' }
  /** The member leaves the server. Pressed again for someone outside: they come back. */
  | { readonly mischief: 'member-leaves'; readonly member?: string | undefined }
  /** Every request answers 500 for so long; 30 unless told otherwise. */
  | { readonly mischief: 'discord-fails'; readonly seconds?: number | undefined }
  /** The gateway's connections are closed; the bot may resume. */
  | { readonly mischief: 'gateway-drops' }
  /** The connection of one account, or of all, is cut. */
  | { readonly mischief: 'telegram-drops'; readonly account?: string | undefined }
  /** The next call of sending is answered FLOOD_WAIT; 10 seconds unless told otherwise. */
  | { readonly mischief: 'flood-wait'; readonly seconds?: number | undefined }
  /** USER_DEACTIVATED_BAN from now on. */
  | { readonly mischief: 'ban-account'; readonly account?: string | undefined }
  /** SIGKILL, then a new process. */
  | { readonly mischief: 'restart-bot' }
  | { readonly mischief: 'kill-bot' }
  | { readonly mischief: 'start-bot' }
);

export interface MischiefAnswer {
  /** One sentence that says what was done, with names. */
  readonly done: string;
}
