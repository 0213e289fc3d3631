import type { Ctx } from '../../kit/ctx.ts';
import { fold } from '../../kit/text.ts';
import { nameKeyOf, oneLine } from '../../terms/client.ts';
import { readDocument } from '../../terms/document.ts';
import { mentioned } from '../../terms/mentioned.ts';
import { inScope, scopeOf } from './scope.ts';
import { type SearchHit, search } from './search.ts';
import { where } from './where.ts';

const known = { id: true, name: true, document: true, nameKey: true } as const;

/** Names so short stand in many sentences. */
const shortest = 6;

/**
 * The client that a message speaks of: by a document, an address, or the one whose whole name stands in it. Undefined where that says nothing
 * for sure.
 */
export async function clientIn(ctx: Ctx, message: string): Promise<SearchHit | undefined> {
  const { document, email } = mentioned(message);
  const mine = inScope(scopeOf(ctx));
  for (const by of [...(document ? [{ document }] : []), ...(email ? [{ email }] : [])]) {
    const found = await ctx.data.db.client.findMany({ where: { ...mine, ...by }, select: known, take: 2 });
    if (found.length === 1) return found[0];
  }
  const text = ` ${oneLine(fold(message), 2000).replace(/[^\p{L}\p{N}&'.-]+/gu, ' ')} `;
  const { sql, values } = where(ctx.data, scopeOf(ctx), {}, ctx.today);
  const has = ctx.data.provider === 'sqlite' ? 'instr(?, c."nameKey") > 0' : 'strpos(?, c."nameKey") > 0';
  const named = await ctx.data.all<SearchHit>(
    `SELECT c."id", c."name", c."document", c."nameKey"${sql} AND ${has} ORDER BY LENGTH(c."nameKey") DESC LIMIT 5`,
    [...values, text],
  );
  const whole = named.filter(({ nameKey }) => nameKey.length >= shortest && text.includes(` ${nameKey} `));
  const [one, ...others] = whole;
  // A name that is a part of a longer one was not said.
  return one && others.every(({ nameKey }) => one.nameKey !== nameKey && one.nameKey.includes(nameKey))
    ? one
    : undefined;
}

/** The clients that somebody's words may mean: whoever is called exactly so stands alone. */
export async function clientsMeant(ctx: Ctx, typed: string, limit = 4): Promise<SearchHit[]> {
  const document = readDocument(typed);
  const found = await search(ctx, document ?? typed, limit);
  const exact = found.filter((each) => each.nameKey === nameKeyOf({ name: typed }) || each.document === document);
  return exact.length === 1 ? exact : found;
}
