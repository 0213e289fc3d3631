// Prisma's schema engine as WebAssembly: computes migrations with no download. Development only.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';

globalThis.PRISMA_WASM_PANIC_REGISTRY = {
  set_message(text) {
    console.error(text);
  },
};

async function load() {
  const dir = dirname(fileURLToPath(import.meta.resolve('@prisma/schema-engine-wasm')));
  const bg = await import(pathToFileURL(join(dir, 'schema_engine_bg.js')).href);
  const { instance } = await WebAssembly.instantiate(readFileSync(join(dir, 'schema_engine_bg.wasm')), {
    './schema_engine_bg.js': bg,
  });
  bg.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start?.();
  return bg.SchemaEngine;
}

let loaded;

/** The SQL that leads from `from` to the schema text, and whether there is any. `from`: 'empty', 'database', or a schema text. */
export async function diff({ from, to, factory }) {
  loaded ??= load();
  const SchemaEngine = await loaded;
  const files = [{ path: 'schema.prisma', content: to }];
  const engine = await SchemaEngine.new(
    { datamodels: [['schema.prisma', to]] },
    () => {},
    bindMigrationAwareSqlAdapterFactory(factory),
  );
  const source =
    from === 'empty'
      ? { tag: 'empty' }
      : from === 'database'
        ? { tag: 'schemaDatasource', files, configDir: '.' }
        : { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: from }] };
  const result = await engine.diff({
    from: source,
    to: { tag: 'schemaDatamodel', files },
    script: true,
    exitCode: true,
    shadowDatabaseUrl: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  return { sql: result.stdout ?? '', changed: result.exitCode === 2 };
}
