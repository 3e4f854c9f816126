import { MessageActivityType, MessageType } from 'discord-api-types/v10';
import type { MessageDesk } from './message-desk.js';
import type { MessageRecord } from './records.js';
import type { WorldCore } from './world-core.js';
import type { WritingRights } from './writing-rights.js';

/** Invitations to games: only Discord's client can send them, from the game that its user plays. */
export class ActivityInvites {
  readonly #core: WorldCore;
  readonly #desk: MessageDesk;
  readonly #rights: WritingRights;

  constructor(core: WorldCore, desk: MessageDesk, rights: WritingRights) {
    this.#core = core;
    this.#desk = desk;
    this.#rights = rights;
  }

  post(actorId: string, channelId: string, partyId: string): MessageRecord {
    const channel = this.#core.access.requireVisible(actorId, channelId);
    this.#rights.requireSpeech(actorId, channel);
    const activity = { type: MessageActivityType.Join, partyId };
    const message = this.#desk.draft(channel, actorId, MessageType.Default, { activity });
    this.#desk.insert(message);
    return message;
  }
}
