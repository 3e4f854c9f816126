import type { CloseReason, SessionState } from './session.js';

/** Everything that can happen to a session. */
export type SessionEvent =
  | { readonly kind: 'activate' }
  | { readonly kind: 'close'; readonly reason: CloseReason }
  | { readonly kind: 'finish' };

export type Verdict =
  | { readonly kind: 'move'; readonly to: SessionState }
  /** The event asks for what is so already. */
  | { readonly kind: 'already' }
  /** The event may not happen in this state. */
  | { readonly kind: 'forbidden' };

/** Reasons that say something of a conversation, which an opening is not yet. */
const reasonsOfConversations: ReadonlySet<CloseReason> = new Set(['completed', 'superseded']);

/**
 * The one rule of what may happen when. Pure; the store applies its answer by compare-and-set on the state that was judged.
 */
export function judge(state: SessionState, event: SessionEvent): Verdict {
  switch (event.kind) {
    case 'activate':
      if (state === 'opening') return { kind: 'move', to: 'active' };
      return state === 'active' ? { kind: 'already' } : { kind: 'forbidden' };
    case 'close':
      return judgeClosing(state, event.reason);
    case 'finish':
      if (state === 'closing') return { kind: 'move', to: 'closed' };
      return state === 'closed' ? { kind: 'already' } : { kind: 'forbidden' };
  }
}

function judgeClosing(state: SessionState, reason: CloseReason): Verdict {
  switch (state) {
    case 'opening':
      return reasonsOfConversations.has(reason) ? { kind: 'forbidden' } : { kind: 'move', to: 'closing' };
    case 'active':
      return reason === 'opening_failed' ? { kind: 'forbidden' } : { kind: 'move', to: 'closing' };
    case 'closing':
    case 'closed':
      return { kind: 'already' };
  }
}
