import { MessageType, PermissionFlagsBits as P } from 'discord-api-types/v10';
import { refuse } from './discord-error.js';
import { Form } from './forms/form.js';
import { faultOf, refuseField } from './forms/form-faults.js';
import type { MessageDesk } from './message-desk.js';
import type { MessageRecord } from './records.js';
import type { WorldCore } from './world-core.js';

/** Older messages are not deleted in bulk ("Message", Bulk Delete Messages). */
const BULK_DELETE_AGE_MS = 14 * 24 * 60 * 60_000;

/** What of Discord's own messages can't be deleted. */
const UNDELETABLE: readonly MessageType[] = [
  MessageType.RecipientAdd,
  MessageType.RecipientRemove,
  MessageType.ChannelNameChange,
  MessageType.ThreadStarterMessage,
];

/** Which part of a channel's history is wanted. */
export type HistoryRange =
  | { readonly kind: 'latest' }
  | { readonly kind: 'before' | 'after' | 'around'; readonly messageId: string };

/** Reading and deleting what was written. */
export class MessageHistory {
  readonly #core: WorldCore;
  readonly #desk: MessageDesk;

  constructor(core: WorldCore, desk: MessageDesk) {
    this.#core = core;
    this.#desk = desk;
  }

  /** Newest first; nothing for who may not read the history ("Message", Get Channel Messages). */
  list(actorId: string, channelId: string, range: HistoryRange, limit: number): MessageRecord[] {
    const { access, store } = this.#core;
    const channel = access.requireVisible(actorId, channelId);
    if (!access.can(actorId, channel, P.ReadMessageHistory)) return [];
    const log = store.log(channelId);
    switch (range.kind) {
      case 'latest':
        return log.latest(limit).reverse();
      case 'before':
        return log.before(range.messageId, limit).reverse();
      case 'after':
        return log.after(range.messageId, limit).reverse();
      case 'around': {
        const half = Math.floor(limit / 2);
        const middle = log.get(range.messageId);
        const after = log.after(range.messageId, limit - half - (middle ? 1 : 0));
        const before = log.before(range.messageId, half);
        return [...before, ...(middle ? [middle] : []), ...after].reverse();
      }
    }
  }

  get(actorId: string, channelId: string, messageId: string): MessageRecord {
    const { access, store } = this.#core;
    const channel = access.requireVisible(actorId, channelId);
    if (!access.can(actorId, channel, P.ReadMessageHistory)) throw refuse('missingAccess');
    return store.requireMessage(channelId, messageId);
  }

  /** One's own message, or with Manage Messages anyone's. */
  delete(actorId: string, channelId: string, messageId: string): void {
    const { access, store } = this.#core;
    const channel = access.requireVisible(actorId, channelId);
    const message = store.requireMessage(channelId, messageId);
    if (UNDELETABLE.includes(message.type)) throw refuse('systemMessage');
    if (message.authorId !== actorId) {
      if (channel.kind === 'direct') throw refuse('dmNotAllowed');
      access.requireIn(actorId, channel, P.ManageMessages);
    }
    if (channel.kind === 'thread' && channel.locked && channel.archived) {
      if (!access.can(actorId, channel, P.ManageThreads)) throw refuse('threadLocked');
    }
    this.#desk.remove([message], false);
  }

  /**
   * People can't: their client has no such thing.
   *
   * @param body as Bulk Delete Messages has it; ids that are nobody's are skipped
   */
  bulkDelete(actorId: string, channelId: string, body: unknown): void {
    const { access, store, clock } = this.#core;
    const channel = access.requireVisible(actorId, channelId);
    if (!store.requireUser(actorId).bot) throw refuse('onlyBots');
    if (channel.kind === 'direct') throw refuse('dmNotAllowed');
    access.requireIn(actorId, channel, P.ManageMessages);
    const form = Form.of(body);
    form.require('messages');
    const ids = form.snowflakes('messages') ?? [];
    form.faults.throwIfAny();
    if (ids.length < 2 || ids.length > 100) throw refuse('deleteCount');
    if (new Set(ids).size !== ids.length) {
      throw refuseField(['messages'], {
        code: 'SET_TYPE_ALREADY_CONTAINS_VALUE',
        message: 'The set already contains this value',
      });
    }
    const messages = ids.flatMap((id) => store.log(channelId).get(id) ?? []);
    if (messages.some(({ createdAt }) => createdAt < clock.now() - BULK_DELETE_AGE_MS)) {
      throw refuse('tooOldToBulkDelete');
    }
    this.#desk.remove(messages, true);
  }
}

/** Reads `before`, `after`, `around` of a query; Discord takes the first of them that is given. */
export function readHistoryRange(query: Readonly<Record<string, string>>): HistoryRange {
  for (const kind of ['around', 'before', 'after'] as const) {
    const messageId = query[kind];
    if (messageId === undefined) continue;
    if (!/^\d{1,20}$/.test(messageId)) throw refuseField([kind], faultOf.notSnowflake);
    return { kind, messageId };
  }
  return { kind: 'latest' };
}
