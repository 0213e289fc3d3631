import { inScope, scopeOf } from '../clients/reads/scope.ts';
import type { Ctx } from '../kit/ctx.ts';
import { maskDocument } from '../terms/document.ts';

/** A client that this person sees, to be named in examples; nobody where there is none with a plain name. */
export async function someone(ctx: Ctx): Promise<{ name: string; document: string | undefined } | undefined> {
  const clients = await ctx.data.db.client.findMany({
    where: { ...inScope(scopeOf(ctx)), document: { not: null } },
    select: { name: true, tradeName: true, document: true },
    orderBy: [{ nameKey: 'asc' }, { id: 'asc' }],
    take: 5,
  });
  const names = clients.map(({ name, tradeName, document }) => ({
    name: tradeName || name,
    document: document ? maskDocument(document) : undefined,
  }));
  // What looks like an option would be read as one.
  return names.find(({ name }) => /^[\p{L}\p{N} .&-]{3,40}$/u.test(name));
}
