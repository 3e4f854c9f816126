/** Time source of the server, in milliseconds since 1970. */
export interface TimeSource {
  now(): number;
}

/** Makes the server's message ids: unix time in the upper half, ever growing, odd ("Message identifier"). */
export class ServerMessageIds {
  readonly #time: TimeSource;
  #last = 0n;

  constructor(time: TimeSource) {
    this.#time = time;
  }

  /** `answer` is 1 modulo 4, what the server says on its own is 3. */
  next(kind: 'answer' | 'notification'): bigint {
    const now = (BigInt(Math.floor(this.#time.now())) << 32n) / 1000n;
    const base = now - (now % 4n);
    this.#last = base > this.#last ? base : this.#last - (this.#last % 4n) + 4n;
    return this.#last + (kind === 'answer' ? 1n : 3n);
  }
}

/** Error codes of bad_msg_notification ("Service messages about messages"). */
export const BadMessage = {
  idTooLow: 16,
  idTooHigh: 17,
  idNotOfClient: 18,
  containerIdRepeated: 19,
  seqNoTooLow: 32,
  seqNoShouldBeEven: 34,
  seqNoShouldBeOdd: 35,
  wrongSalt: 48,
  invalidContainer: 64,
} as const;

/** What is wrong with a client's message id at this time, or undefined: 300 s back, 30 s ahead. */
export function findFaultOfMessageId(msgId: bigint, now: number): number | undefined {
  if (msgId % 4n !== 0n) {
    return BadMessage.idNotOfClient;
  }
  const seconds = Number(msgId >> 32n);
  if (seconds < now / 1000 - 300) {
    return BadMessage.idTooLow;
  }
  return seconds > now / 1000 + 30 ? BadMessage.idTooHigh : undefined;
}
