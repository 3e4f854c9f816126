import { z } from 'zod';
import { DiscordError } from '../discord/world/discord-error.js';
import { AttemptRefused, NoAnswer } from '../people/answers.js';
import { NeverHappened } from '../stage/until.js';
import { Refusal } from '../telegram/world/refusal.js';
import { NotThere } from './not-there.js';

export interface Explanation {
  readonly status: 400 | 404 | 409 | 500 | 504;
  readonly body: { readonly error: string } & Readonly<Record<string, unknown>>;
}

/**
 * What went wrong, for whoever asked. What nobody foresaw is a fault of the sandbox: it is told with a reference only.
 *
 * @param report is told of such a fault, with the same reference
 */
export function explain(error: Error, report: (reference: string, error: Error) => void): Explanation {
  const { message } = error;
  if (error instanceof z.ZodError || error instanceof SyntaxError) {
    return { status: 400, body: { error: message } };
  }
  if (error instanceof NotThere) return { status: 404, body: { error: message } };
  if (error instanceof DiscordError) {
    return { status: 409, body: { error: message, discord: error.toBody() } };
  }
  if (error instanceof Refusal) return { status: 409, body: { error: message } };
  if (error instanceof AttemptRefused) {
    return { status: 409, body: { error: error.explanation, reason: error.reason } };
  }
  if (error instanceof NoAnswer || error instanceof NeverHappened) {
    return { status: 504, body: { error: message } };
  }
  const reference = crypto.randomUUID().slice(0, 8);
  report(reference, error);
  return {
    status: 500,
    body: {
      error: `Something in the sandbox itself broke. Its log has more, under ${reference}.`,
      reference,
    },
  };
}
