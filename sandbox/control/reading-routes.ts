import type { Hono } from 'hono';
import type { Stage } from '../stage/stage.js';
import { toPlain } from '../traffic.js';
import { findPerson } from './cast.js';
import { showGuild } from './overview.js';
import { findAccount, findScene } from './scenes.js';

/** What there is to see, for whoever looks by hand. */
export function addReadingRoutes(app: Hono, stage: Stage): void {
  app.get('/guilds/:guild/people/:person/sees/:place', (context) => {
    const { guild, person, place } = context.req.param();
    return context.json(findPerson(findScene(stage, guild), person).looksAt({ id: place }));
  });
  app.get('/guilds/:guild/people/:person/direct-messages', (context) => {
    const { guild, person } = context.req.param();
    return context.json(findPerson(findScene(stage, guild), person).readsDirectMessages());
  });
  app.get('/guilds/:guild/agent/sees/:account', (context) => {
    const { guild, account } = context.req.param();
    const scene = findScene(stage, guild);
    const chat = scene.agent.seesChatWith(findAccount(scene, account));
    return context.json(
      chat.map(({ id, who, isOut, text, isEdited, isRead }) => ({ id, who, isOut, text, isEdited, isRead })),
    );
  });
  app.get('/log', (context) => context.json(stage.bot.log.slice(-500)));
  app.get('/traffic', (context) =>
    context.body(JSON.stringify(stage.traffic.entries.slice(-500), toPlain), 200, {
      'content-type': 'application/json',
    }),
  );
}

/** Everything that can be named. */
export function showOverview(stage: Stage): object {
  return {
    bot: { isRunning: stage.bot.isRunning },
    guilds: stage.scenes.map(showGuild),
    faults: stage.faultsOfServices(),
  };
}
