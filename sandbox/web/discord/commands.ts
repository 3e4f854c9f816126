import type { APIApplicationCommandOption } from 'discord-api-types/v10';
import type { CommandSight } from '../../control/protocol.js';

/** One thing that can be run: a command, or one of its subcommands. */
export interface Runnable {
  /** `/vip clear` */
  readonly path: string;
  readonly description: string;
  readonly options: readonly APIApplicationCommandOption[];
}

/** All that can be run in a place, in the order in which the bot registered it. */
export function runnablesIn(placeId: string, commands: readonly CommandSight[]): readonly Runnable[] {
  return commands
    .filter(({ placeIds }) => placeIds.includes(placeId))
    .flatMap(({ name, description, options }) => unfold({ path: `/${name}`, description, options }));
}

/** What fits the words typed so far. */
export function fitting(runnables: readonly Runnable[], typed: string): readonly Runnable[] {
  const words = typed
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '/');
  return runnables.filter(({ path }) => words.every((word) => path.includes(word.replace(/^\//, ''))));
}

/** Subcommands are options of type 1, groups of them of type 2 ("Application Command Option Type"). */
function unfold(command: Runnable): readonly Runnable[] {
  const nested = command.options.filter((option) => Number(option.type) <= 2);
  if (nested.length === 0) return [command];
  return nested.flatMap(({ name, description, ...rest }) =>
    unfold({
      path: `${command.path} ${name}`,
      description,
      options: 'options' in rest ? (rest.options ?? []) : [],
    }),
  );
}
