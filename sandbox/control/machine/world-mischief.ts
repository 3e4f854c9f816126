import { z } from 'zod';
import type { DiscordPerson } from '../../people/discord-person.js';
import type { Scene } from '../../stage/scene.js';
import type { Account } from '../../telegram/account.js';
import { NotThere } from '../not-there.js';
import type { Mischief } from '../protocol.js';
import { findAccount } from '../scenes.js';
import type { LastingFaults } from './lasting-faults.js';
import type { SessionTable } from './session-table.js';

const id = z.string().regex(/^\d{1,20}$/);
const of = <const Name extends Mischief['mischief']>(mischief: Name) => ({
  guild: id,
  mischief: z.literal(mischief),
});

export const worldMischief: z.ZodType<Mischief> = z.discriminatedUnion('mischief', [
  z.strictObject({ ...of('archive-thread'), thread: id.optional() }),
  z.strictObject({ ...of('delete-thread'), thread: id.optional() }),
  z.strictObject(of('pass-day')),
  z.strictObject({ ...of('member-leaves'), member: id.optional() }),
  z.strictObject({ ...of('discord-fails'), seconds: z.number().positive().max(600).optional() }),
  z.strictObject(of('gateway-drops')),
  z.strictObject({ ...of('telegram-drops'), account: id.optional() }),
  z.strictObject({ ...of('flood-wait'), seconds: z.int().positive().max(600).optional() }),
  z.strictObject({ ...of('ban-account'), account: id.optional() }),
  z.strictObject(of('restart-bot')),
  z.strictObject(of('kill-bot')),
  z.strictObject(of('start-bot')),
]);

/** Does to the world what a button of the machine room says, and answers in one sentence with names. */
export class WorldMischief {
  readonly #table: SessionTable;
  readonly #lasting: LastingFaults;

  constructor(table: SessionTable, lasting: LastingFaults) {
    this.#table = table;
    this.#lasting = lasting;
  }

  async commit(scene: Scene, wanted: Mischief): Promise<string> {
    const { stage } = scene;
    switch (wanted.mischief) {
      case 'archive-thread': {
        const thread = await this.#thread(scene, wanted.thread);
        scene.staff.archives(thread);
        return `${scene.staff.name} archived #${thread.name}.`;
      }
      case 'delete-thread': {
        const thread = await this.#thread(scene, wanted.thread);
        scene.staff.deletesThread(thread);
        return `${scene.staff.name} deleted #${thread.name}.`;
      }
      case 'pass-day':
        stage.passTime(24 * 60 * 60_000);
        return 'A day has passed on Discord and Telegram.';
      case 'member-leaves':
        return leaveOrReturn(scene, await this.#member(scene, wanted.member));
      case 'gateway-drops':
        stage.discord.gateway.dropConnections();
        return 'The connection to the gateway is cut; the bot will resume.';
      case 'telegram-drops': {
        const accounts = wanted.account === undefined ? scene.accounts : [findAccount(scene, wanted.account)];
        for (const account of accounts) account.losesConnection();
        return `The connection of ${accounts.length === 1 ? accounts[0]?.user.username : 'all accounts'} is cut.`;
      }
      case 'ban-account': {
        const account = await this.#account(scene, wanted.account);
        account.dies('USER_DEACTIVATED_BAN');
        // Telegram ends the sessions of whom it bans.
        account.losesConnection();
        return `Telegram has banned ${account.user.username}.`;
      }
      case 'discord-fails':
        return this.#failDiscord(scene, wanted.seconds ?? 30);
      case 'flood-wait':
        return this.#flood(scene, wanted.seconds ?? 10);
      case 'kill-bot':
        await stage.bot.kill();
        return 'The bot was killed with SIGKILL.';
      case 'start-bot':
        if (!stage.bot.isRunning) await stage.startBot();
        return 'The bot is running.';
      case 'restart-bot':
        await stage.bot.restart();
        return 'The bot was killed with SIGKILL, and is back.';
    }
  }

  #failDiscord({ stage }: Scene, seconds: number): string {
    const handle = stage.faults.fail(
      { service: 'discord' },
      { times: Number.POSITIVE_INFINITY, status: 500 },
    );
    const what = `Discord answers every request with 500 for ${seconds} seconds.`;
    this.#lasting.add('discord-fails', what, handle, { afterMs: seconds * 1000 });
    return what;
  }

  #flood({ stage }: Scene, seconds: number): string {
    const handle = stage.faults.flood({ service: 'telegram', method: /^messages\.Send/ }, { seconds });
    const what = `Telegram answers the next message with FLOOD_WAIT_${seconds}.`;
    this.#lasting.add('flood-wait', what, handle, { afterHits: 1 });
    return what;
  }

  /** The one that was named, or that of the newest session whose thread is there. */
  async #thread(scene: Scene, threadId: string | undefined) {
    const threads = scene.threads();
    const sessions = await this.#table.listSessions(scene.guildId);
    const wanted = threadId ?? sessions.find(({ state }) => state === 'active')?.threadId;
    const thread = threads.find(({ id: candidate }) => candidate === wanted);
    if (!thread) throw new NotThere('There is no open conversation whose thread could be meant.');
    return thread;
  }

  /** The one that was named, or whose session is the newest of those that live or whose member is outside: pressed twice, the same one comes back. */
  async #member(scene: Scene, memberId: string | undefined): Promise<DiscordPerson> {
    const sessions = await this.#table.listSessions(scene.guildId);
    const { members } = scene.stage.discord.world.store.requireGuild(scene.guildId);
    const meant = sessions.find((session) => session.state === 'active' || !members.has(session.memberId));
    const wanted = memberId ?? meant?.memberId;
    const member = scene.people.find((person) => person.id === wanted);
    if (!member) throw new NotThere('There is no open conversation whose member could be meant.');
    return member;
  }

  async #account(scene: Scene, accountId: string | undefined): Promise<Account> {
    const accounts = await this.#table.listAccounts(scene.guildId);
    const leased = accounts.find(({ state, lease }) => state === 'ready' && lease !== null);
    const wanted = accountId ?? (leased ?? accounts.find(({ state }) => state === 'ready'))?.id;
    if (wanted === undefined) throw new NotThere('The pool has no account left that could be banned.');
    return findAccount(scene, wanted);
  }
}

function leaveOrReturn({ stage, guildId }: Scene, member: DiscordPerson): string {
  if (stage.discord.world.store.requireGuild(guildId).members.has(member.id)) {
    member.leavesServer();
    return `${member.name} left the server.`;
  }
  member.joinsServer();
  return `${member.name} came back to the server.`;
}
