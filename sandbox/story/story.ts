import type { Scene } from '../stage/scene.js';
import type { Account } from '../telegram/account.js';

/** What a told story leaves behind, for whoever wants to look closer. */
export interface StoryEnd {
  /** The thread that came to its end in the story; null when none did. */
  readonly endedThread: { readonly id: string } | null;
  /** The thread in which the member can talk at the end; null when there is none. */
  readonly openThread: { readonly id: string } | null;
  /** The account that carried the first conversation. */
  readonly account: Account;
}

/** One story of the mission, told by people who act and look. Throws when somebody does not see what they should. */
export interface Story {
  readonly title: string;
  tell(scene: Scene): Promise<StoryEnd>;
}
