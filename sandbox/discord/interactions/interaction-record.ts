import type {
  APIMessageInteractionMetadata,
  APIModalInteractionResponseCallbackData,
  InteractionType,
} from 'discord-api-types/v10';
import type { MessageRecord } from '../world/records.js';
import type { InteractionOutcome } from './outcome.js';

/** Where an interaction began. */
export type InteractionSource =
  | { readonly kind: 'command'; readonly name: string }
  | { readonly kind: 'autocomplete'; readonly name: string }
  | { readonly kind: 'component'; readonly message: MessageRecord }
  /** `message`: the one whose component opened the modal; null for a modal that answered a command. */
  | {
      readonly kind: 'modal';
      readonly message: MessageRecord | null;
      readonly openedBy: OpenerMetadata;
    };

/** A modal is opened by a command or a component, never by another modal. */
export type OpenerMetadata = Exclude<APIMessageInteractionMetadata, { type: InteractionType.ModalSubmit }>;

/** An interaction that was sent to the bot. */
export interface InteractionRecord {
  readonly id: string;
  readonly token: string;
  readonly type: InteractionType;
  readonly userId: string;
  readonly channelId: string;
  readonly guildId: string | null;
  /** By the world's clock. */
  readonly createdAt: number;
  readonly source: InteractionSource;
  readonly metadata: APIMessageInteractionMetadata;
  readonly outcome: InteractionOutcome;
  isAcknowledged: boolean;
  /** True once the time for the first answer is over. */
  isExpired: boolean;
  /** The original response, or the component's message after an update; null before, and after a modal. */
  originalId: string | null;
  readonly followUpIds: string[];
  /** The modal that answered it, until it is submitted. */
  modal: APIModalInteractionResponseCallbackData | null;
}
