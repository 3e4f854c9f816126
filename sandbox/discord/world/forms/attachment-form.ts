import type { Form } from './form.js';

/** One entry of `attachments`: a new file by its n, or one to keep by its id. */
export interface AttachmentRequest {
  readonly id: string;
  readonly filename: string | undefined;
  readonly title: string | undefined;
  readonly description: string | undefined;
  readonly isSpoiler: boolean | undefined;
  readonly durationSeconds: number | undefined;
  readonly waveform: string | undefined;
}

/** Reads `attachments` ("Message", Attachment Request Structure). */
export function readAttachmentRequests(form: Form): AttachmentRequest[] | undefined {
  if (form.isNull('attachments')) return [];
  return form.forms('attachments')?.map((attachment) => {
    attachment.require('id');
    const id = attachment.raw('id');
    return {
      id: typeof id === 'number' ? String(id) : (attachment.snowflake('id') ?? ''),
      filename: attachment.string('filename', { max: 1_024 }),
      title: attachment.string('title', { max: 1_024 }),
      description: attachment.string('description', { max: 1_024 }),
      isSpoiler: attachment.boolean('is_spoiler'),
      durationSeconds: readNumber(attachment, 'duration_secs'),
      waveform: attachment.string('waveform', { max: 400 }),
    };
  });
}

function readNumber(form: Form, key: string): number | undefined {
  const value = form.raw(key);
  return typeof value === 'number' ? value : undefined;
}
