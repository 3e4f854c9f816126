import { randomIdFor } from '../sessions/index.js';
import { AccountPatience } from './account-patience.js';
import type { Carriers } from './carriers.js';
import type { Leaseholders } from './leaseholders.js';
import type { AccountEvent, ChatMessage, EventOrigin } from './message.js';
import { MissedFromAgent } from './missed-from-agent.js';
import type { RelayPorts } from './ports/index.js';
import { ReadMarks } from './read-marks.js';
import type { Typing } from './typing.js';
import { isFinal } from './undeliverable.js';

/** Hears what happens on pool accounts, each account's events one after the other: only the agent of the session that holds it is carried. */
export class AccountListening {
  readonly #readMarks: ReadMarks;
  readonly #missed: MissedFromAgent;
  readonly #patience: AccountPatience;
  #strangers = 0;
  #isStopped = false;

  constructor(
    private readonly ports: RelayPorts,
    private readonly carriers: Carriers,
    private readonly leaseholders: Leaseholders,
    private readonly typing: Typing,
  ) {
    this.#readMarks = new ReadMarks(ports);
    this.#missed = new MissedFromAgent(ports, carriers);
    this.#patience = new AccountPatience(ports, carriers, leaseholders);
  }

  /** Rejects when the event could not be settled: the same handed over again finishes it. */
  async handle(accountId: string, event: AccountEvent, origin: EventOrigin): Promise<void> {
    try {
      await this.#carry(accountId, event, origin);
    } catch (error) {
      // A process that stops fails in ways of its own: the next one takes the event up.
      if (this.#isStopped) throw error;
      await this.#patience.meets(accountId, event, error);
    }
  }

  /** Everything about the session is settled. */
  forget(sessionId: string): void {
    this.#missed.forget(sessionId);
  }

  /** Marks nothing more as read, and gives nothing more up. */
  stop(): void {
    this.#isStopped = true;
    this.#readMarks.stop();
  }

  async #carry(accountId: string, event: AccountEvent, origin: EventOrigin): Promise<void> {
    const { toDiscord, reactions, signs } = this.carriers;
    if (event.kind === 'message') {
      if (!event.message.outgoing) await this.#hear(accountId, event.message, origin);
      return;
    }
    const session = await this.leaseholders.of(accountId);
    if (session === null || ('peerUserId' in event && event.peerUserId !== session.agentUserId)) return;
    switch (event.kind) {
      case 'read':
        await toDiscord.noteRead(session, event.upToId, origin);
        if (session.state === 'active') signs.noteSeen(session, event.upToId);
        return;
      case 'edited':
        if (event.message.outgoing || event.message.peerUserId !== session.agentUserId) return;
        if (session.state === 'active') await toDiscord.revise(session, event.message);
        return;
      case 'deleted':
        if (session.state === 'active') await toDiscord.delete(session, event.ids);
        return;
      case 'reacted':
        if (session.state === 'active') await reactions.toDiscord(session, event.messageId, event.emoji);
        return;
      case 'standing':
        if (session.state === 'active') await toDiscord.reviewStanding(session, event.aboveId, event.ids);
        return;
    }
  }

  async #hear(accountId: string, message: ChatMessage, origin: EventOrigin): Promise<void> {
    const session = await this.leaseholders.of(accountId);
    if (session === null) return this.#hearUnleased(accountId, message);
    if (session.agentUserId !== message.peerUserId) return this.#ignoreStranger(accountId, message);
    if (session.state !== 'active') return this.carriers.toDiscord.refuseLate(session, message);
    if (await this.#missed.settles(session, message, origin)) return;
    await this.carriers.toDiscord.carry(session, message, origin);
    this.typing.forget(session.id);
    this.#readMarks.noteDelivered(session, message.ids.at(-1) ?? message.id);
  }

  /** Nobody is behind the account: the agent is told, strangers are counted. */
  async #hearUnleased(accountId: string, message: ChatMessage): Promise<void> {
    const { accounts, agents, guilds } = this.ports;
    const account = await accounts.find(accountId);
    const settings = account === null ? null : await guilds.find(account.guildId);
    if (settings?.agent.userId !== message.peerUserId) return this.#ignoreStranger(accountId, message);
    const agentAccessHash = await accounts.agentHash(accountId, message.peerUserId);
    const chat = { accountId, agentUserId: message.peerUserId, agentAccessHash };
    try {
      await agents.say(chat, { kind: 'nobody_here' }, randomIdFor(accountId, `nobody:${message.id}`));
    } catch (error) {
      if (!isFinal(error)) throw error;
    }
  }

  #ignoreStranger(accountId: string, message: ChatMessage): void {
    this.#strangers += 1;
    this.ports.environment.log.info(
      { accountId, peerUserId: message.peerUserId, strangers: this.#strangers },
      'ignored stranger',
    );
  }
}
