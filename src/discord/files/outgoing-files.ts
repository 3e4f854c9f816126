import { MessageFlags } from 'discord.js';
import type { CarriedFile } from '../../relay/index.js';
import { markSpoiler } from './attachment-kind.js';
import { MultipartBody } from './multipart-body.js';

/** A voice message without a picture of its loudness is refused: silence, then. */
const flatWaveform = Buffer.alloc(1);

/** Whether these files make a voice message: one recording, alone. */
export function isVoiceMessage(files: readonly CarriedFile[]): boolean {
  return files.length === 1 && files[0]?.kind === 'voice';
}

/** A request's body with files; as a voice message, with what Discord wants to know of one ("Message", Voice Messages). */
export function withFiles(body: object, files: readonly CarriedFile[], asVoice: boolean): MultipartBody {
  const parts = files.map((file) => ({ file, name: file.isSpoiler ? markSpoiler(file.name) : file.name }));
  const attachments = parts.map(({ file, name }, index) => ({
    // Discord's description calls it a snowflake, which JSON has as a string, also where it is only the number of a part.
    id: String(index),
    filename: name,
    ...(asVoice
      ? {
          duration_secs: file.durationSeconds ?? 0,
          waveform: Buffer.from(file.waveform ?? flatWaveform).toString('base64'),
        }
      : {}),
  }));
  const flags = asVoice ? { flags: MessageFlags.IsVoiceMessage } : {};
  return new MultipartBody({ ...body, attachments, ...flags }, parts);
}
