/** The bytes of a file in the pieces in which they came: all of one length but the last. Never joined, so that large ones cost no more than they weigh. */
export class FileContent {
  readonly size: number;
  readonly #pieces: readonly Buffer[];
  readonly #pieceSize: number;

  constructor(pieces: readonly Buffer[]) {
    this.#pieces = pieces;
    this.#pieceSize = pieces[0]?.length ?? 0;
    this.size = pieces.reduce((sum, piece) => sum + piece.length, 0);
  }

  /** So many bytes from there on; fewer where the file ends. */
  slice(offset: number, length: number): Buffer {
    const end = Math.min(offset + length, this.size);
    const parts: Buffer[] = [];
    for (let at = offset; at < end; ) {
      const index = Math.floor(at / this.#pieceSize);
      const start = index * this.#pieceSize;
      const part = this.#pieces[index]?.subarray(at - start, end - start) ?? Buffer.alloc(0);
      parts.push(part);
      at += part.length;
    }
    const [only, ...others] = parts;
    return only !== undefined && others.length === 0 ? only : Buffer.concat(parts);
  }

  /** Everything in one piece. */
  toBuffer(): Buffer {
    return this.slice(0, this.size);
  }
}
