import type { AttemptRefusal, InteractionAttempt } from '../discord/interactions/attempt.js';
import type { AttachmentLinks } from '../discord/world/attachment-links.js';
import type { MessageRecord } from '../discord/world/records.js';
import { until } from '../stage/until.js';
import { type SeenMessage, showMessage } from './seen-message.js';

/** Discord (or its app) did not let the person do it; the bot never heard of it. */
export class AttemptRefused extends Error {
  override readonly name = 'AttemptRefused';
  constructor(
    readonly reason: AttemptRefusal,
    readonly explanation: string,
  ) {
    super(`${reason}: ${explanation}`);
  }
}

/** The person read "The application did not respond". */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/**
 * Waits for what the person reads in the end: not "is thinking", and after a press that is answered by changing the message, the changed one.
 *
 * @param pressed the message whose button was pressed; null for a command
 * @throws AttemptRefused, NoAnswer
 */
export async function answerTo(
  attempt: InteractionAttempt,
  pressed: MessageRecord | null,
  links: AttachmentLinks,
): Promise<SeenMessage> {
  if (attempt.kind === 'refused') throw new AttemptRefused(attempt.reason, attempt.explanation);
  const { outcome } = attempt;
  const before = pressed === null ? null : fingerprint(showMessage(pressed, links));
  const first = await outcome.acknowledged;
  if (first.kind === 'none') throw new NoAnswer('The application did not respond');
  return until('the answer of the bot', () => {
    const [followUp] = outcome.followUps;
    if (followUp !== undefined) return showMessage(followUp, links);
    const { response } = outcome;
    if (response === null || outcome.isThinking) return undefined;
    const shown = showMessage(response, links);
    const isChanged = first.kind !== 'deferred-update' || fingerprint(shown) !== before;
    return isChanged ? shown : undefined;
  });
}

/** Tells one look of a message from another; the addresses of its files change by themselves. */
function fingerprint(message: SeenMessage): string {
  return JSON.stringify({ ...message, attachments: message.attachments.map(({ id }) => id) });
}
