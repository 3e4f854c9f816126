import { createServer, type Server } from 'node:net';
import { type AuthKey, createAuthKey } from './auth-key.js';
import {
  readContainer,
  readObject,
  UnknownConstructor,
  unzipBody,
  type WireMessage,
  writeRpcError,
  writeRpcResult,
} from './bodies.js';
import { decryptPacket, type PlainPacket } from './cipher.js';
import { Connection } from './connection.js';
import { KeyExchange } from './key-exchange.js';
import { KeyHolder } from './key-holder.js';
import { BadMessage, findFaultOfMessageId, ServerMessageIds, type TimeSource } from './message-ids.js';
import { type PublicServerKey, ServerKey } from './server-key.js';
import { type Arrival, announceSession, handleServiceMessage, refuseMessage } from './service-messages.js';

/** What becomes of a call. */
export type RpcOutcome =
  | { readonly kind: 'result'; readonly body: Buffer }
  | { readonly kind: 'error'; readonly code: number; readonly message: string }
  /** The connection is closed; `wasRead` says whether the server will know the message when it is sent again. */
  | { readonly kind: 'drop'; readonly wasRead: boolean };

/** The service behind the protocol. */
export interface RpcService {
  call(request: unknown, arrival: Arrival): Promise<RpcOutcome>;
  /** A constructor that the schema does not have was called. */
  noteUnknown(constructorId: number): void;
}

/** MTProto 2.0 over TCP on 127.0.0.1 with auth keys that are pre-shared or made on the spot; knows nothing of what is called through it. */
export class MtprotoServer {
  readonly #keys = new Map<string, KeyHolder>();
  readonly #connections = new Set<Connection>();
  readonly #time: TimeSource;
  readonly #ids: ServerMessageIds;
  readonly #service: RpcService;
  /** Made when it is first needed: that takes a while. */
  #serverKey: ServerKey | undefined;
  readonly #exchanges = new WeakMap<Connection, KeyExchange>();
  #listener: Server | undefined;

  constructor(time: TimeSource, service: RpcService) {
    this.#time = time;
    this.#ids = new ServerMessageIds(time);
    this.#service = service;
  }

