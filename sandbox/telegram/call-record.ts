/** One method call as tests count it. */
export interface CallRecord {
  /** As the `telegram` package names it: `messages.SendMessage`. */
  readonly method: string;
  /** User id of the account. */
  readonly account: string;
  /** When it arrived, in milliseconds of the service's clock. */
  readonly at: number;
  /** The same in real time, from an arbitrary beginning. */
  readonly begun: number;
  readonly sessionId: string;
  readonly request: unknown;
  /** `pending`, `done`, `dropped`, or the message of the rpc_error. */
  outcome: string;
}
