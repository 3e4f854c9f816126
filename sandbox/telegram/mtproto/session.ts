import { Api } from 'telegram';
import { toLong } from '../tl/long.js';
import type { AuthKey } from './auth-key.js';
import { type WireMessage, writeContainer, zipIfSmaller } from './bodies.js';
import { encryptPacket } from './cipher.js';
import type { Connection } from './connection.js';
import type { ServerMessageIds, TimeSource } from './message-ids.js';
import type { ServerSalts } from './salts.js';

/** What the server remembers of a message that it has read. */
export interface ReceivedMessage {
  /** Resolves when it was dealt with: false if it was refused. */
  readonly done: Promise<boolean>;
  /** The answer, once there is one. */
  answer: WireMessage | undefined;
}

/** What a session needs from the server that it belongs to. */
export interface SessionContext {
  readonly key: AuthKey;
  readonly salts: ServerSalts;
  readonly ids: ServerMessageIds;
  readonly time: TimeSource;
}

const MEMORY = 1000;
/** Answers of this size are forgotten once they were acknowledged, or parts of files would fill the memory. */
const LARGE_BODY = 32 * 1024;

/**
 * One MTProto session: what was received in it, what was sent and not yet acknowledged. It outlives its
 * connections; when the client comes back with the same session id, everything unacknowledged is sent again.
 */
export class Session {
  readonly id: bigint;
  readonly received = new Map<bigint, ReceivedMessage>();
  readonly containerIds = new Set<bigint>();
  /** False until new_session_created was said. */
  isAnnounced = false;
  /** The client's message with the highest id so far. */
  highest = { msgId: 0n, seqNo: 0 };
  readonly #context: SessionContext;
  readonly #unacknowledged = new Map<bigint, WireMessage>();
  #connection: Connection | undefined;
  #waiting: { readonly message: WireMessage; readonly isAlone: boolean }[] = [];
  #isFlushPlanned = false;
  #contentCount = 0;

  constructor(id: bigint, context: SessionContext) {
    this.id = id;
    this.#context = context;
  }

  get connection(): Connection | undefined {
    return this.#connection?.isOpen === true ? this.#connection : undefined;
  }

  /** Notes the connection that the client uses now. */
  attach(connection: Connection): void {
    if (this.#connection === connection) {
      return;
    }
    this.#connection = connection;
    for (const message of this.#unacknowledged.values()) {
      this.#enqueue(message, false);
    }
  }

  /** The server has lost it: nothing more is sent in it, also what was asked for before. */
  detach(): void {
    this.#connection = undefined;
  }

  /** Sends a body that the client has to acknowledge: an rpc_result or an update. */
  sendContent(kind: 'answer' | 'notification', body: Buffer, isAlone = false): WireMessage {
    const seqNo = this.#contentCount * 2 + 1;
    this.#contentCount += 1;
    const message = { msgId: this.#context.ids.next(kind), seqNo, body };
    this.#unacknowledged.set(message.msgId, message);
    forgetOldest(this.#unacknowledged);
    this.#enqueue(message, isAlone);
    return message;
  }

  /** Sends a service message, which needs no acknowledgement and is lost without a connection. */
  sendService(kind: 'answer' | 'notification', body: Buffer): void {
    const message = { msgId: this.#context.ids.next(kind), seqNo: this.#contentCount * 2, body };
    this.#enqueue(message, false);
  }

  /** Sends a message once more, under the id that it had. */
  repeat(message: WireMessage): void {
    this.#enqueue(message, false);
  }

  /** The message that was sent under this id and not yet acknowledged. */
  findUnacknowledged(msgId: bigint): WireMessage | undefined {
    return this.#unacknowledged.get(msgId);
  }

  acknowledge(msgId: bigint): void {
    const message = this.#unacknowledged.get(msgId);
    this.#unacknowledged.delete(msgId);
    if (message !== undefined && message.body.length > LARGE_BODY) {
      for (const entry of this.received.values()) {
        if (entry.answer === message) {
          entry.answer = undefined;
        }
      }
    }
  }

  /** Remembers a message of the client; `settle` says what became of it. */
  noteReceived(msgId: bigint): { readonly entry: ReceivedMessage; settle(isSuccess: boolean): void } {
    let settle: (isSuccess: boolean) => void = () => {};
    const done = new Promise<boolean>((resolve) => {
      settle = resolve;
    });
    const entry: ReceivedMessage = { done, answer: undefined };
    this.received.set(msgId, entry);
    forgetOldest(this.received);
    return { entry, settle };
  }

  /** Tells the client that these messages have arrived. */
  acknowledgeReceipt(msgIds: readonly bigint[]): void {
    this.sendService('notification', new Api.MsgsAck({ msgIds: msgIds.map(toLong) }).getBytes());
  }

  #enqueue(message: WireMessage, isAlone: boolean): void {
    this.#waiting.push({ message, isAlone });
    if (!this.#isFlushPlanned) {
      this.#isFlushPlanned = true;
      setImmediate(() => this.#flush());
    }
  }

  #flush(): void {
    this.#isFlushPlanned = false;
    const waiting = this.#waiting;
    this.#waiting = [];
    if (this.connection === undefined) {
      return;
    }
    let batch: WireMessage[] = [];
    const sendBatch = (): void => {
      this.#write(batch);
      batch = [];
    };
    for (const { message, isAlone } of waiting) {
      if (isAlone || batch.length === 100) {
        sendBatch();
      }
      batch.push(message);
      if (isAlone) {
        sendBatch();
      }
    }
    sendBatch();
  }

  #write(batch: readonly WireMessage[]): void {
    const [first] = batch;
    if (first === undefined) {
      return;
    }
    const message =
      batch.length === 1
        ? { ...first, body: zipIfSmaller(first.body) }
        : {
            msgId: this.#context.ids.next('notification'),
            seqNo: this.#contentCount * 2,
            body: writeContainer(batch),
          };
    const salt = this.#context.salts.current(this.#context.time.now());
    this.connection?.send(
      encryptPacket(this.#context.key, 'server', { salt, sessionId: this.id, ...message }),
    );
  }
}

function forgetOldest(map: Map<bigint, unknown>): void {
  for (const key of map.keys()) {
    if (map.size <= MEMORY) {
      return;
    }
    map.delete(key);
  }
}
