import { afterEach, beforeEach, expect } from 'vitest';
import type { Account } from '../../../sandbox/telegram/account.js';
import type { Person, SeenMessage } from '../../../sandbox/telegram/person.js';
import {
  type AgentPlan,
  type CarriedFile,
  type ChatMessage,
  type FileKind,
  plain,
} from '../../../src/relay/index.js';
import type { AgentChat } from '../../../src/sessions/index.js';
import { TelegramBench, until } from './telegram-bench.js';

/** A picture of 64 by 64 points as far as its head tells, which is what Telegram judges by. */
export function picture(length: number): Buffer {
  const head = Buffer.from('89504e470d0a1a0a0000000d494844520000004000000040', 'hex');
  return Buffer.concat([head, numbered(length)]);
}

/** Bytes that tell where they stand, so that swapped or doubled parts are seen. */
export function numbered(length: number): Buffer {
  return Buffer.from(Uint8Array.from({ length }, (_, index) => (index * 7 + (index >> 16)) % 251));
}

/** A file on its way to the agent. */
export function file(kind: FileKind, bytes: Buffer, more: Partial<CarriedFile> = {}): CarriedFile {
  const mimeType = kind === 'photo' ? 'image/png' : kind === 'voice' ? 'audio/ogg' : 'video/mp4';
  return {
    id: `${kind}:${bytes.length}`,
    kind,
    name: kind === 'photo' ? 'photo.png' : `${kind}.bin`,
    mimeType,
    size: bytes.length,
    isSpoiler: false,
    async *open() {
      for (let at = 0; at < bytes.length; at += 100_000) yield bytes.subarray(at, at + 100_000);
    },
    ...more,
  };
}

/** All bytes of a file, as far as it is read. */
export async function read(source: CarriedFile): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of source.open()) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** The bytes of the file that a message of the agent's chat shows. */
export function bytesOf(message: SeenMessage | undefined): Buffer | null {
  const media = message?.media;
  return media !== undefined && 'bytes' in media ? media.bytes() : null;
}

const keys = { randomIdOf: (part: number) => BigInt(part + 1), replyTo: null };

/** One account with its agent, made anew for each test: what each side sends and the other gets. */
export class FileBench {
  readonly bench: TelegramBench;
  readonly account: Account;
  #chat: Promise<AgentChat> | null = null;

  private constructor(bench: TelegramBench, account: Account) {
    this.bench = bench;
    this.account = account;
  }

  static async start(): Promise<FileBench> {
    const bench = await TelegramBench.start();
    const account = await bench.addAccount();
    await bench.startFleet(account);
    return new FileBench(bench, account);
  }

  get agent(): Person {
    return this.bench.agent;
  }

  get chat(): Promise<AgentChat> {
    this.#chat ??= this.bench.prepare(this.account);
    return this.#chat;
  }

  /** Every message that the bot heard of. */
  heard(): readonly ChatMessage[] {
    return this.bench.handler.heard.flatMap(({ event }) => (event.kind === 'message' ? [event.message] : []));
  }

  async nextHeard(): Promise<ChatMessage> {
    await until(() => this.heard().length > 0);
    const message = this.heard().at(-1);
    if (message === undefined) throw new Error('nothing was heard');
    return message;
  }

  async fileHeard(): Promise<CarriedFile> {
    const [heard] = (await this.nextHeard()).files;
    if (heard === undefined) throw new Error('no file was heard');
    return heard;
  }

  /** Sends what the relay would send of a message. */
  async send(
    files: readonly CarriedFile[],
    words = '',
    replyTo: number | null = null,
    offset = 0,
  ): Promise<AgentPlan> {
    const { messages } = this.bench.fleet;
    const plan = messages.plan({ text: plain(words), files });
    const randomIdOf = (part: number): bigint => keys.randomIdOf(part + offset);
    const chat = await this.chat;
    for (const parcel of plan.parcels) await messages.send(chat, parcel, { randomIdOf, replyTo });
    return plan;
  }

  /** What the agent sees. */
  seen(): readonly SeenMessage[] {
    return this.agent.seesChatWith(this.account);
  }
}

/** Sets up a bench for each test of a file; what Telegram was asked for and lacks fails it. */
export function onFileBench(): () => FileBench {
  let current: FileBench | null = null;
  beforeEach(async () => {
    current = await FileBench.start();
  });
  afterEach(async () => {
    await current?.bench.stop();
    expect(current?.bench.telegram.notImplemented).toEqual([]);
  });
  return () => {
    if (current === null) throw new Error('there is no bench yet');
    return current;
  };
}
