import type { TelegramMessageSight } from '../../control/protocol.js';

/** What the agent wants to do next with a message; heard by the chat in which it stands. */
export class BubbleWish extends Event {
  readonly wish:
    | { readonly kind: 'reply' | 'edit'; readonly message: TelegramMessageSight }
    /** The reply or the edit is over. */
    | { readonly kind: 'done' };

  constructor(wish: BubbleWish['wish']) {
    super('bubble-wish', { bubbles: true, composed: true });
    this.wish = wish;
  }
}
