import type { AddressInfo } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import { Hono } from 'hono';
import { z } from 'zod';
import { DiscordError } from '../discord/world/discord-error.js';
import { AttemptRefused, NoAnswer } from '../people/answers.js';
import type { Scene } from '../stage/scene.js';
import type { Stage } from '../stage/stage.js';
import { NeverHappened } from '../stage/until.js';
import { Refusal } from '../telegram/world/refusal.js';
import { agentAct, perform, performAgent, personAct } from './acts.js';
import { ask, mischief } from './mischief.js';
import { showGuild } from './overview.js';

/** No such guild, person or account. */
class NotThere extends Error {
  override readonly name = 'NotThere';
}

/**
 * The same acts as the driver of people, over HTTP, for whoever steers the sandbox from outside. Listens on 127.0.0.1 only, and answers
 * only requests that were sent to that address by name, so that no web page reaches it by a detour.
 */
export class Control {
  readonly #stage: Stage;
  readonly #app = new Hono();
  #server: ServerType | undefined;

  constructor(stage: Stage) {
    this.#stage = stage;
    this.#app.use(async (context, next) => {
      const host = context.req.header('host')?.replace(/:\d+$/, '');
      if (host !== '127.0.0.1' && host !== 'localhost') return context.json({ error: 'wrong host' }, 403);
      return next();
    });
    this.#app.onError((error, context) => {
      const { status, body } = explain(error);
      return context.json(body, status);
    });
    this.#addReadings();
    this.#addActs();
  }

  /** Starts to listen, on any free port unless one is given; returns the address. */
  async start(port = 0): Promise<string> {
    const address = await new Promise<AddressInfo>((resolve) => {
      this.#server = serve({ fetch: this.#app.fetch, hostname: '127.0.0.1', port }, resolve);
    });
    return `http://127.0.0.1:${address.port}`;
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => {
      if (this.#server === undefined) resolve();
      else this.#server.close(() => resolve());
    });
  }

  #addReadings(): void {
    const stage = this.#stage;
    this.#app.get('/', (context) =>
      context.json({
        bot: { isRunning: stage.bot.isRunning },
        guilds: stage.scenes.map(showGuild),
        faults: stage.faultsOfServices(),
      }),
    );
    this.#app.get('/guilds/:guild/people/:person/sees/:place', (context) => {
      const { guild, person, place } = context.req.param();
      return context.json(this.#scene(guild).member(person).looksAt({ id: place }));
    });
    this.#app.get('/guilds/:guild/people/:person/direct-messages', (context) => {
      const { guild, person } = context.req.param();
      return context.json(this.#scene(guild).member(person).readsDirectMessages());
    });
    this.#app.get('/guilds/:guild/agent/sees/:account', (context) => {
      const { guild, account } = context.req.param();
      const scene = this.#scene(guild);
      const chat = scene.agent.seesChatWith(scene.account(account));
      return context.json(
        chat.map(({ id, who, isOut, text, isEdited, isRead }) => ({
          id,
          who,
          isOut,
          text,
          isEdited,
          isRead,
        })),
      );
    });
    this.#app.get('/log', (context) => context.json(stage.bot.log.slice(-500)));
    this.#app.get('/traffic', (context) => {
      const plain = JSON.stringify(stage.traffic.entries.slice(-500), (_, value) =>
        typeof value === 'bigint' ? String(value) : value,
      );
      return context.body(plain, 200, { 'content-type': 'application/json' });
    });
  }

  #addActs(): void {
    const stage = this.#stage;
    this.#app.post('/guilds/:guild/people/:person', async (context) => {
      const { guild, person } = context.req.param();
      const act = personAct.parse(await context.req.json());
      return context.json({ sees: await perform(this.#scene(guild).member(person), act) });
    });
    this.#app.post('/guilds/:guild/agent', async (context) => {
      const scene = this.#scene(context.req.param('guild'));
      const act = agentAct.parse(await context.req.json());
      performAgent(scene.agent, scene.account(act.account), act);
      return context.json({ sees: null });
    });
    this.#app.post('/faults', async (context) => {
      ask(stage.faults, mischief.parse(await context.req.json()));
      return context.json({ ok: true });
    });
    this.#app.delete('/faults', (context) => {
      stage.faults.liftAll();
      return context.json({ ok: true });
    });
    this.#app.post('/clock', async (context) => {
      const { ms } = z.strictObject({ ms: z.int().nonnegative() }).parse(await context.req.json());
      stage.passTime(ms);
      return context.json({ now: stage.discord.world.clock.now() });
    });
    this.#app.post('/bot/:order', async (context) => {
      const order = z.enum(['start', 'stop', 'kill', 'restart']).parse(context.req.param('order'));
      if (order === 'stop') await stage.bot.stop();
      else if (order === 'kill') await stage.bot.kill();
      else if (order === 'restart') await stage.bot.restart();
      else await stage.startBot();
      return context.json({ isRunning: stage.bot.isRunning });
    });
  }

  #scene(guildId: string): Scene {
    const scene = this.#stage.scenes.find((candidate) => candidate.guildId === guildId);
    if (scene === undefined) throw new NotThere(`there is no guild ${guildId}`);
    return scene;
  }
}

/** What went wrong, for whoever asked. */
function explain(error: Error): { status: 400 | 404 | 409 | 504; body: object } {
  if (error instanceof z.ZodError || error instanceof SyntaxError) {
    return { status: 400, body: { error: error.message } };
  }
  if (error instanceof DiscordError)
    return { status: 409, body: { error: error.message, discord: error.toBody() } };
  if (error instanceof Refusal) return { status: 409, body: { error: error.message } };
  if (error instanceof AttemptRefused)
    return { status: 409, body: { error: error.message, reason: error.reason } };
  if (error instanceof NoAnswer || error instanceof NeverHappened) {
    return { status: 504, body: { error: error.message } };
  }
  return { status: 404, body: { error: error.message } };
}
