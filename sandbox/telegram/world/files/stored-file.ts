import type { Api } from 'telegram';
import type { FileContent } from './file-content.js';

/** A small picture of a larger thing. */
export interface Thumbnail {
  readonly content: FileContent;
  readonly width: number;
  readonly height: number;
}

/** A picture as Telegram keeps it. */
export interface StoredPhoto {
  readonly kind: 'photo';
  /** A TL `long` in decimal. */
  readonly id: string;
  readonly date: number;
  readonly content: FileContent;
  readonly width: number;
  readonly height: number;
}

/** Any other file; what it is to people is told by its attributes ("Documents"). */
export interface StoredDocument {
  readonly kind: 'document';
  /** A TL `long` in decimal. */
  readonly id: string;
  readonly date: number;
  readonly content: FileContent;
  readonly mimeType: string;
  readonly attributes: readonly Api.TypeDocumentAttribute[];
  readonly thumbnail: Thumbnail | undefined;
}

export type StoredFile = StoredPhoto | StoredDocument;
