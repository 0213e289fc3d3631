import type { Tx } from '../../../data/client.ts';
import { newId } from '../../../data/id.ts';
import type { Write } from '../../../data/write.ts';
import type { Ctx } from '../../../kit/ctx.ts';
import { cut } from '../../../kit/text.ts';
import type { Batch } from '../batch.ts';
import { type ClientState, stateColumns } from '../plan.ts';

/** How long an import can be undone, in milliseconds. */
const undoable = 24 * 3_600_000;

type License = NonNullable<Awaited<ReturnType<Tx['license']['findUnique']>>>;
type Value = ClientState[keyof ClientState];

/** What an import made of a client that was there before. */
export interface Edited {
  id: string;
  columns: [keyof ClientState, Value, Value][];
  /** Its licence as it was, where the import changed it; null where there was none. */
  license?: License | null;
  /** When it had been deleted, where it came back. */
  deletedAt?: string;
}

/** What is kept of an import to undo it: what it made, and what it changed, as it was. */
export interface Trace {
  created: string[];
  edited: Edited[];
  members: string[];
}

export const newTrace = (): Trace => ({ created: [], edited: [], members: [] });

/** Notes what a piece is about to change. Called before it is written, inside the same transaction. */
export async function noteTrace(
  tx: Tx,
  trace: Trace,
  changes: Batch['changes'],
  ids: readonly string[],
): Promise<void> {
  const standing = changes.flatMap(({ id, change }) => (id === undefined ? [] : [{ id, change }]));
  const licensed = standing.filter(({ change }) => change.license).map(({ id }) => id);
  const revived = standing.filter(({ change }) => change.kind === 'revived').map(({ id }) => id);
  const licenses = licensed.length > 0 ? await tx.license.findMany({ where: { clientId: { in: licensed } } }) : [];
  const deleted =
    revived.length > 0
      ? await tx.client.findMany({ where: { id: { in: revived } }, select: { id: true, deletedAt: true } })
      : [];
  const before = new Map(licenses.map((each) => [each.clientId, each]));
  const goneAt = new Map(deleted.map((each) => [each.id, each.deletedAt?.toISOString()]));
  for (const [index, { id, change, before: was }] of changes.entries()) {
    if (id === undefined || !was) {
      trace.created.push(ids[index]!);
      continue;
    }
    const columns = stateColumns
      .filter((column) => was[column] !== change.state[column])
      .map((column): Edited['columns'][number] => [column, was[column], change.state[column]]);
    const deletedAt = goneAt.get(id);
    trace.edited.push({
      id,
      columns,
      ...(change.license ? { license: before.get(id) ?? null } : {}),
      ...(deletedAt ? { deletedAt } : {}),
    });
  }
}

/** Keeps what a transaction of an import changed, for a day. */
export async function keepTrace(
  ctx: Ctx,
  { tx }: Write,
  undo: { id: string; file: string },
  trace: Trace,
): Promise<void> {
  const { id } = undo;
  const expiresAt = new Date(ctx.now.getTime() + undoable);
  const found = await tx.importUndo.findUnique({ where: { id }, select: { id: true } });
  if (!found)
    await tx.importUndo.create({
      data: { id, firmId: ctx.firm.id, file: cut(undo.file, 100), at: ctx.now, expiresAt },
    });
  await tx.importUndoPart.create({
    data: { id: newId(), firmId: ctx.firm.id, undoId: id, data: JSON.stringify(trace) },
  });
}
