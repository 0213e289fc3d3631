import { readFileSync } from 'node:fs';
import type { Data } from '../../src/data/client.ts';

// Every model that names a firm, the firm itself, and nothing that only carries cards and deliveries around.
const models = [...readFileSync('prisma/schema.prisma', 'utf8').matchAll(/^model (\w+) \{([\s\S]*?)^\}/gm)]
  .map(([, name, body]) => ({
    name: name!,
    mine: name === 'Firm' ? 'id' : /^\s+firmId\s/m.test(body!) ? 'firmId' : undefined,
  }))
  .filter(({ name, mine }) => mine && name !== 'ViewState');

export type Row = Readonly<Record<string, unknown>>;
/** Every row of a firm, by table. */
export type Dump = ReadonlyMap<string, readonly Row[]>;

export async function dump(data: Data, firmId: string): Promise<Dump> {
  const tables = models.map(async ({ name, mine }) => {
    const rows = await data.all<Row>(`SELECT * FROM "${name}" WHERE "${mine}" = ?`, [firmId]);
    return [
      name,
      rows
        // Which language somebody was last answered in is noted with each answer, and is nobody else's doing.
        .map(({ lastLocale: _, ...row }) => JSON.stringify(row))
        .sort()
        .map((row) => JSON.parse(row) as Row),
    ] as const;
  });
  return new Map(await Promise.all(tables));
}

/** The ids of a firm's rows, those most in use all, of the others one: what somebody could put into a button. */
export const idsOf = (rows: Dump): string[] =>
  [...rows].flatMap(([table, each]) =>
    (/^(Client|ConnectionRequest|Member)$/.test(table) ? each : each.slice(0, 1)).map((row) =>
      String(row.id ?? row.hash),
    ),
  );

/** The rows that tell of what bears the mark, by the rows' own words or by the ids of others that do. */
export function marked(rows: Dump, mark: string): Map<string, Row[]> {
  const bears = (row: Row) => JSON.stringify(row).toLowerCase().includes(mark.toLowerCase());
  const ids = new Set<unknown>(
    [...rows].flatMap(([table, each]) =>
      table === 'Firm' ? [] : each.filter(bears).flatMap((row) => (row.id ? [row.id] : [])),
    ),
  );
  return new Map(
    [...rows].map(([table, each]) => [
      table,
      each.filter((row) => bears(row) || ids.has(row.clientId) || ids.has(row.requestId)),
    ]),
  );
}
