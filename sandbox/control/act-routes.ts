import type { Hono } from 'hono';
import { z } from 'zod';
import type { Stage } from '../stage/stage.js';
import { agentAct, personAct } from './acts.js';
import { performAgent } from './agent-acts.js';
import { findPerson } from './cast.js';
import { PageInteractions } from './interactions.js';
import { ask, mischief } from './mischief.js';
import type { PageParts } from './page-routes.js';
import { perform } from './person-acts.js';
import { findAccount, findScene } from './scenes.js';

/** Everything that changes something: acts of people and of the agent, faults, the clock, the bot. */
export function addActRoutes(app: Hono, stage: Stage, { states, feed, machine }: PageParts): void {
  const interactions = new PageInteractions(stage.discord, states);
  app.post('/guilds/:guild/people/:person', async (context) => {
    const { guild, person } = context.req.param();
    const act = personAct.parse(await context.req.json());
    const actor = findPerson(findScene(stage, guild), person);
    try {
      return context.json(await perform(actor, act, { interactions, states }));
    } finally {
      feed.note('discord', guild);
    }
  });
  app.post('/guilds/:guild/agent', async (context) => {
    const guild = context.req.param('guild');
    const scene = findScene(stage, guild);
    const act = agentAct.parse(await context.req.json());
    performAgent(scene.agent, findAccount(scene, act.account), act);
    feed.note('telegram', guild);
    return context.json({ sees: null });
  });
  app.post('/faults', async (context) => {
    ask(stage.faults, mischief.parse(await context.req.json()));
    return context.json({ ok: true });
  });
  app.delete('/faults', (context) => {
    stage.faults.liftAll();
    // Or the machine room would still tell of what is lifted.
    machine.lasting.liftAll();
    return context.json({ ok: true });
  });
  app.post('/clock', async (context) => {
    const { ms } = z.strictObject({ ms: z.int().nonnegative() }).parse(await context.req.json());
    stage.passTime(ms);
    for (const topic of ['discord', 'telegram', 'machine'] as const) feed.note(topic);
    return context.json({ now: stage.discord.world.clock.now() });
  });
  app.post('/bot/:order', async (context) => {
    const order = z.enum(['start', 'stop', 'kill', 'restart']).parse(context.req.param('order'));
    if (order === 'stop') await stage.bot.stop();
    else if (order === 'kill') await stage.bot.kill();
    else if (order === 'restart') await stage.bot.restart();
    else if (!stage.bot.isRunning) await stage.startBot();
    return context.json({ isRunning: stage.bot.isRunning });
  });
}
