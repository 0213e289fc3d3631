import type { Data, Tx } from './client.ts';
import type { Secret } from './secret.ts';

/** A column with sealed text: as it stands, or as a payload of the outbox wraps it. */
interface Column {
  table: 'Draft' | 'Grant' | 'Installation' | 'Outbox';
  column: string;
  /** The sealed text within what is stored; "" where there is none. */
  read(stored: string): string;
  wrap(sealed: string): string;
  /** Replaces what is stored, if it is still that; says whether it was. */
  replace(tx: Tx, id: string, stored: string, next: string): Promise<{ count: number }>;
}

const plain = { read: (stored: string) => stored, wrap: (sealed: string) => sealed };
const wrapped = {
  read: (stored: string) => /^\{"sealed":"([\w-]+)"\}$/.exec(stored)?.[1] ?? '',
  wrap: (sealed: string) => JSON.stringify({ sealed }),
};

/** Every column that holds sealed text. */
const columns: readonly Column[] = [
  {
    ...plain,
    table: 'Grant',
    column: 'tokens',
    replace: (tx, id, tokens, next) => tx.grant.updateMany({ where: { id, tokens }, data: { tokens: next } }),
  },
  {
    ...plain,
    table: 'Grant',
    column: 'figures',
    replace: (tx, id, figures, next) => tx.grant.updateMany({ where: { id, figures }, data: { figures: next } }),
  },
  {
    ...plain,
    table: 'Installation',
    column: 'tokens',
    replace: (tx, id, tokens, next) => tx.installation.updateMany({ where: { id, tokens }, data: { tokens: next } }),
  },
  {
    ...wrapped,
    table: 'Draft',
    column: 'data',
    replace: (tx, id, data, next) => tx.draft.updateMany({ where: { id, data }, data: { data: next } }),
  },
  {
    ...wrapped,
    table: 'Outbox',
    column: 'payload',
    replace: (tx, id, payload, next) => tx.outbox.updateMany({ where: { id, payload }, data: { payload: next } }),
  },
];

const batch = 200;

async function* rows(data: Data, { table, column }: Column) {
  let after = '';
  for (;;) {
    const sql = `SELECT "id", "${column}" AS "stored" FROM "${table}" WHERE "id" > ? AND "${column}" <> '' ORDER BY "id" LIMIT ${batch}`;
    const found = await data.all<{ id: string; stored: string }>(sql, [after]);
    if (found.length === 0) return;
    yield found;
    after = found.at(-1)!.id;
  }
}

/** How much is still sealed with the previous secret. */
export async function sealedBefore(data: Data, secret: Secret): Promise<number> {
  let count = 0;
  for (const column of columns)
    for await (const found of rows(data, column))
      count += found.filter(({ stored }) => secret.reseal(column.read(stored)) !== undefined).length;
  return count;
}

/** Seals anew what the previous secret sealed, in small transactions; says how much. What changes meanwhile is sealed anew by whoever changes it. */
export async function resealAll(data: Data, secret: Secret): Promise<number> {
  let count = 0;
  for (const column of columns)
    for await (const found of rows(data, column)) {
      const due = found.flatMap(({ id, stored }) => {
        const sealed = secret.reseal(column.read(stored));
        return sealed === undefined ? [] : [{ id, stored, next: column.wrap(sealed) }];
      });
      if (due.length === 0) continue;
      count += await data.db.$transaction(async (tx) => {
        let replaced = 0;
        for (const { id, stored, next } of due) replaced += (await column.replace(tx, id, stored, next)).count;
        return replaced;
      });
    }
  return count;
}
