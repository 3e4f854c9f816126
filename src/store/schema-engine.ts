import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';

/** What is used of WebAssembly here; its types come only with those of a browser. */
declare global {
  namespace WebAssembly {
    class Module {
      constructor(bytes: Uint8Array);
    }
    class Instance {
      constructor(module: Module, imports: Record<string, Record<string, unknown>>);
      readonly exports: Record<string, unknown>;
    }
  }
}

/** Prisma's schema engine, the part of it that is used here. */
export type SchemaEngine = Pick<
  Awaited<ReturnType<typeof glue.SchemaEngine.new>>,
  'applyMigrations' | 'diagnoseMigrationHistory' | 'diff' | 'free'
>;

/** No table is managed by anything but Prisma. */
export const noFilters = { externalTables: [], externalEnums: [] };

// The package's entry point imports the `.wasm` file as a module, which Node does only behind a flag, so the two halves are put together
// by hand. Once, as the module is loaded: the glue code remembers one instance, and a second would pull it from under the first.
startEngine();

/** Prisma's own schema engine as it ships in WebAssembly: no download, no child process. Free it after use. */
export function createSchemaEngine(
  adapters: SqlMigrationAwareDriverAdapterFactory,
  schema: string,
): Promise<SchemaEngine> {
  return glue.SchemaEngine.new(
    { datamodels: [['schema.prisma', schema]] },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(adapters),
  );
}

function startEngine(): void {
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const module = new WebAssembly.Module(readFileSync(entry.replace(/\.js$/, '.wasm')));
  const instance = new WebAssembly.Instance(module, { './schema_engine_bg.js': { ...glue } });
  glue.__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start !== 'function') throw new Error('the schema engine has no start function');
  start();
}
