/** One moment of a story, as one person lives it. */
export type Moment =
  | { readonly kind: 'scene'; readonly title: string }
  | { readonly kind: 'did'; readonly app: App; readonly who: string; readonly what: string }
  | {
      readonly kind: 'saw';
      readonly app: App;
      readonly who: string;
      /** The channel, thread or chat that they look at. */
      readonly where: string;
      readonly from: string;
      readonly text: string;
      /** Labels of the buttons under it. */
      readonly buttons: readonly string[];
      /** Nobody else sees it. */
      readonly isPrivate: boolean;
    };

export type App = 'Discord' | 'Telegram';

/** Passes on what people do and see, while it happens. */
export class Narrator {
  readonly #listeners = new Set<(moment: Moment) => void>();

  /** @returns a function that ends the listening */
  listen(listener: (moment: Moment) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  tell(moment: Moment): void {
    for (const listener of this.#listeners) listener(moment);
  }
}
