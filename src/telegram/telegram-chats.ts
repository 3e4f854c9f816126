import { Api } from 'telegram';
import {
  type AgentMessages,
  type AgentParcel,
  type ChatMessage,
  plain,
  type RichText,
  type SendingKeys,
  type SentParcel,
} from '../relay/index.js';
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
import { sendFiles } from './agent-files.js';
import { agentPeer } from './agent-peer.js';
import { findPinnedAgent } from './agent-search.js';
import { deleteTexts, editText, outboxReadDate, react, sendText } from './agent-texts.js';
import { messagesAbove, messagesById } from './history.js';
import { planForAgent } from './message-plan.js';
import { nameAccount, sparingSlow } from './profile.js';
import { memberProfile, restingProfile, wordsOf } from './views.js';
import { wipeChat } from './wipe.js';

/** `ownMessagesAfter` returns at most so many. */
const ownMessagesAtMost = 100;

export interface TelegramChatsPorts {
  readonly accounts: AccountStore;
  readonly environment: Environment;
  /** The client at work for an account; throws `AccountDeadError` when there can be none. */
  readonly clientOf: (accountId: string) => Promise<AccountClient>;
  /** See `AccountChats.drained`. */
  readonly drained: (accountId: string) => Promise<void>;
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

  drained(accountId: string): Promise<void> {
    return this.ports.drained(accountId);
  }

  async wipe(chat: AgentChat): Promise<void> {
    const peer = await agentPeer(this.ports.accounts, chat);
    await this.#turn(chat.accountId, (client) => wipeChat(client, peer));
  }

  say(chat: AgentChat, notice: AgentNotice, randomId: bigint): Promise<SentToAgent> {
    const parcel = { kind: 'text', part: 0, text: plain(wordsOf(notice)) } as const;
    return this.#say(chat, parcel, randomId);
  }

  async #say(
    chat: AgentChat,
    parcel: Extract<AgentParcel, { kind: 'text' }>,
    randomId: bigint,
  ): Promise<SentToAgent> {
    const sent = await this.send(chat, parcel, { randomIdOf: () => randomId, replyTo: null });
    const messageId = sent.kind === 'sent' ? sent.ids.get(parcel.part) : undefined;
    return messageId === undefined ? { kind: 'duplicate' } : { kind: 'sent', messageId };
  }

  async resetProfile(accountId: string): Promise<void> {
    const account = await this.ports.accounts.find(accountId);
    await this.#turn(accountId, (client) => nameAccount(client, restingProfile(account?.label ?? '')));
  }

  async ownMessagesAfter(chat: AgentChat, messageId: number): Promise<readonly OwnMessage[]> {
    const peer = await agentPeer(this.ports.accounts, chat);
    const { messages } = await this.#turn(chat.accountId, (client) => messagesAbove(client, peer, messageId));
    const own = messages.filter(({ outgoing }) => outgoing).slice(0, ownMessagesAtMost);
    return own.flatMap(({ ids, text }) => ids.map((id) => ({ id, text: text.text })));
  }

  readonly plan = planForAgent;

  async send(chat: AgentChat, parcel: AgentParcel, keys: SendingKeys): Promise<SentParcel> {
    const peer = await agentPeer(this.ports.accounts, chat);
    if (parcel.kind === 'files') {
      // Not in one turn: an upload takes long, and other calls need not wait for it.
      return sendFiles(await this.ports.clientOf(chat.accountId), peer, parcel.files, keys);
    }
    return this.#turn(chat.accountId, (client) => sendText(client, peer, parcel, keys));
  }

  async edit(chat: AgentChat, messageId: number, text: RichText): Promise<'edited' | 'gone' | 'too_late'> {
    const peer = await agentPeer(this.ports.accounts, chat);
    return this.#turn(chat.accountId, (client) => editText(client, peer, messageId, text));
  }

  async react(chat: AgentChat, messageId: number, emoji: string | null): Promise<'done' | 'not_possible'> {
    const peer = await agentPeer(this.ports.accounts, chat);
    return this.#turn(chat.accountId, (client) => react(client, peer, messageId, emoji));
  }

  async showTyping(chat: AgentChat): Promise<boolean> {
    try {
      const peer = await agentPeer(this.ports.accounts, chat);
      const client = await this.ports.clientOf(chat.accountId);
      const action = new Api.SendMessageTypingAction();
      // Worth nothing a moment later: it waits for nothing.
      if (!client.isConnected || client.isBusy) return false;
      await client.invoke(new Api.messages.SetTyping({ peer, action }));
      return true;
    } catch (error) {
      this.ports.environment.log.debug({ accountId: chat.accountId, error }, 'failed to show typing');
      return false;
    }
  }

  async markRead(chat: AgentChat, upToId: number): Promise<void> {
    const peer = await agentPeer(this.ports.accounts, chat);
    const request = new Api.messages.ReadHistory({ peer, maxId: upToId });
    await this.#turn(chat.accountId, (client) => client.invoke(request));
  }

  messages(chat: AgentChat, ids: readonly number[]): Promise<readonly ChatMessage[]> {
    return this.#turn(chat.accountId, (client) => messagesById(client, chat.agentUserId, ids));
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
