/** One fault of a form field, as Discord names it. */
export interface FieldFault {
  code: string;
  message: string;
}

/** Nested by the names of the fields; the faults of a field stand in its `_errors`. */
export interface FormFaultTree {
  [field: string]: FormFaultTree | FieldFault[];
}

/**
 * A refusal, exactly as Discord's REST API states it. Thrown by every act of the world, whoever acts.
 *
 * Source: "Opcodes and Status Codes", JSON error codes.
 */
export class DiscordError extends Error {
  override readonly name = 'DiscordError';

  constructor(
    readonly status: number,
    readonly code: number,
    message: string,
    readonly errors: FormFaultTree | null = null,
  ) {
    super(message);
  }

  toBody(): { message: string; code: number; errors?: FormFaultTree } {
    const body = { message: this.message, code: this.code };
    return this.errors ? { ...body, errors: this.errors } : body;
  }
}

/** The refusals that the local Discord knows: code to HTTP status and Discord's words. */
const refusals = {
  unknownApplication: [404, 10002, 'Unknown Application'],
  unknownChannel: [404, 10003, 'Unknown Channel'],
  unknownGuild: [404, 10004, 'Unknown Guild'],
  unknownMember: [404, 10007, 'Unknown Member'],
  unknownMessage: [404, 10008, 'Unknown Message'],
  unknownOverwrite: [404, 10009, 'Unknown Permission Overwrite'],
  unknownRole: [404, 10011, 'Unknown Role'],
  unknownUser: [404, 10013, 'Unknown User'],
  unknownEmoji: [400, 10014, 'Unknown Emoji'],
  unknownWebhook: [404, 10015, 'Unknown Webhook'],
  unknownInteraction: [404, 10062, 'Unknown interaction'],
  unknownCommand: [404, 10063, 'Unknown application command'],
  onlyBots: [403, 20002, 'Only bots can use this endpoint'],
  slowMode: [429, 20016, 'This action cannot be performed due to slowmode rate limit.'],
  missingAccess: [403, 50001, 'Missing Access'],
  dmNotAllowed: [403, 50003, 'Cannot execute action on a DM channel'],
  notAuthor: [403, 50005, 'Cannot edit a message authored by another user'],
  emptyMessage: [400, 50006, 'Cannot send an empty message'],
  cannotMessageUser: [403, 50007, 'Cannot send messages to this user'],
  nonTextChannel: [400, 50008, 'Cannot send messages in a non-text channel'],
  missingPermissions: [403, 50013, 'Missing Permissions'],
  deleteCount: [
    400,
    50016,
    'Provided too few or too many messages to delete. Must provide at least 2 and fewer than 100 messages to delete',
  ],
  systemMessage: [403, 50021, 'Cannot execute action on a system message'],
  wrongChannelType: [400, 50024, 'Cannot execute action on this channel type'],
  invalidRole: [400, 50028, 'Invalid Role'],
  tooOldToBulkDelete: [400, 50034, 'A message provided was too old to bulk delete'],
  stickersEdited: [400, 50080, 'Cannot edit stickers within a message'],
  invalidSticker: [400, 50081, 'Invalid sticker sent'],
  threadArchived: [400, 50083, 'Thread is archived'],
  voiceWithContent: [400, 50159, 'Voice messages do not support additional content.'],
  voiceWithoutAudio: [400, 50160, 'Voice messages must have a single audio attachment.'],
  voiceWithoutMetadata: [400, 50161, 'Voice messages must have supporting metadata.'],
  voiceEdited: [400, 50162, 'Voice messages cannot be edited.'],
  voiceNotAllowed: [403, 50173, 'You cannot send voice messages in this channel.'],
  noMutualGuild: [403, 50278, 'Cannot send messages to this user due to having no mutual guilds'],
  reactionBlocked: [403, 90001, 'Reaction blocked'],
  alreadyAcknowledged: [400, 40060, 'Interaction has already been acknowledged.'],
  tooManyThreadMembers: [400, 30033, 'Maximum number of thread participants reached (1000)'],
  tooManyReactions: [400, 30010, 'Maximum number of reactions reached (20)'],
  replyWithoutHistory: [400, 160002, 'Cannot reply without permission to read message history'],
  threadAlreadyCreated: [400, 160004, 'A thread has already been created for this message'],
  threadLocked: [400, 160005, 'Thread is locked'],
  tooManyActiveThreads: [400, 160006, 'Maximum number of active threads reached'],
  forwardUnreadable: [403, 160014, 'You cannot forward a message whose content you cannot read'],
  messageBlocked: [400, 200000, 'Message was blocked by automatic moderation'],
  titleBlocked: [400, 200001, 'Title was blocked by automatic moderation'],
  pollEdited: [400, 520003, 'Cannot edit a poll message'],
  tooLarge: [413, 40005, 'Request entity too large'],
  invalidBody: [400, 50109, 'The request body contains invalid JSON.'],
  unauthorized: [401, 0, '401: Unauthorized'],
  notFound: [404, 0, '404: Not Found'],
  methodNotAllowed: [405, 0, '405: Method Not Allowed'],
  serverUnavailable: [503, 0, '503: Service Unavailable'],
} as const satisfies Record<string, readonly [status: number, code: number, message: string]>;

export type Refusal = keyof typeof refusals;

/** Makes the error that Discord would answer with; throw it. */
export function refuse(refusal: Refusal): DiscordError {
  const [status, code, message] = refusals[refusal];
  return new DiscordError(status, code, message);
}

/** 50035: the form is wrong, with the faults of each field. */
export function refuseForm(errors: FormFaultTree): DiscordError {
  return new DiscordError(400, 50035, 'Invalid Form Body', errors);
}
