import { randomBytes } from 'node:crypto';
import { Api } from 'telegram';
import { fromLong, toLong } from '../tl/long.js';
import { writeAnswer, writeRpcResult } from './bodies.js';
import type { Connection } from './connection.js';
import type { KeyHolder } from './key-holder.js';
import type { ServerSalt } from './salts.js';
import type { Session } from './session.js';

/** One message of the client with where it came from. */
export interface Arrival {
  readonly holder: KeyHolder;
  readonly session: Session;
  readonly connection: Connection;
  readonly msgId: bigint;
  readonly now: number;
}

/**
 * Answers the messages that concern the protocol and not the service ("Service messages", "Service messages about
 * messages"). Returns false if the object is none of them, that is, a method to be called.
 */
export function handleServiceMessage(object: unknown, arrival: Arrival): boolean {
  const { session, msgId } = arrival;
  if (object instanceof Api.MsgsAck) {
    for (const id of object.msgIds) {
      session.acknowledge(fromLong(id));
    }
  } else if (object instanceof Api.Ping) {
    answerPing(object.pingId, arrival);
  } else if (object instanceof Api.PingDelayDisconnect) {
    arrival.connection.closeAfter(object.disconnectDelay);
    answerPing(object.pingId, arrival);
  } else if (object instanceof Api.GetFutureSalts) {
    const salts = arrival.holder.salts.future(arrival.now, object.num);
    session.sendService('answer', writeFutureSalts(msgId, arrival.now, salts));
  } else if (object instanceof Api.DestroySession) {
    session.sendService('answer', destroySession(object, arrival));
  } else if (object instanceof Api.MsgsStateReq) {
    session.sendService('answer', describeMessages(object.msgIds.map(fromLong), arrival));
  } else if (object instanceof Api.MsgResendReq) {
    for (const id of object.msgIds.map(fromLong)) {
      const message = session.findUnacknowledged(id);
      if (message !== undefined) {
        session.repeat(message);
      }
    }
  } else if (object instanceof Api.RpcDropAnswer) {
    // The answer is on its way or already out: the server is free to say that it knows of none.
    session.sendContent('answer', writeRpcResult(msgId, writeAnswer(new Api.RpcAnswerUnknown())));
  } else {
    return object instanceof Api.MsgsStateInfo || object instanceof Api.MsgsAllInfo;
  }
  return true;
}

/** Tells the client that the server had no memory of this session. */
export function announceSession(arrival: Arrival): void {
  const { session, holder, msgId, now } = arrival;
  session.isAnnounced = true;
  session.sendContent(
    'notification',
    new Api.NewSessionCreated({
      firstMsgId: toLong(msgId),
      uniqueId: toLong(randomBytes(8).readBigInt64LE()),
      serverSalt: toLong(holder.salts.current(now)),
    }).getBytes(),
  );
}

/** bad_msg_notification, or bad_server_salt with the salt to be used from now on. */
export function refuseMessage(arrival: Arrival, seqNo: number, errorCode: number): void {
  const { session, holder, msgId, now } = arrival;
  const notice = { badMsgId: toLong(msgId), badMsgSeqno: seqNo, errorCode };
  const body =
    errorCode === 48
      ? new Api.BadServerSalt({ ...notice, newServerSalt: toLong(holder.salts.current(now)) })
      : new Api.BadMsgNotification(notice);
  session.sendService('notification', body.getBytes());
}

function answerPing(pingId: Api.Ping['pingId'], { session, msgId }: Arrival): void {
  session.sendService('answer', new Api.Pong({ msgId: toLong(msgId), pingId }).getBytes());
}

function destroySession(request: Api.DestroySession, { holder, session }: Arrival): Buffer {
  const id = fromLong(request.sessionId);
  const wasThere = id !== session.id && holder.sessions.delete(id);
  const answer = { sessionId: request.sessionId };
  return wasThere
    ? new Api.DestroySessionOk(answer).getBytes()
    : new Api.DestroySessionNone(answer).getBytes();
}

function describeMessages(msgIds: readonly bigint[], { session, msgId }: Arrival): Buffer {
  // 1: nothing known of it, 4: received; 64 more once it was answered.
  const info = msgIds.map((id) => {
    const entry = session.received.get(id);
    return entry === undefined ? 1 : entry.answer === undefined ? 4 : 4 + 64;
  });
  return new Api.MsgsStateInfo({
    reqMsgId: toLong(msgId),
    info: Buffer.from(info).toString('latin1'),
  }).getBytes();
}

/** The schema's class can't write the bare future_salt, so this is done by hand. */
function writeFutureSalts(reqMsgId: bigint, now: number, salts: readonly ServerSalt[]): Buffer {
  const buffer = Buffer.alloc(20 + salts.length * 16);
  buffer.writeUInt32LE(0xae500895, 0);
  buffer.writeBigInt64LE(reqMsgId, 4);
  buffer.writeInt32LE(Math.floor(now / 1000), 12);
  buffer.writeInt32LE(salts.length, 16);
  salts.forEach(({ validSince, validUntil, salt }, index) => {
    const offset = 20 + index * 16;
    buffer.writeInt32LE(validSince, offset);
    buffer.writeInt32LE(validUntil, offset + 4);
    buffer.writeBigInt64LE(salt, offset + 8);
  });
  return buffer;
}
