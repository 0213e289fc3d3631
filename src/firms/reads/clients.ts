import type { Ctx } from '../../kit/ctx.ts';
import { fold } from '../../kit/text.ts';
import type { Option } from '../../kit/view.ts';
import { nameKeyOf } from '../../terms/client.ts';

/** What one typed line means: a client, none, or too many. */
export type TypedClient = { id: string } | 'none' | 'many';

const here = (ctx: Ctx) => ({ firmId: ctx.firm.id, deletedAt: null });

/** Clients of the whole firm, for those who hand them out: suggestions while typing. */
export async function clientOptions(ctx: Ctx, typed: string): Promise<Option[]> {
  const rows = await ctx.data.db.client.findMany({
    where: { ...here(ctx), searchKey: { contains: fold(typed) } },
    select: { id: true, name: true, document: true },
    orderBy: [{ nameKey: 'asc' }, { id: 'asc' }],
    take: 25,
  });
  return rows.map(({ id, name, document }) => ({
    label: name,
    value: id,
    ...(document ? { description: document } : {}),
  }));
}

/** The client a line names: by id, CNPJ, CPF or e-mail; by the whole name; by the only name it is a part of. */
export async function clientNamed(ctx: Ctx, line: string): Promise<TypedClient> {
  const plain = line.replace(/[.\-/\s]/g, '').toUpperCase();
  const ways = [
    { OR: [{ id: line }, { document: plain }, { email: line.toLowerCase() }] },
    { nameKey: nameKeyOf({ name: line }) },
    { searchKey: { contains: fold(line) } },
  ];
  for (const way of ways) {
    const rows = await ctx.data.db.client.findMany({ where: { ...here(ctx), ...way }, select: { id: true }, take: 2 });
    if (rows.length === 1) return rows[0]!;
    if (rows.length > 1) return 'many';
  }
  return 'none';
}
