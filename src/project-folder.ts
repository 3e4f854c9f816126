import { fileURLToPath } from 'node:url';

/** Works in the project's own folder, wherever it was started: `.env` and `data/` are there. */
export function enterProjectFolder(): void {
  process.chdir(fileURLToPath(new URL('..', import.meta.url)));
}
