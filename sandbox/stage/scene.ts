import type { AccountListing, CloseReason, GuildSettings, Session } from '../../src/sessions/index.js';
import type { ThreadRecord } from '../discord/world/records.js';
import { Agent } from '../people/agent.js';
import { DiscordPerson } from '../people/discord-person.js';
import { ModerationBot } from '../people/moderation-bot.js';
import type { SeenMessage } from '../people/seen-message.js';
import type { Account } from '../telegram/account.js';
import { type GuildPlan, type GuildRole, makeGuild, slugOf } from './guild-plan.js';
import type { Stage } from './stage.js';
import { until } from './until.js';

export interface SceneOptions {
  /** The guild's name. Default `Harbour`, with a number when there are more. */
  readonly name?: string;
  /** How many Telegram accounts the pool has. Default 2. */
  readonly accounts?: number;
  /** Display names of ordinary members. Default Mia and Noah. */
  readonly members?: readonly string[];
  /** `stored`: as `/vip setup` would have left them (default). `none`: the owner is still to run it, with `runSetup`. */
  readonly settings?: 'stored' | 'none';
  /** False: the agent keeps no address book, and sees the names that the accounts give themselves. Default true: mutual contacts. */
  readonly agentSavesAccounts?: boolean;
}

/** One guild on the stage, with its people, its pool and its agent. */
export class Scene {
  readonly stage: Stage;
  readonly plan: GuildPlan;
  readonly agent: Agent;
  readonly accounts: readonly Account[];
  readonly owner: DiscordPerson;
  readonly staff: DiscordPerson;
  readonly admin: DiscordPerson;
  readonly support: DiscordPerson;
  readonly vip: DiscordPerson;
  /** Someone on Discord who is not in this guild. */
  readonly guest: DiscordPerson;
  readonly #members = new Map<string, DiscordPerson>();
  #moderationBot: ModerationBot | null = null;

  private constructor(stage: Stage, plan: GuildPlan, agent: Agent, accounts: readonly Account[]) {
    this.stage = stage;
    this.plan = plan;
    this.agent = agent;
    this.accounts = accounts;
    this.owner = this.#asPerson(plan.ownerId, 'Olivia');
    this.#members.set(this.owner.name, this.owner);
    this.staff = this.addMember('Sam', ['staff']);
    this.admin = this.addMember('Alex', ['admin']);
    this.support = this.addMember('Sofia', ['support']);
    this.vip = this.addMember('Victor', ['vip']);
    this.guest = this.#addUser('Gwen');
  }

  static async set(stage: Stage, options: SceneOptions): Promise<Scene> {
    const number = stage.scenes.length + 1;
    const name = options.name ?? (number === 1 ? 'Harbour' : `Harbour ${number}`);
    const plan = makeGuild(stage.discord, name);
    const username = `${slugOf(name)}_agent_${number}`;
    const agent = new Agent(stage.telegram.createPerson({ firstName: 'Ada', username }), stage.narrator);
    const accounts = Array.from({ length: options.accounts ?? 2 }, (_, index) => {
      const label = `${slugOf(name)}_pool_${number}_${index + 1}`;
      const account = stage.telegram.createAccount({ firstName: `Pool ${index + 1}`, username: label });
      account.addsContact(agent.person);
      if (options.agentSavesAccounts !== false) agent.person.addsContact(account);
      return account;
    });
    const scene = new Scene(stage, plan, agent, accounts);
    for (const member of options.members ?? ['Mia', 'Noah']) scene.addMember(member);
    for (const account of accounts) await scene.importAccount(account);
    if (options.settings !== 'none') await stage.database.guilds.save(scene.settings);
    return scene;
  }

  get guildId(): string {
    return this.plan.guildId;
  }

  /** What `/vip setup` stores for this guild. */
  get settings(): GuildSettings {
    const { guildId, upgradeChannelId, logChannelId, roles } = this.plan;
    return {
      guildId,
      channelId: upgradeChannelId,
      logChannelId,
      staffRoleId: roles.staff,
      adminRoleId: roles.admin,
      supportRoleId: roles.support,
      vipRoleId: roles.vip,
      agent: { userId: this.agent.id, username: this.agent.person.user.username ?? '' },
    };
  }

  /** The owner runs `/vip setup` with everything that the scene has. */
  runSetup(): Promise<SeenMessage> {
    const { roles, upgradeChannelId, logChannelId } = this.plan;
    return this.owner.runs('/vip setup', {
      channel: { id: upgradeChannelId },
      staff: { id: roles.staff },
      admin: { id: roles.admin },
      support: { id: roles.support },
      vip: { id: roles.vip },
      agent: this.settings.agent.username,
      log: { id: logChannelId },
    });
  }

