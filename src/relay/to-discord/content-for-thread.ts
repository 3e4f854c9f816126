import { chatOf, type Session } from '../../sessions/index.js';
import type { Counterparts } from '../counterparts.js';
import type { ChatMessage, Content } from '../message.js';
import type { RelayPorts } from '../ports/index.js';
import { quoteBefore, quoteOf } from '../quoting.js';

/** What of a message of the agent's is to stand in the thread, and the post there that it answers; what answers something that does not stand there quotes it. */
export async function contentForThread(
  { agents }: Pick<RelayPorts, 'agents'>,
  counterparts: Counterparts,
  session: Session,
  { text, files, replyTo }: ChatMessage,
): Promise<{ content: Content; replyTo: string | null }> {
  if (replyTo === null) return { content: { text, files }, replyTo: null };
  const target = await counterparts.onDiscord(session, Number(replyTo.id));
  if (target !== null) return { content: { text, files }, replyTo: target };
  const quote = replyTo.quote ?? (await quoteFromChat());
  return { content: { text: quote === null ? text : quoteBefore(quote, text), files }, replyTo: null };

  /** How a message begins that no row knows, from the chat itself. */
  async function quoteFromChat() {
    const [message] = await agents.messages(chatOf(session), [Number(replyTo?.id)]);
    return message === undefined ? null : quoteOf(null, message.text.text);
  }
}
