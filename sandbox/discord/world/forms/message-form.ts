import {
  AllowedMentionsTypes,
  type APIAllowedMentions,
  type APIEmbed,
  type APIMessageTopLevelComponent,
  MessageFlags as F,
  MessageReferenceType,
} from 'discord-api-types/v10';
import { readComponents } from './component-form.js';
import { readEmbeds } from './embed-form.js';
import { Form } from './form.js';
import { faultOf } from './form-faults.js';

/** Longest message text ("Message", Create Message). */
export const LONGEST_CONTENT = 2_000;
/** Longest nonce, in characters. */
const LONGEST_NONCE = 25;
/** Most files of one message. */
const MOST_FILES = 10;

/** A file that came with a body as `files[n]`. */
export interface UploadedFile {
  /** The n of `files[n]`. */
  readonly index: string;
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

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

/** A body as Create Message and Edit Message have it, read and checked. Undefined: not given. */
export interface MessageForm {
  readonly content: string | undefined;
  readonly embeds: APIEmbed[] | undefined;
  readonly components: APIMessageTopLevelComponent[] | undefined;
  readonly flags: number | undefined;
  readonly tts: boolean;
  readonly allowedMentions: APIAllowedMentions | undefined;
  readonly nonce: string | number | null;
  readonly enforceNonce: boolean;
  readonly reference: {
    readonly messageId: string;
    readonly channelId: string | undefined;
    readonly failIfNotExists: boolean;
  } | null;
  readonly attachments: AttachmentRequest[] | undefined;
}

/**
 * Reads the body of a message.
 *
 * @param existingFlags of the message that is edited
 * @throws 50035 with every fault
 */
export function readMessageForm(
  body: unknown,
  files: readonly UploadedFile[],
  existingFlags = 0,
): MessageForm {
  const form = Form.of(body);
  const flags = form.integer('flags', { min: 0 });
  const isLayout = (((flags ?? 0) | existingFlags) & F.IsComponentsV2) !== 0;
  const read: MessageForm = {
    content: readNullable(form, 'content', ''),
    embeds: form.isNull('embeds') ? [] : readEmbeds(form),
    components: form.isNull('components') ? [] : readComponents(form, isLayout),
    flags,
    tts: form.boolean('tts') ?? false,
    allowedMentions: readAllowedMentions(form),
    nonce: readNonce(form),
    enforceNonce: form.boolean('enforce_nonce') ?? false,
    reference: readReference(form),
    attachments: readAttachmentRequests(form),
  };
  if (isLayout) refuseBesideLayout(form, read);
  if (files.length > MOST_FILES || (read.attachments?.length ?? 0) > MOST_FILES) {
    form.note('attachments', faultOf.tooLong(MOST_FILES));
  }
  for (const key of ['poll', 'sticker_ids', 'shared_client_theme']) {
    const value = form.raw(key);
    const isEmpty = value === undefined || value === null || (Array.isArray(value) && value.length === 0);
    if (!isEmpty)
      form.note(key, { code: 'LOCAL_DISCORD_UNSUPPORTED', message: 'Not part of the local Discord.' });
  }
  form.faults.throwIfAny();
  return read;
}

function readNullable(form: Form, key: string, empty: string): string | undefined {
  return form.isNull(key) ? empty : form.string(key, { max: LONGEST_CONTENT });
}

function readNonce(form: Form): string | number | null {
  const nonce = form.raw('nonce');
  if (typeof nonce === 'number' && Number.isInteger(nonce)) return nonce;
  return form.string('nonce', { max: LONGEST_NONCE }) ?? null;
}

function readReference(form: Form): MessageForm['reference'] {
  const reference = form.form('message_reference');
  if (!reference) return null;
  const type = reference.integer('type') ?? MessageReferenceType.Default;
  if (type !== MessageReferenceType.Default) {
    reference.note('type', {
      code: 'LOCAL_DISCORD_UNSUPPORTED',
      message: 'Forwards are not part of the local Discord.',
    });
  }
  reference.require('message_id');
  return {
    messageId: reference.snowflake('message_id') ?? '',
    channelId: reference.snowflake('channel_id'),
    failIfNotExists: reference.boolean('fail_if_not_exists') ?? true,
  };
}

function readAllowedMentions(form: Form): APIAllowedMentions | undefined {
  const allowed = form.form('allowed_mentions');
  if (!allowed) return undefined;
  const known: readonly unknown[] = Object.values(AllowedMentionsTypes);
  const parse = allowed.list('parse')?.filter((item): item is AllowedMentionsTypes => {
    if (known.includes(item)) return true;
    allowed.note('parse', faultOf.notAmong(Object.values(AllowedMentionsTypes)));
    return false;
  });
  const users = allowed.snowflakes('users', { max: 100 });
  const roles = allowed.snowflakes('roles', { max: 100 });
  for (const [type, ids] of [
    ['users', users],
    ['roles', roles],
  ] as const) {
    if (ids?.length && parse?.some((item) => item === type)) {
      form.note('allowed_mentions', {
        code: 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
        message: `parse:["${type}"] and ${type}: [ids...] are mutually exclusive.`,
      });
    }
  }
  return {
    parse: parse ?? [],
    users: users ?? [],
    roles: roles ?? [],
    replied_user: allowed.boolean('replied_user') ?? false,
  };
}

function readAttachmentRequests(form: Form): AttachmentRequest[] | undefined {
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

/** A message of components carries nothing else ("Message", Create Message). */
function refuseBesideLayout(form: Form, read: MessageForm): void {
  const fault = {
    code: 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
    message: 'The MessageFlags.IS_COMPONENTS_V2 flag was set, which disallows this field',
  };
  if (read.content) form.note('content', fault);
  if (read.embeds?.length) form.note('embeds', fault);
}
