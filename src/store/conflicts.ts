import { Prisma } from './generated/client.js';

/** The columns of the unique constraint that an error of Prisma reports as violated (P2002); null for every other error. */
export function violatedColumns(error: unknown): readonly string[] | null {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== 'P2002') return null;
  return readColumns(error.meta, 'driverAdapterError', 'cause', 'constraint', 'fields') ?? [];
}

function readColumns(value: unknown, ...path: readonly string[]): readonly string[] | null {
  let at: unknown = value;
  for (const key of path) {
    if (typeof at !== 'object' || at === null) return null;
    at = Reflect.get(at, key);
  }
  return Array.isArray(at) ? at.filter((name) => typeof name === 'string') : null;
}

/** Whether a compare-and-set found no row as expected (P2025); the batch it stood in was rolled back. */
export function isLostRace(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2025';
}

/** Runs a batch whose updates compare and set: false, with nothing changed, when one of them found its row otherwise. */
export async function didWin(batch: Promise<unknown>): Promise<boolean> {
  try {
    await batch;
    return true;
  } catch (error) {
    if (isLostRace(error)) return false;
    throw error;
  }
}
