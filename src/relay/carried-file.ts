/** What a file is to the person who gets it. Where the other side has no such kind, its room takes the nearest. */
export type FileKind =
  | 'photo'
  | 'video'
  | 'animation'
  | 'audio'
  | 'voice'
  | 'video_note'
  | 'sticker'
  | 'document';

/** A file on its way from one side to the other. Never linked, because links expire: its bytes are read and sent anew. */
export interface CarriedFile {
  /** The file's id at its source; the same file keeps it when its message is edited. */
  readonly id: string;
  readonly kind: FileKind;
  /** A file name with its extension, without folders. */
  readonly name: string;
  readonly mimeType: string;
  /** In bytes; null when the source does not say. */
  readonly size: number | null;
  /** Shown only when asked for. */
  readonly isSpoiler: boolean;
  /** What the source knows of a picture or a recording. */
  readonly width?: number;
  readonly height?: number;
  readonly durationSeconds?: number;
  /** A voice note's loudness over its length, one byte a sample (0 to 255), at most 256 of them. */
  readonly waveform?: Uint8Array;
  /**
   * The bytes, from the beginning, a piece at a time: what was not asked for yet is not in memory. May be called again. Throws `UnreachableError`
   * when the source can't be asked, and `FileGoneError` when it no longer has the file. Leaving the loop early ends the transfer.
   */
  open(): AsyncIterable<Uint8Array>;
}

/** The source no longer has the file: its message was deleted, or it expired. */
export class FileGoneError extends Error {
  override readonly name = 'FileGoneError';
  constructor(readonly fileId: string) {
    super(`the file ${fileId} is gone from its source`);
  }
}

/** A file that the other side can't take, with its limit in bytes: it is larger, or empty where nothing empty is taken. */
export interface RefusedFile {
  readonly file: CarriedFile;
  readonly limit: number;
}
