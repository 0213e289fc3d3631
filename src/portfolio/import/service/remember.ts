import { write } from '../../../data/write.ts';
import type { Ctx } from '../../../kit/ctx.ts';
import type { Choices } from '../choices.ts';

/** What a firm has said of its files' columns, by their titles: it is said once. */
export async function rememberedColumns(ctx: Ctx): Promise<Choices['columns']> {
  const rows = await ctx.data.db.importTitle.findMany({
    where: { firmId: ctx.firm.id },
    select: { title: true, column: true },
  });
  return Object.fromEntries(rows.map((row) => [row.title, row.column])) as Choices['columns'];
}

/** Remembers what columns are. */
export const rememberColumns = (ctx: Ctx, columns: Choices['columns']): Promise<void> =>
  write(ctx, 'import', async ({ tx }) => {
    const firmId = ctx.firm.id;
    for (const [title, column] of Object.entries(columns))
      await tx.importTitle.upsert({
        where: { firmId_title: { firmId, title } },
        create: { firmId, title, column, updatedAt: ctx.now },
        update: { column, updatedAt: ctx.now },
      });
  });
