import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { collectComponentText } from './forms/component-form.js';
import { DEFAULT_MENTIONS, findMentions, INTERACTION_MENTIONS } from './mentions.js';
import type { ChannelRecord, MessageRecord } from './records.js';
import type { ThreadMembers } from './thread-members.js';
import type { WorldCore } from './world-core.js';

/** A role mention in a thread adds the role's members if they are at most this many. */
const SMALL_ROLE = 100;

/** What mentions do: whom they reach, and who is added to a thread by them. */
export class Mentioning {
  readonly #core: WorldCore;
  readonly #threadMembers: ThreadMembers;

  constructor(core: WorldCore, threadMembers: ThreadMembers) {
    this.#core = core;
    this.#threadMembers = threadMembers;
  }

  /** Finds whom the message mentions, as far as its author may. */
  mention(channel: ChannelRecord, message: MessageRecord, repliedUserId: string | null): void {
    const { store, access } = this.#core;
    const guild = store.guildOf(channel);
    const text = [message.content, collectComponentText(message.components)].join('\n');
    const fallback = message.interaction ? INTERACTION_MENTIONS : DEFAULT_MENTIONS;
    const found = findMentions(text, message.allowedMentions ?? fallback, repliedUserId);
    const mentionsAll =
      guild !== null && access.can(message.authorId, channel, P.ViewChannel | P.MentionEveryone);
    message.mentionsEveryone = found.everyone && mentionsAll;
    message.mentionedUserIds = found.userIds.filter((id) => store.users.has(id));
    message.mentionedRoleIds = found.roleIds.filter((id) => {
      const role = guild?.roles.get(id);
      return role !== undefined && (role.mentionable || mentionsAll);
    });
  }

  /** Who is mentioned in a thread is added to it, if the author may add them and they can see the parent. */
  addMentioned(channel: ChannelRecord, message: MessageRecord): void {
    if (channel.kind !== 'thread' || message.ephemeralFor !== null) return;
    const { store, access } = this.#core;
    const guild = store.requireGuild(channel.guildId);
    const parent = store.parentOf(channel);
    const byRole = message.mentionedRoleIds.flatMap((roleId) => {
      const members = [...guild.members.values()].filter(({ roleIds }) => roleIds.includes(roleId));
      return members.length <= SMALL_ROLE ? members.map(({ userId }) => userId) : [];
    });
    const addable = new Set([...message.mentionedUserIds, ...byRole]);
    const added = [...addable].filter(
      (userId) =>
        !channel.members.has(userId) &&
        access.canView(userId, parent) &&
        this.#threadMembers.mayAdd(message.authorId, channel, userId),
    );
    this.#threadMembers.include(channel, added);
  }
}
