import type { Tx } from '../../data/client.ts';
import { fates } from '../schema.ts';
import type { Of, Subject } from '../subjects.ts';

/** A model of the database, as far as every one of them is alike. */
interface Table {
  deleteMany(asked: { where: object }): Promise<{ count: number }>;
  updateMany(asked: { where: object; data: object }): Promise<{ count: number }>;
}
const tableOf = (tx: Tx, model: string): Table =>
  (tx as unknown as Record<string, Table>)[`${model[0]!.toLowerCase()}${model.slice(1)}`]!;

/** Carries the table of rights out for somebody: rows that go, go, and what is blanked is blanked. Inside a write. */
export async function applyFates(tx: Tx, subject: Subject, of: Of): Promise<void> {
  // A letter that still waits and names them goes to nobody any more.
  await tx.outbox.deleteMany({ where: { id: { in: [...of.letterIds] }, state: 'pending' } });
  for (const [model, fate] of Object.entries(fates)) {
    const { where, fate: becomes, blank } = fate[subject];
    if (!where) continue;
    if (becomes === 'gone') await tableOf(tx, model).deleteMany({ where: where(of) });
    else if (blank) {
      const data = Object.fromEntries(
        Object.entries(blank).map(([name, value]) => [name, typeof value === 'function' ? value(of) : value]),
      );
      await tableOf(tx, model).updateMany({ where: where(of), data });
    }
  }
}
