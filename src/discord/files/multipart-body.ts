import { randomUUID } from 'node:crypto';
import type { CarriedFile } from '../../relay/index.js';

const lineEnd = '\r\n';

/** A file in a request, under the name that Discord is to know it by. */
export interface FilePart {
  readonly file: CarriedFile;
  readonly name: string;
}

/**
 * The body of a request with files ("Reference", Uploading Files). Each reading opens the files anew, so that a request may be repeated; nothing is in
 * memory but the piece that is being sent.
 */
export class MultipartBody {
  readonly #boundary = randomUUID();
  /** What went wrong while a file was read, as its source threw it: the client would report a broken connection instead. */
  fault: unknown = null;

  constructor(
    private readonly payload: object,
    private readonly files: readonly FilePart[],
  ) {}

  get contentType(): string {
    return `multipart/form-data; boundary=${this.#boundary}`;
  }

  /** In bytes; null when the size of a file is not known. */
  get length(): number | null {
    let length = Buffer.byteLength(this.#payloadPart() + this.#end());
    for (const [index, part] of this.files.entries()) {
      if (part.file.size === null) return null;
      length += Buffer.byteLength(this.#head(part, index) + lineEnd) + part.file.size;
    }
    return length;
  }

  async *read(): AsyncGenerator<Uint8Array> {
    this.fault = null;
    yield Buffer.from(this.#payloadPart());
    for (const [index, part] of this.files.entries()) {
      yield Buffer.from(this.#head(part, index));
      try {
        yield* part.file.open();
      } catch (error) {
        this.fault = error;
        throw error;
      }
      yield Buffer.from(lineEnd);
    }
    yield Buffer.from(this.#end());
  }

  #payloadPart(): string {
    return this.#lines(
      'Content-Disposition: form-data; name="payload_json"',
      'Content-Type: application/json',
      '',
      JSON.stringify(this.payload),
    );
  }

  #head({ file, name }: FilePart, index: number): string {
    return this.#lines(
      `Content-Disposition: form-data; name="files[${index}]"; filename="${escapeName(name)}"`,
      `Content-Type: ${/^[\w.+-]+\/[\w.+-]+$/u.test(file.mimeType) ? file.mimeType : 'application/octet-stream'}`,
      '',
      '',
    ).slice(0, -lineEnd.length);
  }

  #lines(...lines: readonly string[]): string {
    return [`--${this.#boundary}`, ...lines, ''].join(lineEnd);
  }

  #end(): string {
    return `--${this.#boundary}--${lineEnd}`;
  }
}

/** As browsers write names into forms ("HTML Standard", multipart/form-data). */
function escapeName(name: string): string {
  return name.replace(/\r/gu, '%0D').replace(/\n/gu, '%0A').replace(/"/gu, '%22');
}
