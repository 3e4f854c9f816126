import { Api } from 'telegram';
import type { CallRecord } from './call-record.js';
import { Refusal } from './world/refusal.js';

/**
 * Which send has each random_id, from its arrival until it has taken effect or failed. A repeat in the meantime is refused with RANDOM_ID_DUPLICATE; one that comes later is
 * answered with the messages of the first, or sends them if that failed (core.telegram.org/api/updates, "updateMessageID": "if the previous method call is currently inflight").
 */
export class SendsInFlight {
  readonly #owners = new Map<string, CallRecord>();

  /** A send has arrived; other calls are none. */
  begin(call: CallRecord, request: unknown): void {
    for (const key of keysOf(call, request)) {
      if (!this.#owners.has(key)) {
        this.#owners.set(key, call);
      }
    }
  }

  /** Throws RANDOM_ID_DUPLICATE while another send with one of these random_ids is under way. */
  check(call: CallRecord, request: unknown): void {
    const owners = keysOf(call, request).map((key) => this.#owners.get(key));
    if (owners.some((owner) => owner !== undefined && owner !== call)) {
      throw new Refusal(500, 'RANDOM_ID_DUPLICATE');
    }
  }

  /** The send has taken effect, or never will. */
  end(call: CallRecord): void {
    for (const [key, owner] of this.#owners) {
      if (owner === call) {
        this.#owners.delete(key);
      }
    }
  }
}

function keysOf({ account }: CallRecord, request: unknown): string[] {
  return randomIdsOf(request).map((randomId) => `${account}:${String(randomId)}`);
}

function randomIdsOf(request: unknown): readonly unknown[] {
  if (request instanceof Api.messages.SendMultiMedia) {
    return request.multiMedia.map(({ randomId }) => randomId);
  }
  const isSend = request instanceof Api.messages.SendMessage || request instanceof Api.messages.SendMedia;
  return isSend ? [request.randomId] : [];
}
