import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SapphireClient } from '@sapphire/framework';

/** The folder that holds the folders of the pieces. */
export const piecesRoot = fileURLToPath(new URL('..', import.meta.url));

const rooms: readonly string[] = ['commands', 'listeners', 'preconditions'];

/** What is looked at of a store, whatever its pieces are. */
interface LoadedStore {
  readonly name: string;
  values(): Iterable<{ readonly location: { readonly full: string } }>;
}

/** A part of the bot is missing from its store. */
export class PieceError extends Error {
  override readonly name = 'PieceError';
  constructor(file: string, options?: ErrorOptions) {
    const cause = options?.cause instanceof Error ? `: ${options.cause.message.split('\n', 1)[0]}` : '.';
    super(`A part of the bot can not be loaded (${relative(piecesRoot, file)})${cause}`, options);
  }
}

/**
 * Sapphire prints what it could not load and goes on without it, and then has Discord forget the commands that it does not know. Here it ends the start:
 * `login` rejects with `PieceError` before anything is said to the gateway.
 */
export function requireAllPieces(client: SapphireClient): void {
  // Stores share their strategies.
  for (const strategy of new Set(client.stores.map((store) => store.strategy))) {
    // Sapphire looks at the package.json of the folder in which the process was started (@sapphire/pieces, RootScan).
    if ('clientUsesESModules' in strategy) strategy.clientUsesESModules = true;
    strategy.onError = (cause, file) => {
      throw new PieceError(file, { cause });
    };
    strategy.onLoadAll = (store: LoadedStore) => {
      if (!rooms.includes(store.name)) return;
      const loaded = new Set([...store.values()].map(({ location }) => location.full));
      const missing = piecesIn(join(piecesRoot, store.name)).find((file) => !loaded.has(file));
      if (missing !== undefined) throw new PieceError(missing);
    };
  }
}

/** The files of a room; the room itself when it is empty or not there. */
function piecesIn(room: string): readonly string[] {
  try {
    const files = readdirSync(room, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.js'),
    );
    return files.length > 0 ? files.map((file) => join(room, file)) : [room];
  } catch {
    return [room];
  }
}
