import { randomBytes } from 'node:crypto';
import {
  type Client,
  Events,
  GatewayOpcodes,
  type GuildMember,
  type GuildMembersChunk,
  type ReadonlyCollection,
} from 'discord.js';
import type { MemberPresence } from '../sessions/index.js';
import type { GuildView } from './guild-view.js';

/** "Request Guild Members" takes at most 100 user ids (Gateway Events). */
const idsAtOnce = 100;

/** How long the gateway is given to answer one request. */
const patienceMs = 10_000;

/** Asks the gateway which members are in a guild: no HTTP request, and an answer for those who are not. */
export class MemberPresences {
  constructor(
    private readonly client: Client,
    private readonly view: GuildView,
  ) {}

  /** Whom the gateway does not answer for is `unknown`. Never rejects. */
  async ask(
    guildId: string,
    channelId: string,
    memberIds: readonly string[],
  ): Promise<ReadonlyMap<string, MemberPresence>> {
    const distinct = [...new Set(memberIds)];
    const presences = new Map<string, MemberPresence>(distinct.map((id) => [id, 'unknown']));
    if (this.view.available(guildId) === null) return presences;
    for (let first = 0; first < distinct.length; first += idsAtOnce) {
      const ids = distinct.slice(first, first + idsAtOnce);
      // A gateway that is silent now will hardly answer the next hundred.
      if (!(await this.#askFor(guildId, channelId, ids, presences))) break;
    }
    return presences;
  }

  /** False when the gateway gave no answer in time. */
  async #askFor(
    guildId: string,
    channelId: string,
    ids: readonly string[],
    presences: Map<string, MemberPresence>,
  ): Promise<boolean> {
    const guild = this.view.available(guildId);
    if (guild === null) return false;
    // At most 32 bytes; the gateway repeats it in its answer.
    const nonce = randomBytes(12).toString('hex');
    return new Promise((resolve) => {
      const finish = (isAnswered: boolean) => {
        clearTimeout(timer);
        this.client.off(Events.GuildMembersChunk, take);
        resolve(isAnswered);
      };
      const take = (
        members: ReadonlyCollection<string, GuildMember>,
        _guild: unknown,
        chunk: GuildMembersChunk,
      ) => {
        if (chunk.nonce !== nonce) return;
        for (const member of members.values()) {
          const viewer = { userId: member.id, roleIds: [...member.roles.cache.keys()] };
          presences.set(member.id, this.view.presenceWith(guildId, channelId, viewer));
        }
        // Discord leaves the list out when everyone was found, whatever the type says.
        for (const id of chunk.notFound ?? []) presences.set(String(id), 'absent');
        if (chunk.index + 1 >= chunk.count) finish(true);
      };
      const timer = setTimeout(finish, patienceMs, false);
      this.client.on(Events.GuildMembersChunk, take);
      guild.shard.send({
        op: GatewayOpcodes.RequestGuildMembers,
        d: { guild_id: guildId, user_ids: ids, limit: 0, nonce },
      });
    });
  }
}
