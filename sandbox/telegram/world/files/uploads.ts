import type { Clock } from '../clock.js';
import { Refusal } from '../refusal.js';
import { FileContent } from './file-content.js';

/** How long parts are kept: "between several minutes and several hours". */
const PART_LIFE_MS = 3600_000;
const LARGEST_PART = 512 * 1024;
/** Beyond this a file has to be saved with upload.saveBigFilePart. */
const LARGEST_SMALL_FILE = 10 * 1024 * 1024;

interface Upload {
  readonly startedAt: number;
  readonly isBig: boolean;
  readonly parts: Map<number, Buffer>;
}

/** One part of a file on its way up; `total` is known of big files only, and -1 while they are being made. */
interface Part {
  readonly ownerId: string;
  readonly fileId: string;
  readonly index: number;
  readonly bytes: Buffer;
  readonly total: number | undefined;
}

/** The parts that clients have saved and not yet sent ("Uploading and Downloading Files: Uploading files"). */
export class Uploads {
  readonly #clock: Clock;
  readonly #uploads = new Map<string, Upload>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Keeps a part. Throws FILE_PARTS_INVALID, FILE_PART_INVALID, _EMPTY, _TOO_BIG, _SIZE_INVALID, _SIZE_CHANGED. */
  save({ ownerId, fileId, index, bytes, total }: Part, mostParts: number): void {
    if (total !== undefined && (total > mostParts || total === 0 || total < -1)) {
      throw new Refusal(400, 'FILE_PARTS_INVALID');
    }
    if (index < 0 || index >= mostParts || (total !== undefined && total > 0 && index >= total)) {
      throw new Refusal(400, 'FILE_PART_INVALID');
    }
    if (bytes.length === 0) {
      throw new Refusal(400, 'FILE_PART_EMPTY');
    }
    if (bytes.length > LARGEST_PART) {
      throw new Refusal(400, 'FILE_PART_TOO_BIG');
    }
    const upload = this.#open(ownerId, fileId, total !== undefined);
    if (total !== undefined && total > 0 && index < total - 1) {
      checkWholePart(bytes.length);
      const first = [...upload.parts].find(([other]) => other < total - 1);
      if (first !== undefined && first[1].length !== bytes.length) {
        throw new Refusal(400, 'FILE_PART_SIZE_CHANGED');
      }
    }
    upload.parts.set(index, bytes);
  }

  /** The whole file. Throws FILE_PARTS_INVALID, FILE_PART_X_MISSING, FILE_PART_SIZE_INVALID. */
  assemble(
    file: { ownerId: string; fileId: string; parts: number; isBig: boolean },
    mostParts: number,
  ): FileContent {
    const upload = this.#uploads.get(`${file.ownerId}:${file.fileId}`);
    if (file.parts <= 0 || file.parts > mostParts) {
      throw new Refusal(400, 'FILE_PARTS_INVALID');
    }
    const pieces = Array.from({ length: file.parts }, (_, index) => {
      const piece = upload?.isBig === file.isBig ? upload.parts.get(index) : undefined;
      if (piece === undefined) {
        throw new Refusal(400, `FILE_PART_${index}_MISSING`);
      }
      return piece;
    });
    const [first] = pieces;
    for (const piece of pieces.slice(0, -1)) {
      checkWholePart(piece.length);
      if (piece.length !== first?.length) {
        throw new Refusal(400, 'FILE_PART_SIZE_INVALID');
      }
    }
    const content = new FileContent(pieces);
    if ((pieces.at(-1)?.length ?? 0) > (first?.length ?? 0)) {
      throw new Refusal(400, 'FILE_PART_SIZE_INVALID');
    }
    if (!file.isBig && content.size > LARGEST_SMALL_FILE) {
      throw new Refusal(400, 'FILE_PARTS_INVALID');
    }
    return content;
  }

  #open(ownerId: string, fileId: string, isBig: boolean): Upload {
    const now = this.#clock.now();
    for (const [key, { startedAt }] of this.#uploads) {
      if (now - startedAt > PART_LIFE_MS) {
        this.#uploads.delete(key);
      }
    }
    const key = `${ownerId}:${fileId}`;
    const known = this.#uploads.get(key);
    if (known !== undefined && known.isBig === isBig) {
      return known;
    }
    const upload = { startedAt: now, isBig, parts: new Map<number, Buffer>() };
    this.#uploads.set(key, upload);
    return upload;
  }
}

/** All parts but the last: divisible by 1 KB, and 512 KB divisible by them. */
function checkWholePart(size: number): void {
  if (size % 1024 !== 0 || LARGEST_PART % size !== 0) {
    throw new Refusal(400, 'FILE_PART_SIZE_INVALID');
  }
}