  /** The owner posts the panel in #upgrade-to-vip. */
  postPanel(): Promise<SeenMessage> {
    return this.owner.runs('/vip panel');
  }

  /** Someone joins the guild, with roles. */
  addMember(name: string, roles: readonly GuildRole[] = []): DiscordPerson {
    const { world } = this.stage.discord;
    const person = this.#addUser(name);
    const roleIds = roles.map((role) => this.plan.roles[role]);
    world.members.add(world.store.requireGuild(this.guildId), person.id, roleIds);
    this.#members.set(name, person);
    return person;
  }

  /** Everyone who is or was in the guild. */
  get people(): readonly DiscordPerson[] {
    return [...this.#members.values()];
  }

  member(name: string): DiscordPerson {
    const person = this.#members.get(name);
    if (person === undefined) throw new Error(`there is no ${name} in ${this.plan.name}`);
    return person;
  }

  /** Another bot that cleans up in this guild; it joins when it is first asked for. */
  get moderationBot(): ModerationBot {
    const { discord, narrator } = this.stage;
    this.#moderationBot ??= ModerationBot.join(discord, narrator, this.guildId);
    return this.#moderationBot;
  }

  /** Puts an account into the pool, as `npm run accounts -- import` does; a running bot notices. */
  async importAccount(account: Account): Promise<void> {
    await this.stage.database.accounts.import({
      id: account.id,
      guildId: this.guildId,
      label: account.user.username ?? account.user.firstName,
      maskedPhone: '',
      stringSession: await account.stringSession(),
      at: new Date(),
    });
  }

  /** The Telegram account with this user id. */
  account(id: string): Account {
    const account = this.accounts.find((candidate) => candidate.id === id);
    if (account === undefined) throw new Error(`account ${id} is none of ${this.plan.name}`);
    return account;
  }

  /** All threads of the guild that were not deleted. */
  threads(): readonly ThreadRecord[] {
    return [...this.stage.discord.world.store.requireGuild(this.guildId).threads.values()];
  }

  /** The pool as staff see it listed. */
  pool(): Promise<readonly AccountListing[]> {
    return this.stage.database.accounts.list(this.guildId);
  }

  /** Accounts that are ready and in nobody's hands. */
  async freeAccounts(): Promise<number> {
    return (await this.pool()).filter(({ state, sessionCode }) => state === 'ready' && sessionCode === null)
      .length;
  }

  /** The row of a thread's session. */
  async sessionOf(thread: { readonly id: string }): Promise<Session> {
    const session = await this.stage.database.sessions.findByThread(thread.id);
    if (session === null) throw new Error(`no session has the thread ${thread.id}`);
    return session;
  }

  /** The member's opening or active session. */
  liveSessionOf(member: { readonly id: string }): Promise<Session | null> {
    return this.stage.database.sessions.findLive(this.guildId, member.id);
  }

  /** Waits until the session of a thread is closed, with this reason; returns its row. */
  async closed(thread: { readonly id: string }, reason: CloseReason): Promise<Session> {
    const session = await until(`the session of thread ${thread.id} to be closed (${reason})`, async () => {
      const row = await this.stage.database.sessions.findByThread(thread.id);
      return row?.state === 'closed' ? row : undefined;
    });
    if (session.reason !== reason) throw new Error(`closed as ${session.reason}, not as ${reason}`);
    return session;
  }

  #addUser(name: string): DiscordPerson {
    const username = slugOf(`${name}_${this.stage.scenes.length}_${this.#members.size}`);
    return this.#asPerson(this.stage.discord.world.users.add({ username, globalName: name }).id, name);
  }

  #asPerson(id: string, name: string): DiscordPerson {
    const { discord, narrator } = this.stage;
    const home = { id: this.plan.upgradeChannelId };
    return new DiscordPerson({ discord, narrator, id, name, guildId: this.guildId, home });
  }
}

/** The thread that an answer leads to: its link button, or the thread that it names. */
export function threadIn(answer: SeenMessage): { readonly id: string } {
  const link = answer.buttons
    .find(({ url }) => url !== null)
    ?.url?.split('/')
    .at(-1);
  const id = link ?? /<#(\d+)>/.exec(answer.text)?.[1];
  if (id === undefined) throw new Error(`no thread in the answer “${answer.text}”`);
  return { id };
}
