import type {
  APIApplicationCommandOption,
  APIModalInteractionResponseCallbackData,
} from 'discord-api-types/v10';
import type { Persona } from './cast.js';
import type { MessageSight } from './message-sight.js';

export interface RoleSight {
  readonly id: string;
  readonly name: string;
  /** As Discord has it: 0 is none. */
  readonly color: number;
  /** Roles of bots can't be chosen or given. */
  readonly isManaged: boolean;
}

/** Someone in the member list. */
export interface MemberSight {
  readonly id: string;
  readonly name: string;
  readonly isBot: boolean;
  readonly isOwner: boolean;
  /** Without @everyone, the highest first. */
  readonly roleIds: readonly string[];
  /** Colour of the highest role that has one. */
  readonly color: number;
}

/** What the person may do in a place, as Discord judges it. The acts are refused all the same if the page offers more. */
export interface PlaceRights {
  readonly write: boolean;
  readonly attach: boolean;
  readonly react: boolean;
  readonly useCommands: boolean;
  /** Threads: archive, lock and delete them, remove members. */
  readonly manageThread: boolean;
  /** Threads: wake an archived one. */
  readonly unarchive: boolean;
  /** Threads: the person is in it, and may leave. */
  readonly leave: boolean;
}

/** A channel, a thread or the direct messages with the bot, and all that the person sees there. */
export interface PlaceSight {
  readonly id: string;
  readonly kind: 'channel' | 'thread' | 'direct';
  /** Without `#`; the bot's name for direct messages. */
  readonly name: string;
  readonly topic: string | null;
  /** Threads: the channel in which it hangs. */
  readonly parentId: string | null;
  readonly may: PlaceRights;
  /** Oldest first, ephemeral ones of this person included; the last 200. */
  readonly messages: readonly MessageSight[];
  /** Names of who is typing, the person themselves left out. */
  readonly typing: readonly string[];
  /** Threads only. */
  readonly thread: ThreadSight | null;
}

export interface ThreadSight {
  readonly isPrivate: boolean;
  readonly isArchived: boolean;
  readonly isLocked: boolean;
  /** The person is in it. Staff see private threads without being in them. */
  readonly isJoined: boolean;
  readonly memberIds: readonly string[];
  readonly autoArchiveMinutes: number;
}

/** A command as the bot registered it and this person is offered it. */
export interface CommandSight {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** As Discord describes them; subcommands are options of type 1, groups of type 2. */
  readonly options: readonly APIApplicationCommandOption[];
  /** The places in which it is offered to this person. */
  readonly placeIds: readonly string[];
}

/** A modal that is open for the person. */
export interface ModalSight {
  /** What `submits` and `closesModal` name. */
  readonly id: string;
  readonly placeId: string;
  readonly title: string;
  /** Rows and labels with their fields, as Discord has them. */
  readonly components: APIModalInteractionResponseCallbackData['components'];
}

/** A guild as one person sees it. Someone who is not in it sees no roles, members, places or commands, but may have direct messages. */
export interface GuildSight {
  readonly guild: { readonly id: string; readonly name: string };
  readonly viewer: Persona;
  readonly roles: readonly RoleSight[];
  readonly members: readonly MemberSight[];
  /** Channels in their order; threads, active ones first and newest first; direct messages last. */
  readonly places: readonly PlaceSight[];
  readonly commands: readonly CommandSight[];
  readonly modal: ModalSight | null;
  readonly acceptsDirectMessages: boolean;
  /** What the guild is like during an outage: nothing is there. */
  readonly isUnavailable: boolean;
  readonly now: number;
}
