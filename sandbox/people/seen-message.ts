import { type APIEmbed, ButtonStyle, ComponentType, MessageFlags } from 'discord-api-types/v10';
import type { AttachmentLinks } from '../discord/world/attachment-links.js';
import type { MessageRecord, ReactionRecord } from '../discord/world/records.js';
import { type SeenAttachment, showAttachment } from './seen-attachment.js';
import {
  type SeenForward,
  type SeenPoll,
  type SeenSticker,
  showForward,
  showPoll,
  showSticker,
} from './seen-enclosures.js';

/** A button under a message; it is pressed by its custom id, or leads to its address. */
export interface SeenButton {
  readonly label: string;
  readonly customId: string | null;
  readonly url: string | null;
  readonly isDisabled: boolean;
}

/** One emoji under a message. */
export interface SeenReaction {
  /** The emoji itself, or `name:id` of a custom one. */
  readonly emoji: string;
  /** In the order in which they reacted. */
  readonly userIds: readonly string[];
}

/** A message of Discord as a person's app shows it. */
export interface SeenMessage {
  readonly id: string;
  readonly channelId: string;
  readonly authorId: string;
  /** The content, then the words of its embeds, a line each. */
  readonly text: string;
  readonly buttons: readonly SeenButton[];
  /** Only this person sees it. */
  readonly isEphemeral: boolean;
  readonly isEdited: boolean;
  /** In milliseconds since the epoch; null: never edited. */
  readonly editedAt: number | null;
  /** In milliseconds since the epoch. */
  readonly sentAt: number;
  /** "… is thinking". */
  readonly isLoading: boolean;
  /** The message it replies to. */
  readonly replyToId: string | null;
  readonly attachments: readonly SeenAttachment[];
  readonly embeds: readonly APIEmbed[];
  readonly reactions: readonly SeenReaction[];
  /** Its one attachment is a recording that is played in place. */
  readonly isVoice: boolean;
  readonly stickers: readonly SeenSticker[];
  readonly poll: SeenPoll | null;
  readonly forwarded: SeenForward | null;
  /** An invitation to play along. */
  readonly isActivityInvite: boolean;
}

/** Shows a message of the local Discord as people see it. */
export function showMessage(message: MessageRecord, links: AttachmentLinks): SeenMessage {
  const [forwarded] = message.snapshots;
  return {
    id: message.id,
    channelId: message.channelId,
    authorId: message.authorId,
    text: [message.content, ...message.embeds.map(showEmbed)].filter((words) => words !== '').join('\n'),
    buttons: message.components.flatMap((row) =>
      row.type === ComponentType.ActionRow ? row.components.flatMap(showButton) : [],
    ),
    isEphemeral: message.ephemeralFor !== null,
    isEdited: message.editedAt !== null,
    editedAt: message.editedAt,
    sentAt: message.createdAt,
    isLoading: (message.flags & MessageFlags.Loading) !== 0,
    replyToId: forwarded ? null : (message.reference?.messageId ?? null),
    attachments: message.attachments.map((attachment) => showAttachment(attachment, links)),
    embeds: structuredClone(message.embeds),
    reactions: message.reactions.map(showReaction),
    isVoice: (message.flags & MessageFlags.IsVoiceMessage) !== 0,
    stickers: message.stickers.map(showSticker),
    poll: message.poll && showPoll(message.poll),
    forwarded: forwarded ? showForward(forwarded, links) : null,
    isActivityInvite: message.activity !== null,
  };
}

function showReaction({ emojiId, emojiName, userIds }: ReactionRecord): SeenReaction {
  return { emoji: emojiId === null ? emojiName : `${emojiName}:${emojiId}`, userIds: [...userIds] };
}

function showEmbed(embed: MessageRecord['embeds'][number]): string {
  const fields = (embed.fields ?? []).map(({ name, value }) => `${name}: ${value}`);
  return [embed.title, embed.description, ...fields, embed.footer?.text].filter(Boolean).join('\n');
}

function showButton(
  component: Extract<
    MessageRecord['components'][number],
    { type: ComponentType.ActionRow }
  >['components'][number],
): SeenButton[] {
  if (component.type !== ComponentType.Button || component.style === ButtonStyle.Premium) return [];
  const isLink = component.style === ButtonStyle.Link;
  return [
    {
      label: component.label ?? component.emoji?.name ?? '',
      customId: isLink ? null : component.custom_id,
      url: isLink ? component.url : null,
      isDisabled: component.disabled ?? false,
    },
  ];
}
