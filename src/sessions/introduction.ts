import { UnreachableError } from './errors.js';
import { randomIdFor } from './keys.js';
import type { AgentNotice } from './notices.js';
import type { SessionPorts } from './ports/index.js';
import type { LedgerEntry } from './ports/notice-ledger.js';
import type { Session } from './session.js';
import { chatOf } from './session.js';

const name = 'introduction';

/**
 * Wipes the chat and introduces the customer (`continuation`: whose conversation was begun through another account), once: returns the introduction's message id. An earlier
 * attempt whose outcome is not known is looked for in the chat before anything is wiped, because the agent may have answered it already. `besides` says what belongs
 * to it, before anything is carried; it may be called again. Throws `UnreachableError` also while Telegram may be busy with an earlier attempt, or when what that said is gone;
 * the same again finishes it.
 */
export async function introduce(
  ports: SessionPorts,
  session: Session,
  kind: 'introduction' | 'continuation',
  besides: (introductionId: number) => Promise<void> = async () => {},
): Promise<number> {
  const { chats, sessions, ledger, threads, environment } = ports;
  const chat = chatOf(session);
  const { memberName, code } = session;
  const notice: AgentNotice = { kind, memberName, guildName: threads.guildName(session.guildId), code };
  const { what, entry } = await currentStay(ports, session);
  const messageId =
    entry.state === 'sent' && entry.targetId !== null
      ? Number(entry.targetId)
      : ((entry.isNew ? null : await findOwn(ports, session, notice)) ?? (await say()));
  await besides(messageId);
  await sessions.recordIntroduction(session.id, messageId);
  await ledger.settle(entry.id, String(messageId), environment.now());
  return messageId;

  async function say(): Promise<number> {
    await chats.wipe(chat);
    const said = await chats.say(chat, notice, randomIdFor(session.id, what));
    if (said.kind === 'sent') return said.messageId;
    const found = await findOwn(ports, session, notice);
    if (found !== null) return found;
    const ageMs = environment.now().getTime() - entry.firstTriedAt.getTime();
    if (ageMs < environment.timings.sendUnderWayMs)
      throw new UnreachableError('telegram', 'the introduction may be under way', 'unknown');
    // Nothing more can be said under this random id; without a message the row is that of an earlier stay.
    await ledger.settle(entry.id, null, environment.now());
    throw new UnreachableError('telegram', 'the introduction was said, and is gone from the chat', 'unknown');
  }
}

/**
 * The row of the introduction on the account that the session holds now. Each account is another chat with its own introduction, and one that the session
 * left and came back to is introduced anew: a row that is settled while the session is not introduced is that of an earlier stay, or of words that are gone.
 */
async function currentStay(
  { ledger, environment }: SessionPorts,
  session: Session,
): Promise<{ what: string; entry: LedgerEntry }> {
  for (let stay = 1; ; stay++) {
    const what = stay === 1 ? `${name}:${session.accountId}` : `${name}:${session.accountId}:${stay}`;
    const entry = await ledger.intend(session, 'to_telegram', what, environment.now());
    if (entry.state === 'intent' || session.introductionId !== null) return { what, entry };
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
