import { type APIMessageInteractionMetadata, InteractionType } from 'discord-api-types/v10';
import type { UserRecord } from '../world/records.js';
import { viewUser } from '../world/views/user-view.js';
import type { InteractionSource } from './interaction-record.js';

/** What the messages that answer an interaction say of it ("Message", Message Interaction Metadata). */
export function describeInteraction(
  id: string,
  user: UserRecord,
  guildId: string | null,
  source: InteractionSource,
): APIMessageInteractionMetadata {
  const common = { id, user: viewUser(user), authorizing_integration_owners: { 0: guildId ?? '0' } };
  switch (source.kind) {
    case 'command':
    case 'autocomplete':
      return { ...common, type: InteractionType.ApplicationCommand };
    case 'component':
      return {
        ...common,
        type: InteractionType.MessageComponent,
        interacted_message_id: source.message.id,
      };
    case 'modal':
      return {
        ...common,
        type: InteractionType.ModalSubmit,
        triggering_interaction_metadata: source.openedBy,
      };
  }
}
