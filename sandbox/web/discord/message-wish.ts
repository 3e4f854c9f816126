import type { MessageSight } from '../../control/protocol.js';

export type Wish =
  | { readonly kind: 'reply' | 'edit'; readonly message: MessageSight }
  /** The newest message that the person may edit. */
  | { readonly kind: 'edit-last' }
  /** The reply or the edit is over. */
  | { readonly kind: 'done' };

/** What somebody wants to do next with a message; heard by the place in which it stands. */
export class MessageWish extends Event {
  readonly wish: Wish;

  constructor(wish: Wish) {
    super('message-wish', { bubbles: true, composed: true });
    this.wish = wish;
  }
}
