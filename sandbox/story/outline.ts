/** Where the eyes of an audience belong during a step. */
export interface StoryLook {
  /** Whose eyes: somebody on Discord, by name; null for nobody in particular. */
  readonly as: string | null;
  readonly pane: 'discord' | 'telegram' | 'machine';
  /** Which place of Discord: the channel with the panel, the thread, the thread that ended, the staff's log. */
  readonly at: 'panel' | 'thread' | 'ended-thread' | 'log';
}

/** One thing that happens in a story, for whoever looks on. */
export interface StepOutline {
  /** One sentence that says what happens. */
  readonly sentence: string;
  readonly look: StoryLook;
}

/** One of the stories of the mission, without the people who play it. Plain data: the page reads it, too. */
export interface StoryOutline {
  readonly id: string;
  readonly title: string;
  /** Two or three words for a button. */
  readonly name: string;
  readonly steps: readonly StepOutline[];
}
