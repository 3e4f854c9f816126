import type { UploadedFile } from '../discord/world/forms/message-form.js';

/** A file that a person sends. */
export interface FileToSend {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Default: what the name's ending says. */
  readonly contentType?: string;
  /** Alternative text. */
  readonly description?: string;
  /** Blurred until it is clicked. */
  readonly spoiler?: boolean;
  /** Voice messages only. Default 3. */
  readonly durationSeconds?: number;
  /** Voice messages only: up to 256 bytes of loudness in base64. */
  readonly waveform?: string;
}

/** A recording that rises and falls. */
const SOME_WAVEFORM = Buffer.from([0, 40, 120, 200, 120, 40, 0]).toString('base64');

/** Makes of files what a client sends: the files, and what the message says of them ("Reference", Uploading Files). */
export function packFiles(files: readonly FileToSend[], isVoice: boolean) {
  return files.map((file, index) => {
    const upload: UploadedFile = {
      index: String(index),
      // The mark by which every client knows a spoiler.
      filename: file.spoiler ? `SPOILER_${file.name}` : file.name,
      contentType: file.contentType ?? 'application/octet-stream',
      bytes: file.bytes,
    };
    const attachment = {
      id: index,
      ...(file.description !== undefined && { description: file.description }),
      ...(isVoice && {
        duration_secs: file.durationSeconds ?? 3,
        waveform: file.waveform ?? SOME_WAVEFORM,
      }),
    };
    return { upload, attachment };
  });
}
