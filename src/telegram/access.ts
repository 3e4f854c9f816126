/** What it takes to speak with Telegram as this application. */
export interface TelegramAccess {
  readonly apiId: number;
  readonly apiHash: string;
  /** A local server in place of Telegram's own; null for the real one. */
  readonly server: { readonly host: string; readonly port: number } | null;
}
