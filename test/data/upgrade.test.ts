import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
import { openData } from '../../src/data/client.ts';
import { newId } from '../../src/data/id.ts';
import { migrate } from '../../src/data/migrate.ts';

/** What the first version that people ran had applied. */
const first = [
  '20261121000000_init',
  '20261121231514_outbox_lane',
  '20261121232219_client_orders',
  '20261122000908_client_search',
  '20261122004540_outbox_lanes',
];

interface Column {
  name: string;
  type: string;
  notnull: number;
  dflt_value: string | null;
}
interface Reference {
  from: string;
  table: string;
  to: string;
}
type Row = Record<string, unknown>;

/** Rows in every table, each after those it refers to; values by type, unlike each other. */
function fill(database: Database.Database, count: number): Map<string, Row[]> {
  const tables = database
    .prepare(
      `SELECT "name" FROM "sqlite_master" WHERE "type" = 'table' AND "name" NOT LIKE '\\_%' ESCAPE '\\' AND "name" NOT LIKE 'sqlite%'`,
    )
    .pluck()
    .all() as string[];
  const references = (table: string) => database.pragma(`foreign_key_list("${table}")`) as Reference[];
  const made = new Map<string, Row[]>();
  for (let left = tables; left.length > 0; ) {
    const ready = left.filter((table) =>
      references(table).every((each) => each.table === table || made.has(each.table)),
    );
    if (ready.length === 0) throw new Error(`tables that refer to each other: ${left}`);
    for (const table of ready) {
      const columns = database.pragma(`table_info("${table}")`) as Column[];
      const rows = Array.from({ length: count }, (_, n) => {
        const filled = ({ name, type, notnull }: Column): unknown => {
          const refers = references(table).find(({ from }) => from === name);
          if (refers) return refers.table === table ? null : made.get(refers.table)![n]![refers.to];
          if (name === 'id') return newId();
          // Texts that are read as a day, a list or a choice keep what they are by default.
          if (/DATETIME/i.test(type)) return 1_795_000_000_000 + n * 86_400_000;
          if (/INT|BOOL/i.test(type)) return n % 2;
          return notnull || n % 2 ? `${table}.${name} ${n} ção` : null;
        };
        return Object.fromEntries(columns.map((column) => [column.name, filled(column)]));
      });
      const names = columns.map(({ name }) => `"${name}"`).join(', ');
      const insert = database.prepare(
        `INSERT INTO "${table}" (${names}) VALUES (${columns.map(() => '?').join(', ')})`,
      );
      for (const row of rows) insert.run(...Object.values(row));
      made.set(table, rows);
    }
    left = left.filter((table) => !ready.includes(table));
  }
  return made;
}

describe('an upgrade from the first version', () => {
  const folder = mkdtempSync(join(tmpdir(), 'carteira-upgrade-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('keeps every row, and what is in it', { timeout: 60_000 }, async () => {
    const file = join(folder, 'first.db');
    const old = new Database(file);
    old.pragma('synchronous = OFF');
    const sqlOf = (name: string) => readFileSync(`prisma/migrations/sqlite/${name}/migration.sql`, 'utf8');
    old.exec(`CREATE TABLE "_prisma_migrations" ("id" TEXT PRIMARY KEY, "checksum" TEXT, "finished_at" DATETIME, "migration_name" TEXT,
      "logs" TEXT, "rolled_back_at" DATETIME, "started_at" DATETIME DEFAULT current_timestamp, "applied_steps_count" INTEGER DEFAULT 0)`);
    const record = old.prepare(
      `INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "finished_at") VALUES (?, ?, ?, 0)`,
    );
    for (const name of first) {
      old.exec(sqlOf(name));
      record.run(newId(), createHash('sha256').update(sqlOf(name)).digest('hex'), name);
    }
    const before = old.transaction(() => fill(old, 10))();
    old.close();
    expect(before.size).toBeGreaterThan(18);

    expect(await migrate(`file:${file}`)).not.toContain(first[0]);
    const now = new Database(file, { readonly: true });
    expect(now.pragma('foreign_key_check')).toEqual([]);
    expect(now.pragma('integrity_check', { simple: true })).toBe('ok');
    const lost: string[] = [];
    for (const [table, rows] of before) {
      const columns = (now.pragma(`table_info("${table}")`) as Column[]).map(({ name }) => name);
      const after = now.prepare(`SELECT * FROM "${table}"`).all() as Row[];
      if (after.length !== rows.length) lost.push(`${table}: ${after.length} of ${rows.length}`);
      const key = columns[0]!;
      const byKey = new Map(after.map((row) => [row[key], row]));
      for (const row of rows) {
        const found = byKey.get(row[key]);
        for (const name of columns)
          if (name in row && found?.[name] !== row[name])
            lost.push(`${table}.${name}: ${String(row[name])} is ${String(found?.[name])}`);
      }
    }
    now.close();
    expect(lost).toEqual([]);
    const data = openData(`file:${file}`);
    expect(await data.db.client.count()).toBe(10);
    await data.close();
  });
});
