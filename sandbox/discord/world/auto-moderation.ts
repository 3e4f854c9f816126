import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { refuse } from './discord-error.js';
import type { ChannelRecord } from './records.js';
import type { WorldCore } from './world-core.js';

/** A keyword rule whose action is to block ("Auto Moderation", Auto Moderation Rule Object). */
export interface AutoModerationRule {
  /** With `*` before or behind, as "Keyword Matching Strategies" has it; capitals do not matter. */
  readonly keywords: readonly string[];
  /** Words that are let through although a keyword matches in them. */
  readonly allowed?: readonly string[];
  readonly exemptRoleIds?: readonly string[];
  readonly exemptChannelIds?: readonly string[];
  /**
   * Discord says that "all bot alerts and messages will be exempt from AutoMod" (AutoMod FAQ), yet documents the refusal for everybody ("Opcodes and Status
   * Codes", 200000), and bots have met it. A bot has to stand both.
   */
  readonly isForBots?: boolean;
}

/** Keeps what a guild's rules forbid from being said, and threads from being named so. */
export class AutoModeration {
  readonly #core: WorldCore;
  readonly #rules = new Map<string, readonly AutoModerationRule[]>();

  constructor(core: WorldCore) {
    this.#core = core;
  }

  /** Replaces the rules of a guild. */
  setRules(guildId: string, rules: readonly AutoModerationRule[]): void {
    this.#rules.set(guildId, rules);
  }

  /** @throws 200000 for a message, or the new words of one, that a rule blocks */
  requireClean(actorId: string, channel: ChannelRecord, content: string): void {
    if (this.#isBlocked(actorId, channel, content)) throw refuse('messageBlocked');
  }

  /** @throws 200001 for a title that a rule blocks */
  requireCleanTitle(actorId: string, parent: ChannelRecord, title: string): void {
    if (this.#isBlocked(actorId, parent, title)) throw refuse('titleBlocked');
  }

  #isBlocked(actorId: string, channel: ChannelRecord, text: string): boolean {
    if (channel.kind === 'direct') return false;
    const rules = this.#rules.get(channel.guildId) ?? [];
    return rules.some((rule) => this.#holdsFor(actorId, channel, rule) && isCaught(text, rule));
  }

  #holdsFor(
    actorId: string,
    channel: Exclude<ChannelRecord, { kind: 'direct' }>,
    { exemptRoleIds = [], exemptChannelIds = [], isForBots = false }: AutoModerationRule,
  ): boolean {
    const { store, access } = this.#core;
    if (store.requireUser(actorId).bot) return isForBots;
    if (access.can(actorId, channel, P.ManageGuild)) return false;
    const roleIds = store.requireGuild(channel.guildId).members.get(actorId)?.roleIds ?? [];
    const places = channel.kind === 'thread' ? [channel.id, channel.parentId] : [channel.id];
    return (
      !roleIds.some((id) => exemptRoleIds.includes(id)) && !places.some((id) => exemptChannelIds.includes(id))
    );
  }
}

function isCaught(text: string, { keywords, allowed = [] }: AutoModerationRule): boolean {
  const left = allowed.reduce((rest, word) => rest.replace(patternOf(word), ' '), text);
  return keywords.some((keyword) => left.search(patternOf(keyword)) >= 0);
}

/** "Keyword Matching Strategies": `cat*` begins a word, `*cat` ends one, `*cat*` is found anywhere, `cat` is a whole word or phrase. */
function patternOf(keyword: string): RegExp {
  const begin = keyword.startsWith('*') ? '' : '(?<![\\p{L}\\p{N}_])';
  const end = keyword.endsWith('*') ? '' : '(?![\\p{L}\\p{N}_])';
  const words = keyword.replace(/^\*|\*$/gu, '').replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
  return new RegExp(`${begin}${words}${end}`, 'giu');
}
