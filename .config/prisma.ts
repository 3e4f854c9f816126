import { fileURLToPath } from 'node:url';
import { defineConfig } from 'prisma/config';

const root = new URL('../', import.meta.url);

// `prisma generate` looks for the native schema engine, downloads it when it is missing, and then never runs it. Naming any file that
// exists lets it work where that download is unreachable. The other commands (`migrate`, `studio` …) do run it and are left alone.
if (process.argv.includes('generate')) {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= fileURLToPath(new URL('package.json', root));
}

export default defineConfig({
  schema: fileURLToPath(new URL('prisma/schema.prisma', root)),
  migrations: { path: fileURLToPath(new URL('prisma/migrations', root)) },
  datasource: { url: process.env.DATABASE_URL ?? 'file:data/concierge.db' },
});
