/** How a user treats people who are not among their contacts. */
type StrangerPolicy = 'accept' | 'PRIVACY_PREMIUM_REQUIRED' | 'USER_PRIVACY_RESTRICTED';

/** The name under which somebody saved a contact. */
interface ContactName {
  readonly firstName: string;
  readonly lastName: string;
}

/** What someone needs to say to be a user. */
export interface UserProfile {
  readonly firstName: string;
  readonly lastName?: string;
  /** Without `@`. */
  readonly username?: string;
  /** Digits only. */
  readonly phone?: string;
  readonly isBot?: boolean;
}

/** Somebody on Telegram. Names change; the id never does. */
export interface User {
  readonly id: string;
  firstName: string;
  lastName: string;
  about: string;
  username: string | undefined;
  readonly phone: string;
  readonly isBot: boolean;
  isOnline: boolean;
  lastSeen: number;
  /** This user's address book: user ids with the names under which they were saved, which hide their own. */
  readonly contacts: Map<string, ContactName>;
  readonly blocked: Set<string>;
  strangers: StrangerPolicy;
  /** Hides when messages were read from everyone: nobody learns the time, and this user learns nobody's. */
  hidesReadDates: boolean;
  /** Takes no voice and video notes (VOICE_MESSAGES_FORBIDDEN). */
  forbidsVoiceMessages: boolean;
  /** Limited for spam: may write only to mutual contacts and to those who wrote first (PEER_FLOOD). */
  isLimited: boolean;
}
