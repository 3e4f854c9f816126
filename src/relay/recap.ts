import { type RecapLine, type Session, UnreachableError } from '../sessions/index.js';
import type { ThreadMessage } from './message.js';
import type { RelayPorts } from './ports/index.js';

/** So many of the last messages are told again to an agent who goes on in another chat. */
const toldAtMost = 10;

/** The last messages of a conversation that were carried, oldest first, through whichever account; none when the thread can't be read. */
export async function recapOf(
  { posts, deliveries }: Pick<RelayPorts, 'posts' | 'deliveries'>,
  session: Session,
): Promise<readonly RecapLine[]> {
  if (session.threadId === null) return [];
  const messages = await posts.latest(session.threadId).catch((error: unknown) => {
    if (error instanceof UnreachableError) return [];
    throw error;
  });
  const ids = messages.map(({ id }) => id);
  const key = { sessionId: session.id, accountId: null };
  const sent = await deliveries.findSources({ ...key, direction: 'to_telegram' }, ids);
  const carried = new Set(sent.filter(({ state }) => state === 'sent').map(({ sourceId }) => sourceId));
  const ofAgent = await deliveries.postsOfAgent(session.id, ids);
  const lines = messages.flatMap((message) => lineOf(message, carried, ofAgent));
  return lines.slice(-toldAtMost);
}

function lineOf(
  { id, authorName, text, files }: ThreadMessage,
  carried: ReadonlySet<string>,
  ofAgent: ReadonlySet<string>,
): readonly RecapLine[] {
  const words = [text.text.trim(), ...files.map(({ name }) => `[${name}]`)]
    .filter((each) => each !== '')
    .join(' ');
  if (words === '') return [];
  if (ofAgent.has(id)) return [{ from: null, text: words }];
  return carried.has(id) ? [{ from: authorName, text: words }] : [];
}
