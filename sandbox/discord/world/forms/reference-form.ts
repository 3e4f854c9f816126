import { MessageReferenceType } from 'discord-api-types/v10';
import type { Form } from './form.js';

/** What a message refers to: one that it answers, or one that it forwards. */
export interface ReferenceForm {
  readonly kind: 'reply' | 'forward';
  readonly messageId: string;
  readonly channelId: string | undefined;
  readonly failIfNotExists: boolean;
}

/** Reads `message_reference` ("Message", Message Reference Structure); a forward must name the channel. */
export function readReference(form: Form): ReferenceForm | null {
  const reference = form.form('message_reference');
  if (!reference) return null;
  const types = [MessageReferenceType.Default, MessageReferenceType.Forward] as const;
  const isForward = reference.choice('type', types) === MessageReferenceType.Forward;
  reference.require('message_id');
  if (isForward) reference.require('channel_id');
  return {
    kind: isForward ? 'forward' : 'reply',
    messageId: reference.snowflake('message_id') ?? '',
    channelId: reference.snowflake('channel_id'),
    failIfNotExists: reference.boolean('fail_if_not_exists') ?? true,
  };
}
