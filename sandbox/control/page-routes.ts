import type { Hono } from 'hono';
import type { Stage } from '../stage/stage.js';
import { stories } from '../story/stories.js';
import { findPerson, showCast, showPersona } from './cast.js';
import type { ChangeFeed } from './feed/change-feed.js';
import { answerEvents, eventIdOf, withoutBodies } from './feed/event-stream.js';
import type { LastingFaults } from './machine/lasting-faults.js';
import { type MachineParts, showMachine } from './machine/machine-sight.js';
import { WorldMischief, worldMischief } from './machine/world-mischief.js';
import { NotThere } from './not-there.js';
import type { PersonalStates } from './personal-states.js';
import type { Cast, MischiefAnswer, StoryOutline, StreamSight } from './protocol.js';
import { findScene } from './scenes.js';
import { showAgent } from './sights/agent-sight.js';
import { showGuildTo } from './sights/guild-sight.js';
import type { Tour } from './tour/tour.js';
import { tourOrder } from './tour/tour-order.js';

/** What the page's server keeps besides the stage. */
export interface PageParts {
  readonly feed: ChangeFeed;
  readonly states: PersonalStates;
  readonly tour: Tour;
  readonly machine: MachineParts & { readonly lasting: LastingFaults };
}

/** How much of the stream is given to who comes anew. */
const SHOWN_STREAM = 500;

/** Serves `protocol.ts`: what the page shows, the event stream, mischief and the tour. */
export function addPageRoutes(app: Hono, stage: Stage, parts: PageParts): void {
  const { feed, states, tour, machine } = parts;
  const mischief = new WorldMischief(machine.table, machine.lasting);
  app.get('/page/cast', (context) => context.json(castOf(stage, parts)));
  app.get('/page/guilds/:guild/people/:person', (context) => {
    const scene = findScene(stage, context.req.param('guild'));
    const person = findPerson(scene, context.req.param('person'));
    return context.json(showGuildTo(scene, showPersona(scene, person), states.of(person.id)));
  });
  app.get('/page/guilds/:guild/agent', (context) =>
    context.json(showAgent(findScene(stage, context.req.param('guild')))),
  );
  app.get('/page/guilds/:guild/machine', async (context) =>
    context.json(await showMachine(findScene(stage, context.req.param('guild')), machine)),
  );
  app.get('/page/stream', (context) => {
    const stream: StreamSight = {
      exchanges: feed.exchanges.slice(-SHOWN_STREAM).map(withoutBodies),
      log: feed.log.slice(-SHOWN_STREAM),
    };
    return context.json(stream);
  });
  app.get('/page/exchanges/:seq', (context) => {
    const seq = Number(context.req.param('seq'));
    const exchange = feed.exchanges.find((candidate) => candidate.seq === seq);
    if (!exchange) throw new NotThere('This request is too long ago.');
    return context.json(exchange);
  });
  app.get('/page/tour', (context) => context.json(tour.sight));
  app.post('/tour', async (context) => context.json(tour.obey(tourOrder.parse(await context.req.json()))));
  app.post('/mischief', async (context) => {
    const wanted = worldMischief.parse(await context.req.json());
    const done = await mischief.commit(findScene(stage, wanted.guild), wanted);
    for (const topic of ['discord', 'telegram', 'machine', 'cast'] as const) feed.note(topic);
    return context.json({ done } satisfies MischiefAnswer);
  });
  app.delete('/mischief', (context) => {
    machine.lasting.liftAll();
    return context.json({ done: 'Everything answers as it should again.' } satisfies MischiefAnswer);
  });
  app.get('/events', (context) => answerEvents(context, feed, () => tour.sight));
}

function castOf(stage: Stage, { feed, tour }: PageParts): Cast {
  const { id, name } = stage.discord.world.application;
  const outlines: readonly StoryOutline[] = stories.map((story) => ({
    id: story.id,
    name: story.name,
    title: story.title,
    steps: story.steps.map(({ sentence, look }) => ({ sentence, look })),
  }));
  return {
    guilds: stage.scenes.map((scene) => showCast(scene, tour.isTourGuild(scene.guildId))),
    stories: outlines,
    bot: { id, name },
    lastEventId: eventIdOf(feed),
  };
}
