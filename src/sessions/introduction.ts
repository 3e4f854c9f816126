import { randomIdFor } from './keys.js';
import type { AgentNotice } from './notices.js';
import type { SessionPorts } from './ports/index.js';
import type { Session } from './session.js';
import { chatOf } from './session.js';

const name = 'introduction';

/**
 * Wipes the chat and introduces the customer (`continuation`: whose conversation was begun through another account), once: returns the introduction's message id. An earlier attempt whose outcome is not
 * known is looked for in the chat before anything is wiped, because the agent may have answered it already.
 */
export async function introduce(
  ports: SessionPorts,
  session: Session,
  kind: 'introduction' | 'continuation',
): Promise<number> {
  const { chats, ledger, sessions, threads, environment } = ports;
  const chat = chatOf(session);
  const { memberName, code } = session;
  const notice: AgentNotice = { kind, memberName, guildName: threads.guildName(session.guildId), code };
  // An account that was swapped in is another chat: it has its own introduction.
  const what = `${name}:${session.accountId}`;
  const entry = await ledger.intend(session, 'to_telegram', what, environment.now());
  const messageId =
    entry.state === 'sent' && entry.targetId !== null
      ? Number(entry.targetId)
      : ((entry.isNew ? null : await findOwn(ports, session, notice)) ?? (await say()));
  await sessions.recordIntroduction(session.id, messageId);
  await ledger.settle(entry.id, String(messageId), environment.now());
  return messageId;

  async function say(): Promise<number> {
    await chats.wipe(chat);
    const said = await chats.say(chat, notice, randomIdFor(session.id, what));
    if (said.kind === 'sent') return said.messageId;
    const found = await findOwn(ports, session, notice);
    if (found === null) throw new Error('the introduction was said, and is gone from the chat');
    return found;
  }
}

async function findOwn(
  { chats }: SessionPorts,
  session: Session,
  notice: AgentNotice,
): Promise<number | null> {
  const words = chats.wordsOf(notice);
  const own = await chats.ownMessagesAfter(chatOf(session), 0);
  return own.findLast(({ text }) => text === words)?.id ?? null;
}