  /** Accepts connections on this port. Rejects if it is taken. */
  async listen(port: number): Promise<void> {
    const listener = createServer((socket) => {
      this.#connections.add(
        new Connection(socket, {
          packet: (connection, payload) => this.#receive(connection, payload),
          closed: (connection) => this.#connections.delete(connection),
        }),
      );
    });
    await new Promise<void>((resolve, reject) => {
      listener.once('error', reject);
      listener.listen(port, '127.0.0.1', () => resolve());
    });
    this.#listener = listener;
  }

  /** Closes every connection and stops listening; keys and sessions stay, as in an outage. */
  async close(): Promise<void> {
    const listener = this.#listener;
    this.#listener = undefined;
    for (const connection of this.#connections) {
      connection.close();
    }
    if (listener !== undefined) {
      await new Promise((resolve) => listener.close(resolve));
    }
  }

  /** Makes an auth key known. */
  addKey(key: AuthKey = createAuthKey()): KeyHolder {
    const holder = new KeyHolder(key, this.#time, this.#ids);
    this.#keys.set(key.id.toString('hex'), holder);
    return holder;
  }

  /** Forgets an auth key: the client is told -404 from now on. */
  removeKey(holder: KeyHolder): void {
    this.#keys.delete(holder.key.id.toString('hex'));
  }

  get publicKey(): PublicServerKey {
    return this.#key().public;
  }

  #key(): ServerKey {
    this.#serverKey ??= new ServerKey();
    return this.#serverKey;
  }

  /** An unencrypted message: `auth_key_id 0 | message id | length | body`. */
  async #exchange(connection: Connection, payload: Buffer): Promise<void> {
    const exchange = this.#exchanges.get(connection) ?? new KeyExchange(this.#key());
    this.#exchanges.set(connection, exchange);
    try {
      const request = readObject(payload.subarray(20, 20 + payload.readInt32LE(16)));
      const { body, key } = await exchange.answer(request, this.#time.now());
      if (key !== null) this.addKey(key);
      const head = Buffer.alloc(20);
      head.writeBigInt64LE(this.#ids.next('answer'), 8);
      head.writeInt32LE(body.length, 16);
      connection.send(Buffer.concat([head, body]));
    } catch {
      connection.fail(404);
    }
  }

  #receive(connection: Connection, payload: Buffer): void {
    if (payload.length > 20 && payload.readBigInt64LE(0) === 0n) {
      void this.#exchange(connection, payload);
      return;
    }
    const holder = payload.length < 24 ? undefined : this.#keys.get(payload.toString('hex', 0, 8));
    if (holder === undefined) {
      connection.fail(404);
      return;
    }
    let packet: PlainPacket;
    try {
      packet = decryptPacket(holder.key, 'client', payload);
    } catch {
      connection.fail(404);
      return;
    }
    const session = holder.openSession(packet.sessionId);
    session.attach(connection);
    const now = this.#time.now();
    const arrival: Arrival = { holder, session, connection, msgId: packet.msgId, now };
    const body = unzipBody(packet.body);
    const inner = readContainer(body);
    const fault = this.#findFault(arrival, packet, inner);
    if (fault !== undefined) {
      refuseMessage(arrival, packet.seqNo, fault);
      return;
    }
    const messages = inner ?? [{ msgId: packet.msgId, seqNo: packet.seqNo, body }];
    if (!session.isAnnounced) {
      announceSession({ ...arrival, msgId: messages[0]?.msgId ?? packet.msgId });
    }
    for (const message of messages) {
      this.#handle(message, { ...arrival, msgId: message.msgId });
    }
  }

  #findFault(arrival: Arrival, packet: PlainPacket, inner: WireMessage[] | undefined): number | undefined {
    const { session, holder, now } = arrival;
    const fault = findFaultOfMessageId(packet.msgId, now);
    if (fault !== undefined) {
      return fault;
    }
    if (!holder.salts.isValid(packet.salt, now)) {
      return BadMessage.wrongSalt;
    }
    if (packet.msgId > session.highest.msgId) {
      if (packet.seqNo < session.highest.seqNo) {
        return BadMessage.seqNoTooLow;
      }
      session.highest = { msgId: packet.msgId, seqNo: packet.seqNo };
    }
    if (inner === undefined) {
      return undefined;
    }
    if (packet.seqNo % 2 !== 0) {
      return BadMessage.seqNoShouldBeEven;
    }
    if (session.containerIds.has(packet.msgId)) {
      return BadMessage.containerIdRepeated;
    }
    session.containerIds.add(packet.msgId);
    return inner.some(({ msgId }) => msgId >= packet.msgId) ? BadMessage.invalidContainer : undefined;
  }

  #handle(message: WireMessage, arrival: Arrival): void {
    const { session, msgId } = arrival;
    const known = session.received.get(msgId);
    if (known !== undefined) {
      // Already executed, or being executed: it is answered from memory and never done twice.
      if (known.answer === undefined) {
        session.acknowledgeReceipt([msgId]);
      } else {
        session.repeat(known.answer);
      }
      return;
    }
    let object: unknown;
    try {
      object = readObject(unzipBody(message.body));
    } catch (error) {
      const isUnknown = error instanceof UnknownConstructor;
      if (isUnknown) {
        this.#service.noteUnknown(error.constructorId);
      }
      const text = isUnknown ? `INPUT_METHOD_INVALID_${error.constructorId}` : 'INPUT_FETCH_FAIL';
      session.sendContent('answer', writeRpcResult(msgId, writeRpcError(400, text)), true);
      return;
    }
    if (handleServiceMessage(object, arrival)) {
      return;
    }
    if (message.seqNo % 2 === 0) {
      refuseMessage(arrival, message.seqNo, BadMessage.seqNoShouldBeOdd);
      return;
    }
    void this.#call(object, arrival);
  }

  async #call(object: unknown, arrival: Arrival): Promise<void> {
    const { session, connection, msgId } = arrival;
    const { entry, settle } = session.noteReceived(msgId);
    // A request that is not answered at once is acknowledged, so that the client does not send it again.
    const acknowledgement = setTimeout(() => session.acknowledgeReceipt([msgId]), 100);
    acknowledgement.unref();
    const outcome = await this.#service.call(object, arrival);
    clearTimeout(acknowledgement);
    settle(outcome.kind === 'result');
    if (outcome.kind === 'drop') {
      if (!outcome.wasRead) {
        session.received.delete(msgId);
      }
      connection.close();
      return;
    }
    // An rpc_error travels alone: some clients drop whatever follows it in a container.
    entry.answer =
      outcome.kind === 'result'
        ? session.sendContent('answer', writeRpcResult(msgId, outcome.body))
        : session.sendContent(
            'answer',
            writeRpcResult(msgId, writeRpcError(outcome.code, outcome.message)),
            true,
          );
  }
}
