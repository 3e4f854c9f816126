import { chatOf, type Session } from '../../sessions/index.js';
import type { Counterparts } from '../counterparts.js';
import type { Delivery } from '../delivery.js';
import { beginsWithQuote } from '../fingerprint.js';
import type { ChatMessage, Content } from '../message.js';
import type { RelayPorts } from '../ports/index.js';
import { quoteBefore, quoteOf, unknownQuote } from '../quoting.js';
import type { RichText } from '../rich-text.js';

/** How a message of the agent's is to stand in the thread. */
export interface ContentForThread {
  readonly content: Content;
  /** The post that it answers. */
  readonly replyTo: string | null;
  /** Whether it begins with a quote of what it answers. */
  readonly isQuoting: boolean;
}

/**
 * What of a message of the agent's is to stand in the thread, and the post there that it answers; what answers something that does not stand there quotes it.
 * No edit changes what a post answers: what is known of the message so far says whether it goes on quoting or needs no quote.
 */
export async function contentForThread(
  { agents }: Pick<RelayPorts, 'agents'>,
  counterparts: Counterparts,
  session: Session,
  { text, files, replyTo }: ChatMessage,
  known: readonly Delivery[],
): Promise<ContentForThread> {
  const content = { text, files };
  if (replyTo === null) return { content, replyTo: null, isQuoting: false };
  if (replyTo.id === null) return quoting(replyTo.quote);
  const hasQuoted = known.some(({ fingerprint }) => beginsWithQuote(fingerprint));
  const target = hasQuoted ? null : await counterparts.onDiscord(session, Number(replyTo.id));
  const isAnswer = target !== null || (!hasQuoted && known.some(({ state }) => state === 'sent'));
  const marked = replyTo.isMarked === true ? replyTo.quote : null;
  if (isAnswer && marked !== null)
    return { content: { text: quoteBefore(marked, text), files }, replyTo: target, isQuoting: false };
  if (isAnswer) return { content, replyTo: target, isQuoting: false };
  const quote = replyTo.quote ?? (await quoteFromChat());
  if (quote === null && !hasQuoted) return { content, replyTo: null, isQuoting: false };
  return quoting(quote ?? unknownQuote);

  function quoting(answered: RichText): ContentForThread {
    return { content: { text: quoteBefore(answered, text), files }, replyTo: null, isQuoting: true };
  }

  /** How a message begins that no row knows, from the chat itself. */
  async function quoteFromChat() {
    const [message] = await agents.messages(chatOf(session), [Number(replyTo?.id)]);
    return message === undefined ? null : quoteOf(null, message.text.text);
  }
}
