import { ChannelType } from 'discord-api-types/v10';
import { Form } from './form.js';

/** Minutes of idleness that a thread may have ("Channel", Modify Channel). */
const AUTO_ARCHIVE_MINUTES = [60, 1_440, 4_320, 10_080] as const;
const THREAD_TYPES = [
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
] as const;

/** A body as Start Thread and Modify Channel (Thread) have it. Undefined: not given. */
export interface ThreadForm {
  readonly name: string | undefined;
  readonly type: (typeof THREAD_TYPES)[number] | undefined;
  readonly autoArchiveMinutes: number | undefined;
  readonly slowmodeSeconds: number | undefined;
  readonly invitable: boolean | undefined;
  readonly archived: boolean | undefined;
  readonly locked: boolean | undefined;
}

/**
 * @param refusedWords words in lower case that the name may not contain
 * @throws 50035 with every fault
 */
export function readThreadForm(body: unknown, isNew: boolean, refusedWords: readonly string[]): ThreadForm {
  const form = Form.of(body);
  if (isNew) form.require('name');
  const read: ThreadForm = {
    name: form.string('name', { min: 1, max: 100 }),
    type: form.choice('type', THREAD_TYPES),
    autoArchiveMinutes: form.choice('auto_archive_duration', AUTO_ARCHIVE_MINUTES),
    slowmodeSeconds: form.integer('rate_limit_per_user', { min: 0, max: 21_600 }),
    invitable: form.boolean('invitable'),
    archived: form.boolean('archived'),
    locked: form.boolean('locked'),
  };
  const name = read.name?.toLowerCase() ?? '';
  if (refusedWords.some((word) => name.includes(word))) {
    form.note('name', {
      code: 'INVALID_CHANNEL_NAME',
      message: 'Contains words not allowed for servers in Server Discovery.',
    });
  }
  form.faults.throwIfAny();
  return read;
}
