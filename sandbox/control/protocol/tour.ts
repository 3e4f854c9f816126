export type { StoryOutline } from '../../story/outline.js';

/** The place or chat that a step is about, once it is there. */
export interface StepPlace {
  readonly placeId: string | null;
  readonly accountId: string | null;
}

export type TourSight =
  | { readonly state: 'idle' }
  | {
      /**
       * `preparing`: a guild is being made for it. `reading`: the sentence of `step` is shown and the step comes next. `playing`: it happens now.
       * `paused`: as `reading`, but it waits for `resume` or `step`. `ended`: all steps were played. `failed`: `why` says who did not see what.
       * `stopped`: it was ended on request.
       */
      readonly state: 'preparing' | 'reading' | 'playing' | 'paused' | 'ended' | 'failed' | 'stopped';
      readonly storyId: string;
      /** Where it is told; null while preparing. */
      readonly guildId: string | null;
      /** Index into the story's steps. After the end: the last one. */
      readonly step: number;
      /** How long the sentence is shown before the step is played; the page may draw it. */
      readonly readingMs: number;
      readonly place: StepPlace;
      readonly why: string | null;
    };

export type TourOrder =
  /** Begins a story in a guild of its own; one that is being told is stopped first. `paused`: waits before its first step. */
  | {
      readonly order: 'play';
      readonly story: string;
      readonly paused?: boolean | undefined;
      /** How many times as fast as people read; 1 unless told otherwise. */
      readonly speed?: number | undefined;
    }
  | { readonly order: 'pause' }
  | { readonly order: 'resume' }
  /** Plays exactly one step, then waits again. */
  | { readonly order: 'step' }
  | { readonly order: 'stop' };
