import {
  AllowedMentionsTypes,
  type APIAllowedMentions,
  type APIEmbed,
  type APIMessageTopLevelComponent,
  MessageFlags as F,
} from 'discord-api-types/v10';
import { type AttachmentRequest, readAttachmentRequests } from './attachment-form.js';
import { readComponents } from './component-form.js';
import { readEmbeds } from './embed-form.js';
import { Form } from './form.js';
import { faultOf } from './form-faults.js';
import { type PollForm, readPoll } from './poll-form.js';
import { type ReferenceForm, readReference } from './reference-form.js';

/** Longest message text ("Message", Create Message). */
export const LONGEST_CONTENT = 2_000;
/** Longest nonce, in characters. */
const LONGEST_NONCE = 25;
/** Most stickers of one message. */
const MOST_STICKERS = 3;
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
  readonly reference: ReferenceForm | null;
  readonly stickerIds: string[] | undefined;
  readonly poll: PollForm | undefined;
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
    stickerIds: form.snowflakes('sticker_ids', { max: MOST_STICKERS }),
    poll: readPoll(form),
    attachments: readAttachmentRequests(form),
  };
  if (isLayout) refuseBesideLayout(form, read);
  if (files.length > MOST_FILES || (read.attachments?.length ?? 0) > MOST_FILES) {
    form.note('attachments', faultOf.tooLong(MOST_FILES));
  }
  if (form.has('shared_client_theme') && !form.isNull('shared_client_theme')) {
    form.note('shared_client_theme', {
      code: 'LOCAL_DISCORD_UNSUPPORTED',
      message: 'Not part of the local Discord.',
    });
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

/** A message of components carries nothing else ("Message", Create Message). */
function refuseBesideLayout(form: Form, read: MessageForm): void {
  const fault = {
    code: 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
    message: 'The MessageFlags.IS_COMPONENTS_V2 flag was set, which disallows this field',
  };
  if (read.content) form.note('content', fault);
  if (read.embeds?.length) form.note('embeds', fault);
  if (read.stickerIds?.length) form.note('sticker_ids', fault);
  if (read.poll) form.note('poll', fault);
}
