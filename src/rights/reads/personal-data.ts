import type { Tx } from '../../data/client.ts';
import { readPayload } from '../../data/payload.ts';
import type { Secret } from '../../data/secret.ts';
import { fates, isTold } from '../schema.ts';
import type { Of, Subject } from '../subjects.ts';

/** A row as it is told: by column. */
export type StoredRow = Readonly<Record<string, unknown>>;
/** All that is stored about somebody, by model, in the order of the table. */
export type PersonalData = Readonly<Record<string, readonly StoredRow[]>>;

interface Table {
  findMany(asked: { where: object }): Promise<StoredRow[]>;
}

const json = /^[[{]/;
/** What stands in a column as text, as what it means: lists and numbers that are kept as JSON, sealed or not. */
function opened(model: string, column: string, value: unknown, secret: Secret): unknown {
  if (typeof value !== 'string' || value === '') return value;
  if (model === 'Grant' && column === 'figures') return readPayload(JSON.stringify({ sealed: value }), secret);
  if (['detail', 'receipts', 'data', 'content'].includes(column) && json.test(value))
    return readPayload(value, secret) ?? value;
  return value;
}

/** Reads what the table of rights tells of somebody: what is kept is what is told. */
export async function toldOf(
  tx: Tx,
  secret: Secret,
  subject: Subject,
  of: Of,
  models: readonly string[] = Object.keys(fates),
): Promise<PersonalData> {
  const told: Record<string, StoredRow[]> = {};
  for (const model of models) {
    const fate = fates[model]!;
    const { where } = fate[subject];
    if (!where || fate.untold === 'all') continue;
    const table = (tx as unknown as Record<string, Table>)[`${model[0]!.toLowerCase()}${model.slice(1)}`]!;
    const rows = await table.findMany({ where: where(of) });
    if (rows.length === 0) continue;
    told[model] = rows.map((row) =>
      Object.fromEntries(
        Object.entries(row)
          .filter(([column]) => isTold(model, column, subject))
          .map(([column, value]) => [column, opened(model, column, value, secret)]),
      ),
    );
  }
  return told;
}
