import { type RESTGetAPIGuildMemberResult, RESTJSONErrorCodes, Routes } from 'discord.js';
import type { Participants } from '../relay/index.js';
import { type GuildStore, UnreachableError } from '../sessions/index.js';
import { asUnreachable, DiscordRefusal } from './errors.js';
import { type GuildView, rolesOf } from './guild-view.js';
import type { DiscordRest } from './rest.js';
import { judgeRights } from './rights.js';

/** Who is heard in a session's thread besides its member. */
export class DiscordParticipants implements Participants {
  constructor(
    private readonly rest: DiscordRest,
    private readonly view: Pick<GuildView, 'available' | 'roleIdsOf'>,
    private readonly settings: Pick<GuildStore, 'find'>,
  ) {}

  /** No request for someone whom the gateway told of, as it does with each of their messages. */
  async isStaff(guildId: string, userId: string): Promise<boolean> {
    const guild = this.view.available(guildId);
    if (guild === null) throw new UnreachableError('discord', `guild ${guildId} is not available`, 'none');
    const roleIds = this.view.roleIdsOf(guildId, userId) ?? (await this.#askRoles(guildId, userId));
    if (roleIds === null) return false;
    const rights = judgeRights({ userId, roleIds }, rolesOf(guild), await this.settings.find(guildId));
    return rights.staff !== null;
  }

  /** Null for someone who is not in the guild. */
  async #askRoles(guildId: string, userId: string): Promise<readonly string[] | null> {
    try {
      const member = await this.rest.call<RESTGetAPIGuildMemberResult>({
        method: 'Get',
        route: Routes.guildMember(guildId, userId),
        isRepeatable: true,
      });
      return member.roles;
    } catch (error) {
      const isAbsent =
        error instanceof DiscordRefusal &&
        error.is(RESTJSONErrorCodes.UnknownMember, RESTJSONErrorCodes.UnknownUser);
      if (isAbsent) return null;
      throw asUnreachable(error);
    }
  }
}
