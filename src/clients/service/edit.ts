import type { Client as Row } from '../../data/generated/sqlite/client.ts';
import { isUnique } from '../../data/unique.ts';
import { write } from '../../data/write.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { UserError } from '../../kit/errors.ts';
import { visible } from '../../kit/text.ts';
import { nameKeyOf, oneLine, searchKeyOf } from '../../terms/client.ts';
import type { EditPart } from '../fields/field.ts';
import { type EditName, editNames, fields } from '../fields.ts';
import { reasonAgainst } from '../gates.ts';
import { type HistoryEntry, lastDeed } from '../reads/client.ts';
import { standingOf, standingSelect } from '../reads/status.ts';

type EditColumn = (typeof fields)[EditName]['column'];
/** What can be changed about a client by hand; what is left out stays. */
export type Changes = { [C in EditColumn]?: Row[C] };

/** `changed`: somebody was faster, and nothing was saved. */
export type Edited =
  | { kind: 'saved' | 'same' | 'gone' }
  | { kind: 'gated'; gate: 'connected' | 'pending' }
  | { kind: 'changed'; by: HistoryEntry | undefined };

/** What a client who is connected says of itself. The rest is the firm's own. */
const theirs: ReadonlySet<string> = new Set(editNames('details').map((name) => fields[name].column));
const edits: ReadonlyMap<string, EditPart> = new Map(
  (['details', 'contact'] as const)
    .flatMap((form) => editNames(form))
    .map((name) => [fields[name].column, fields[name].edit]),
);

/** A text as it is stored: on one line where it has one, and not longer than its field. */
function tidied(column: string, value: unknown): unknown {
  const { by, max } = edits.get(column) ?? {};
  if (typeof value !== 'string' || max === undefined) return value;
  return by === 'long' ? visible(value).slice(0, max) : by === 'read' ? value : oneLine(value, max);
}
const tidy = (changes: Changes): Changes =>
  Object.fromEntries(Object.entries(changes).map(([key, value]) => [key, tidied(key, value)]));

/** Whose document it already is. */
async function taken(ctx: Ctx, document: string): Promise<UserError> {
  const other = await ctx.data.db.client.findFirst({
    where: { firmId: ctx.firm.id, document },
    select: { name: true, deletedAt: true },
  });
  const say = (w: Ctx['w']) =>
    other?.deletedAt ? w.clients.edit.takenDeleted : w.clients.edit.taken(oneLine(other?.name ?? '', 60));
  return new UserError('input', say, { fields: { document: say } });
}

/**
 * Changes a client that still is as it was at `version`. Moves its `updatedAt` in any case, also within the same millisecond, so that of
 * two who opened it at the same time only one can save.
 */
export async function editClient(ctx: Ctx, id: string, version: number, wanted: Changes): Promise<Edited> {
  const changes = tidy(wanted);
  const here = { id, firmId: ctx.firm.id, deletedAt: null };
  let edited: Exclude<Edited, { kind: 'changed' }> | { kind: 'changed' };
  try {
    edited = await write<typeof edited>(ctx, 'edit', async ({ tx, audit, portfolioChanged }) => {
      const now = await tx.client.findFirst({ where: here });
      if (!now) return { kind: 'gone' };
      if (now.updatedAt.getTime() !== version) return { kind: 'changed' };
      const fields = (Object.keys(changes) as (keyof Changes)[]).filter((key) => changes[key] !== now[key]);
      if (fields.length === 0) return { kind: 'same' };
      const row = await tx.client.findFirstOrThrow({ where: here, select: standingSelect(ctx.now) });
      const reason = reasonAgainst('edit', standingOf(row, ctx.now, ctx.today));
      if (reason && fields.some((key) => theirs.has(key)))
        return { kind: 'gated', gate: reason === 'connected' ? 'connected' : 'pending' };
      const next = { ...now, ...changes };
      const { count } = await tx.client.updateMany({
        where: { ...here, updatedAt: new Date(version) },
        data: {
          ...changes,
          nameKey: nameKeyOf(next),
          searchKey: searchKeyOf(next),
          updatedAt: new Date(Math.max(ctx.now.getTime(), version + 1)),
        },
      });
      if (count === 0) return { kind: 'changed' };
      await audit('client.edit', `client:${id}`, { fields });
      await portfolioChanged();
      return { kind: 'saved' };
    });
  } catch (error) {
    if (changes.document && isUnique(error)) throw await taken(ctx, changes.document);
    throw error;
  }
  return edited.kind === 'changed' ? { ...edited, by: await lastDeed(ctx, id, { after: new Date(version) }) } : edited;
}
