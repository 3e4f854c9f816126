import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { DC_ID } from '../../dc.js';
import type { Clock } from '../clock.js';
import { Refusal } from '../refusal.js';
import type { StoredDocument, StoredFile, StoredPhoto } from './stored-file.js';

/** How long a file reference serves. Telegram names no time; clients are told to be ready for it at any. */
const REFERENCE_LIFE_SECONDS = 24 * 3600;

/** Every file that was ever sent, and the references under which each viewer may have it ("File references"). */
export class FileStore {
  readonly #clock: Clock;
  readonly #files = new Map<string, StoredFile>();
  /** Where files lie that are not at home. */
  readonly #movedTo = new Map<string, number>();
  readonly #secret = randomBytes(32);
  #nextId = 5_400_000_000_000_000_001n;
  /** References of an earlier generation have expired. */
  #generation = 1;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  addPhoto(photo: Omit<StoredPhoto, 'id' | 'kind' | 'date'>): StoredPhoto {
    const stored: StoredPhoto = { ...photo, kind: 'photo', ...this.#stamp() };
    this.#files.set(stored.id, stored);
    return stored;
  }

  addDocument(document: Omit<StoredDocument, 'id' | 'kind' | 'date'>): StoredDocument {
    const stored: StoredDocument = { ...document, kind: 'document', ...this.#stamp() };
    this.#files.set(stored.id, stored);
    return stored;
  }

  /** The data centre that keeps the file. */
  dcOf({ id }: StoredFile): number {
    return this.#movedTo.get(id) ?? DC_ID;
  }

  /** Moves all files that there are to another data centre; messages that were shown before still name the old one. */
  moveTo(dcId: number): void {
    for (const id of this.#files.keys()) {
      this.#movedTo.set(id, dcId);
    }
  }

  find(id: string): StoredFile | undefined {
    return this.#files.get(id);
  }

  /** From now on every reference that was given out is refused with FILE_REFERENCE_EXPIRED. */
  expireReferences(): void {
    this.#generation += 1;
  }

  /** A reference that lets this viewer have this file for a while. */
  refer(viewerId: string, fileId: string): Buffer {
    const head = Buffer.alloc(9);
    head.writeUInt8(1, 0);
    head.writeUInt32LE(this.#generation, 1);
    head.writeUInt32LE(this.#seconds(), 5);
    return Buffer.concat([head, this.#sign(head, viewerId, fileId)]);
  }

  /** Throws FILE_REFERENCE_EMPTY, FILE_REFERENCE_INVALID, FILE_REFERENCE_EXPIRED. */
  checkReference(reference: Buffer, viewerId: string, fileId: string): void {
    if (reference.length === 0) {
      throw new Refusal(400, 'FILE_REFERENCE_EMPTY');
    }
    const head = reference.subarray(0, 9);
    const signature = this.#sign(head, viewerId, fileId);
    if (reference.length !== 25 || !timingSafeEqual(reference.subarray(9), signature)) {
      throw new Refusal(400, 'FILE_REFERENCE_INVALID');
    }
    const age = this.#seconds() - head.readUInt32LE(5);
    if (head.readUInt32LE(1) !== this.#generation || age > REFERENCE_LIFE_SECONDS) {
      throw new Refusal(400, 'FILE_REFERENCE_EXPIRED');
    }
  }

  #sign(head: Buffer, viewerId: string, fileId: string): Buffer {
    return createHmac('sha256', this.#secret)
      .update(head)
      .update(`${viewerId}:${fileId}`)
      .digest()
      .subarray(0, 16);
  }

  #stamp(): { id: string; date: number } {
    const id = String(this.#nextId);
    this.#nextId += 1n;
    return { id, date: this.#seconds() };
  }

  #seconds(): number {
    return Math.floor(this.#clock.now() / 1000);
  }
}
