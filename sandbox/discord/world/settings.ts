/** How this local Discord is set up; may be changed while it runs. */
export interface WorldSettings {
  /** Where this server is reached, without a trailing slash; attachment addresses begin with it. */
  publicUrl: string;
  /** Words that no thread name may contain, in lower case; naming one is refused with 50035. */
  refusedThreadWords: readonly string[];
  /** For how long a nonce is remembered. Discord says "a few minutes" ("Message", Create Message). */
  nonceWindowMs: number;
  /** How many active threads a guild may have before 160006. */
  activeThreadLimit: number;
  /** For how long an attachment's address works. */
  attachmentLifetimeMs: number;
}

export function defaultSettings(): WorldSettings {
  return {
    publicUrl: 'http://127.0.0.1',
    refusedThreadWords: [],
    nonceWindowMs: 5 * 60_000,
    activeThreadLimit: 1_000,
    attachmentLifetimeMs: 24 * 60 * 60_000,
  };
}
