import { contentTypeOf } from './content-types.js';
import { refuse } from './discord-error.js';
import { faultOf, refuseField } from './forms/form-faults.js';
import type { MessageForm, UploadedFile } from './forms/message-form.js';
import type { AttachmentRecord, ChannelRecord, GuildRecord } from './records.js';
import type { WorldCore } from './world-core.js';

const MEBIBYTE = 1_048_576;

/** The largest file by a guild's boost tier ("Reference", Uploading Files). Direct messages are tier 0. */
const LARGEST_FILE_BYTES = [10, 10, 50, 100] as const;

/**
 * The largest request with files ("Message", Create Message: 25 MiB). A server whose tier allows a larger file takes that
 * file, as Discord does, too.
 */
const LARGEST_REQUEST_BYTES = 25 * MEBIBYTE;

/** Most attachments of one message. */
const MOST_ATTACHMENTS = 10;

/** Turns the files that came with a message into its attachments. */
export class Uploads {
  readonly #core: WorldCore;

  constructor(core: WorldCore) {
    this.#core = core;
  }

  /**
   * The attachments that a message has after a create or an edit.
   *
   * @param existing those it has; of them remain the ones that the form names, or all if it names none
   * @throws 40005 (413) for a file that is too large for the guild, and for too much at once
   */
  collect(
    channel: ChannelRecord,
    form: MessageForm,
    files: readonly UploadedFile[],
    existing: readonly AttachmentRecord[],
  ): AttachmentRecord[] {
    requireSize(files, largestFileBytes(this.#core.store.guildOf(channel)));
    const requests = form.attachments;
    if (!requests) return [...existing, ...files.map((file) => this.#take(channel, file))];
    if (requests.length > MOST_ATTACHMENTS) {
      throw refuseField(['attachments'], faultOf.tooLong(MOST_ATTACHMENTS));
    }
    return requests.map((request, index) => {
      const kept = existing.find(({ id }) => id === request.id);
      if (kept) return { ...kept, description: request.description ?? kept.description };
      const file = files.find((candidate) => candidate.index === request.id);
      if (!file) {
        throw refuseField(['attachments', index, 'id'], {
          code: 'ATTACHMENT_NOT_FOUND',
          message: `The attachment was not found (id: ${request.id})`,
        });
      }
      return {
        ...this.#take(channel, file, request.filename),
        title: request.title ?? null,
        description: request.description ?? null,
        spoiler: request.isSpoiler ?? isSpoilerName(request.filename ?? file.filename),
        durationSeconds: request.durationSeconds ?? null,
        waveform: request.waveform ?? null,
      };
    });
  }

  #take(channel: ChannelRecord, file: UploadedFile, name = file.filename): AttachmentRecord {
    return {
      id: this.#core.snowflakes.next(),
      channelId: channel.id,
      filename: cleanName(name),
      title: null,
      description: null,
      contentType: contentTypeOf(file.contentType, name),
      bytes: file.bytes,
      spoiler: isSpoilerName(name),
      durationSeconds: null,
      waveform: null,
    };
  }
}

function requireSize(files: readonly UploadedFile[], largestFile: number): void {
  const sizes = files.map(({ bytes }) => bytes.byteLength);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const isTooLarge = sizes.some((size) => size > largestFile);
  if (isTooLarge || total > Math.max(largestFile, LARGEST_REQUEST_BYTES)) throw refuse('tooLarge');
}

export function largestFileBytes(guild: GuildRecord | null): number {
  return LARGEST_FILE_BYTES[guild?.premiumTier ?? 0] * MEBIBYTE;
}

function isSpoilerName(name: string): boolean {
  return name.startsWith('SPOILER_');
}

/** Discord keeps letters, digits and a few marks of a name, and spaces become underscores. */
function cleanName(name: string): string {
  return name.replace(/\s+/g, '_').replace(/[^\p{L}\p{N}._-]/gu, '') || 'unknown';
}
