import { type AgentMessages, plain, type RichText, splitRichText } from '../relay/index.js';
import type {
  AccountChats,
  AccountStore,
  Agent,
  AgentChat,
  AgentNotice,
  Environment,
  OwnMessage,
  SentToAgent,
} from '../sessions/index.js';
import type { AccountClient } from './account-client.js';
import { agentPeer } from './agent-peer.js';
import { findPinnedAgent } from './agent-search.js';
import { deleteTexts, editText, outboxReadDate, sendText } from './agent-texts.js';
import { entitiesAtMost } from './entities.js';
import { messagesAbove } from './history.js';
import { nameAccount, sparingSlow } from './profile.js';
import { memberProfile, restingProfile, wordsOf } from './views.js';
import { wipeChat } from './wipe.js';

/** How long one message may be (help.getConfig, `message_length_max`). */
const messageAtMost = 4_096;

/** `ownMessagesAfter` returns at most so many. */
const ownMessagesAtMost = 100;

export interface TelegramChatsPorts {
  readonly accounts: AccountStore;
  readonly environment: Environment;
  /** The client at work for an account; throws `AccountDeadError` when there can be none. */
  readonly clientOf: (accountId: string) => Promise<AccountClient>;
}

/** The pool accounts' chats with their agents, for sessions and for the relay. */
export class TelegramChats implements AccountChats, AgentMessages {
  readonly wordsOf = wordsOf;

  constructor(private readonly ports: TelegramChatsPorts) {}

  async prepare(
    accountId: string,
    agent: Agent,
    { memberName, guildName }: { memberName: string; guildName: string },
  ): Promise<AgentChat> {
    const { accounts, environment } = this.ports;
    return this.#turn(accountId, (client) =>
      sparingSlow(client, accounts, environment, async () => {
        const agentAccessHash = await findPinnedAgent(client, accounts, agent);
        await nameAccount(client, memberProfile(memberName, guildName));
        return { accountId, agentUserId: agent.userId, agentAccessHash };
      }),
    );
  }

  async wipe(chat: AgentChat): Promise<void> {
    const peer = await agentPeer(this.ports.accounts, chat);
    await this.#turn(chat.accountId, (client) => wipeChat(client, peer));
  }

  say(chat: AgentChat, notice: AgentNotice, randomId: bigint): Promise<SentToAgent> {
    return this.send(chat, plain(wordsOf(notice)), randomId);
  }

  async resetProfile(accountId: string): Promise<void> {
    const account = await this.ports.accounts.find(accountId);
    await this.#turn(accountId, (client) => nameAccount(client, restingProfile(account?.label ?? '')));
  }

  async ownMessagesAfter(chat: AgentChat, messageId: number): Promise<readonly OwnMessage[]> {
    const peer = await agentPeer(this.ports.accounts, chat);
    const messages = await this.#turn(chat.accountId, (client) => messagesAbove(client, peer, messageId));
    const own = messages.filter(({ outgoing }) => outgoing).slice(0, ownMessagesAtMost);
    return own.map(({ id, content }) => ({ id, text: content.text }));
  }

  render(text: RichText): readonly RichText[] {
    return splitRichText(text, messageAtMost, entitiesAtMost).filter((part) => hasSomethingToSee(part.text));
  }

  async send(chat: AgentChat, part: RichText, randomId: bigint): Promise<SentToAgent> {
    const peer = await agentPeer(this.ports.accounts, chat);
    return this.#turn(chat.accountId, (client) => sendText(client, peer, part, randomId));
  }

  async edit(chat: AgentChat, messageId: number, part: RichText): Promise<'edited' | 'gone'> {
    const peer = await agentPeer(this.ports.accounts, chat);
    return this.#turn(chat.accountId, (client) => editText(client, peer, messageId, part));
  }

  async delete(chat: AgentChat, messageIds: readonly number[]): Promise<void> {
    await this.#turn(chat.accountId, (client) => deleteTexts(client, messageIds));
  }

  async readDate(chat: AgentChat, messageId: number): Promise<Date | null> {
    const peer = await agentPeer(this.ports.accounts, chat);
    return this.#turn(chat.accountId, (client) => outboxReadDate(client, peer, messageId));
  }

  async #turn<T>(accountId: string, work: (client: AccountClient) => Promise<T>): Promise<T> {
    const client = await this.ports.clientOf(accountId);
    return client.takeTurn(() => work(client));
  }
}

/** Telegram refuses messages of nothing but white space and invisible characters (MESSAGE_EMPTY). */
function hasSomethingToSee(text: string): boolean {
  return /[^\s\p{Cc}\p{Cf}]/u.test(text);
}
