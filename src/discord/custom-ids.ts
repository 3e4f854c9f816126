/** What pressing one of the bot's buttons means. */
export type ButtonAct =
  | { readonly kind: 'upgrade' }
  /** Asks whether the session is really to be ended. */
  | { readonly kind: 'end'; readonly sessionId: string }
  | { readonly kind: 'end_yes'; readonly sessionId: string }
  | { readonly kind: 'end_no' };

const prefix = 'vip';

/**
 * The layout of what follows. Panels stand for ever, so a layout that was once posted stays readable for ever: a new one gets
 * a new number.
 */
const version = '1';

/** Discord allows 100 characters in a `custom_id` (Components). */
export function formatCustomId(act: ButtonAct): string {
  const words = [prefix, version, kindWords[act.kind]];
  return ('sessionId' in act ? [...words, act.sessionId] : words).join(':');
}

const kindWords: Record<ButtonAct['kind'], string> = {
  upgrade: 'upgrade',
  end: 'end',
  end_yes: 'end-yes',
  end_no: 'end-no',
};

/** Null for an id that is not the bot's, or that a later or older version made and this one can't read. */
export function parseCustomId(customId: string): ButtonAct | null {
  const [owner, layout, kind, sessionId, ...rest] = customId.split(':');
  if (owner !== prefix || layout !== version || rest.length > 0) return null;
  if (sessionId === undefined) {
    if (kind === 'upgrade') return { kind: 'upgrade' };
    return kind === 'end-no' ? { kind: 'end_no' } : null;
  }
  if (sessionId === '') return null;
  if (kind === 'end') return { kind: 'end', sessionId };
  return kind === 'end-yes' ? { kind: 'end_yes', sessionId } : null;
}
