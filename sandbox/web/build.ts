import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/**
 * Builds the page into a directory that can be served as it is. Nothing in it refers to another host, and nothing needs
 * `unsafe-inline` or `unsafe-eval` for scripts.
 *
 * @param outDir is emptied first
 */
export async function buildPage(outDir: string): Promise<void> {
  await build({
    configFile: false,
    root: fileURLToPath(new URL('.', import.meta.url)),
    base: './',
    logLevel: 'warn',
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 1_000,
      reportCompressedSize: false,
      rolldownOptions: {
        output: {
          // Kept apart, so that the page's own weight can be told from that of the components.
          codeSplitting: {
            groups: [{ name: 'discord-components', test: /discord-components-core/ }],
          },
        },
      },
    },
  });
}
