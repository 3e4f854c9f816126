import type { Scene } from '../stage/scene.js';
import type { Account } from '../telegram/account.js';
import type { StepOutline, StoryOutline } from './outline.js';
import { Telling } from './telling.js';

/** A step that can be played. */
export interface StoryStep extends StepOutline {
  /** Throws when somebody does not see what they should. */
  play(telling: Telling): Promise<void>;
}

/** One story of the mission, told by people who act and look. */
export interface Story extends StoryOutline {
  readonly steps: readonly StoryStep[];
}

/** What a told story leaves behind, for whoever wants to look closer. */
export interface StoryEnd {
  /** The thread that came to its end in the story; null when none did. */
  readonly endedThread: { readonly id: string } | null;
  /** The thread in which the member can talk at the end; null when there is none. */
  readonly openThread: { readonly id: string } | null;
  /** The account that carried the first conversation. */
  readonly account: Account;
}

/** Is asked before each step; resolves when it may be played. What it throws ends the story. */
export type Pace = (index: number, telling: Telling) => Promise<void>;

/** Tells a story from its first step to its last, with Mia as its member; at once, unless a pace is set. */
export async function tellStory(story: Story, scene: Scene, pace?: Pace): Promise<StoryEnd> {
  const telling = new Telling(scene, scene.member('Mia'));
  for (const [index, step] of story.steps.entries()) {
    await pace?.(index, telling);
    await step.play(telling);
  }
  const { endedThread, openThread, firstAccount } = telling;
  return { endedThread, openThread, account: firstAccount };
}
