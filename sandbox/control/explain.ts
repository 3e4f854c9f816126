import { z } from 'zod';
import { DiscordError } from '../discord/world/discord-error.js';
import { AttemptRefused, NoAnswer } from '../people/answers.js';
import { NeverHappened } from '../stage/until.js';
import { Refusal } from '../telegram/world/refusal.js';

/** What went wrong, for whoever asked. */
export function explain(error: Error): { status: 400 | 404 | 409 | 504; body: object } {
  if (error instanceof z.ZodError || error instanceof SyntaxError) {
    return { status: 400, body: { error: error.message } };
  }
  if (error instanceof DiscordError) {
    return { status: 409, body: { error: error.message, discord: error.toBody() } };
  }
  if (error instanceof Refusal) return { status: 409, body: { error: error.message } };
  if (error instanceof AttemptRefused) {
    return { status: 409, body: { error: error.message, reason: error.reason } };
  }
  if (error instanceof NoAnswer || error instanceof NeverHappened) {
    return { status: 504, body: { error: error.message } };
  }
  return { status: 404, body: { error: error.message } };
}
