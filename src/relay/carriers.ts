import { Attempts } from './attempts.js';
import { Counterparts } from './counterparts.js';
import type { RelayPorts } from './ports/index.js';
import { Reactions } from './reactions.js';
import { Signs } from './signs.js';
import { ToDiscord } from './to-discord/to-discord.js';
import { ToTelegram } from './to-telegram/to-telegram.js';

/** What carries, for all sessions: none of them knows one session from another but by what it is given. */
export interface Carriers {
  readonly attempts: Attempts;
  readonly toTelegram: ToTelegram;
  readonly toDiscord: ToDiscord;
  readonly reactions: Reactions;
  readonly signs: Signs;
}

export function createCarriers(ports: RelayPorts): Carriers {
  const counterparts = new Counterparts(ports);
  const attempts = new Attempts(ports.deliveries, ports.environment);
  return {
    attempts,
    toTelegram: new ToTelegram(ports, counterparts, attempts),
    toDiscord: new ToDiscord(ports, counterparts, attempts),
    reactions: new Reactions(ports, counterparts),
    signs: new Signs(ports),
  };
}
