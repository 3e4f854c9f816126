import { InteractionResponseType as R, InteractionType as T } from 'discord-api-types/v10';
import type { MessageRecord } from '../world/records.js';
import type { InteractionRecord } from './interaction-record.js';

const MESSAGES = [R.ChannelMessageWithSource, R.DeferredChannelMessageWithSource] as const;
const UPDATES = [R.DeferredMessageUpdate, R.UpdateMessage] as const;

/** The types of first answer that an interaction takes ("Receiving and Responding", Interaction Callback Type). */
export function listFirstAnswers(interaction: InteractionRecord): readonly R[] {
  // A modal that answered a command has no message that could be updated.
  const updates = findSourceMessage(interaction) ? UPDATES : [];
  switch (interaction.type) {
    case T.Ping:
      return [R.Pong];
    case T.ApplicationCommand:
      return [...MESSAGES, R.Modal];
    case T.MessageComponent:
      return [...MESSAGES, ...updates, R.Modal];
    case T.ApplicationCommandAutocomplete:
      return [R.ApplicationCommandAutocompleteResult];
    case T.ModalSubmit:
      return [...MESSAGES, ...updates];
  }
}

/** The message on which the interaction began, if it did on one. */
export function findSourceMessage({ source }: InteractionRecord): MessageRecord | null {
  return source.kind === 'component' || source.kind === 'modal' ? source.message : null;
}
