import { Api } from 'telegram';

/** A stored file of a message, and where Telegram keeps it. */
export interface StoredFile {
  readonly media: Api.Document | Api.Photo;
  /** Which of a photo's or document's pictures; empty for the document itself. */
  readonly thumbSize: string;
  /** The message that holds it: asked again when its reference has expired. */
  readonly messageId: number;
}

/** Reads the bytes of a stored file; errors as `CarriedFile.open` has them. */
export type OpenFile = (file: StoredFile) => AsyncIterable<Uint8Array>;

export function locationOf({ media, thumbSize }: StoredFile): Api.TypeInputFileLocation {
  const { id, accessHash, fileReference } = media;
  const location = { id, accessHash, fileReference, thumbSize };
  return media instanceof Api.Photo
    ? new Api.InputPhotoFileLocation(location)
    : new Api.InputDocumentFileLocation(location);
}
