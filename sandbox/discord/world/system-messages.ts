import type { MessageType } from 'discord-api-types/v10';
import type { MessageDesk } from './message-desk.js';
import type { ChannelRecord, MessageRecord } from './records.js';

/** Posts what Discord itself writes into channels ("Threads", New Message Types). */
export class SystemMessages {
  readonly #desk: MessageDesk;

  constructor(desk: MessageDesk) {
    this.#desk = desk;
  }

  /** @param actorId whose act it tells of: Discord names them as the author */
  post(
    channel: ChannelRecord,
    actorId: string,
    type: MessageType,
    said: { content?: string; mentions?: readonly string[]; reference?: MessageRecord['reference'] } = {},
  ): void {
    this.#desk.insert(
      this.#desk.draft(channel, actorId, type, {
        content: said.content ?? '',
        mentionedUserIds: said.mentions ?? [],
        reference: said.reference ?? null,
      }),
    );
  }
}
