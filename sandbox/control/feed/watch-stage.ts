import type { Stage } from '../../stage/stage.js';
import type { ChangeFeed } from './change-feed.js';
import { showExchange, showLogLine } from './exchange.js';

/** Signs of typing go by themselves: Discord's after ten seconds, Telegram's after six. */
const TYPING_ENDS_MS = { discord: 10_050, telegram: 6_050 };

/** Tells the feed of everything that happens on the stage; the returned function ends that. */
export function watchStage(stage: Stage, feed: ChangeFeed): () => void {
  const timers = new Set<NodeJS.Timeout>();
  const later = (ms: number, run: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      run();
    }, ms);
    timer.unref();
    timers.add(timer);
  };
  const endings = [
    stage.discord.world.events.subscribe(({ name, guildId }) => {
      feed.note('discord', guildId);
      if (/^(THREAD|CHANNEL)_/.test(name)) feed.note('machine', guildId);
      if (/^GUILD_(MEMBER_ADD|MEMBER_REMOVE|CREATE|DELETE)$/.test(name)) feed.note('cast');
      if (name === 'TYPING_START') later(TYPING_ENDS_MS.discord, () => feed.note('discord', guildId));
    }),
    stage.telegram.world.subscribe((event) => {
      const scene = stage.scenes.find(({ agent }) => agent.id === event.ownerId);
      if (!scene) return;
      feed.note('telegram', scene.guildId);
      if (event.kind === 'typing') {
        later(TYPING_ENDS_MS.telegram, () => feed.note('telegram', scene.guildId));
      }
    }),
    stage.traffic.subscribe((entry) => feed.addExchange(showExchange(stage, entry))),
    stage.bot.onLine((line) => {
      feed.addLog(showLogLine(line));
      // What the bot has done it has written down: sessions, leases, steps.
      feed.note('machine');
      if (line.msg === 'ready') feed.note('discord');
    }),
  ];
  return () => {
    for (const end of endings) end();
    for (const timer of timers) clearTimeout(timer);
  };
}
