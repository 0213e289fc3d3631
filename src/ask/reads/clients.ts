import { clientOf } from '../../clients/reads/client.ts';
import { countOf } from '../../clients/reads/count.ts';
import { scopeOf } from '../../clients/reads/scope.ts';
import { where } from '../../clients/reads/where.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { addDays, addMonths, dayAt } from '../../kit/days.ts';
import { readDocument } from '../../terms/document.ts';
import { best, spellings, telling } from '../names.ts';

/** A client that words may mean. */
export interface Named {
  id: string;
  name: string;
  tradeName: string;
  document: string | null;
}

const columns = 'SELECT c."id", c."name", c."tradeName", c."document"';
/** So many are looked at to find those that fit best. */
const most = 400;

/** A word with a slip in it has one of its halves right. */
const halves = (word: string): string[] => {
  const middle = Math.ceil(word.length / 2);
  return word.length < 4 ? [word] : [word.slice(0, middle), word.slice(middle)];
};

/** Those of whom every word but one is said as it stands, and that one with a letter wrong; or else each with a letter wrong. */
async function alike(ctx: Ctx, words: readonly string[]): Promise<Named[]> {
  const { sql, values } = where(ctx.data, scopeOf(ctx), {}, ctx.today);
  const has = ctx.data.provider === 'sqlite' ? 'instr(c."searchKey", ?) > 0' : 'strpos(c."searchKey", ?) > 0';
  const slipped = (word: string) => ({
    sql: `(${halves(word)
      .map(() => has)
      .join(' OR ')})`,
    values: halves(word),
  });
  const look = (found: string, more: readonly string[]) =>
    ctx.data.all<Named>(`${columns}${sql} AND (${found}) LIMIT ${most}`, [...values, ...more]);
  if (words.length > 1) {
    // Whole words narrow far better than halves of all of them, of which there may be more than are looked at.
    const ways = words.map((word, i) => {
      const others = words.filter((_each, at) => at !== i);
      const slip = slipped(word);
      return { sql: `(${others.map(() => has).join(' AND ')} AND ${slip.sql})`, values: [...others, ...slip.values] };
    });
    const some = await look(
      ways.map((way) => way.sql).join(' OR '),
      ways.flatMap((way) => way.values),
    );
    if (best(words.join(' '), some).length > 0) return some;
  }
  const each = words.map(slipped);
  return look(
    each.map((one) => one.sql).join(' AND '),
    each.flatMap((one) => one.values),
  );
}

/** Clients by what somebody calls them: those that fit best, and among them the whole name first. */
export async function clientsCalled(ctx: Ctx, typed: string): Promise<Named[]> {
  const document = /\d/.test(typed) ? readDocument(typed) : undefined;
  if (document)
    return ctx.data.db.client.findMany({
      where: { firmId: ctx.firm.id, deletedAt: null, document, ...own(ctx) },
      select: { id: true, name: true, tradeName: true, document: true },
    });
  const words = telling(typed).slice(0, 8);
  if (words.length === 0) return [];
  const { sql, values } = where(ctx.data, scopeOf(ctx), { name: words.join(' ') }, ctx.today);
  const exact = await ctx.data.all<Named>(`${columns}${sql} LIMIT ${most}`, values);
  const found = best(typed, exact);
  if (found.length > 0 || exact.length > 0) return found.length > 0 ? found : exact;
  return best(typed, await alike(ctx, words));
}
const own = (ctx: Ctx) => {
  const { analystId } = scopeOf(ctx);
  return analystId ? { analystId } : {};
};

/** How a piece of a name stands in the portfolio; undefined when nobody is called so. */
export async function spelled(ctx: Ctx, typed: string): Promise<string | undefined> {
  for (const spelling of spellings(typed)) if ((await countOf(ctx, { name: spelling })) > 0) return spelling;
  return undefined;
}

/** What was meant by a piece of a name that nobody has: the same with a letter put right. */
export async function nearlySpelled(ctx: Ctx, typed: string): Promise<string | undefined> {
  for (const spelling of spellings(typed)) {
    const words = spelling.split(' ');
    const [first] = best(spelling, await alike(ctx, words));
    if (!first) continue;
    const names = telling(`${first.name} ${first.tradeName}`);
    const right = words
      .map(
        (word) =>
          best(
            word,
            names.map((name) => ({ name })),
          )[0]?.name ?? word,
      )
      .join(' ');
    if ((await countOf(ctx, { name: right })) > 0) return right;
  }
  return undefined;
}

/** The name of a client that was spoken of before, as long as this person may see it. */
export const nameOf = async (ctx: Ctx, id: string): Promise<string | undefined> => (await clientOf(ctx, id))?.name;

/** How many documents a client sent in a month, as the firm's days go. */
export async function documentsIn(ctx: Ctx, clientId: string, month: string): Promise<number> {
  const first = `${month}-01`;
  // Days begin up to fourteen hours apart.
  const [from, to] = [addDays(first, -1), addDays(addMonths(first, 1), 1)].map((day) => new Date(`${day}T00:00:00Z`));
  const sent = await ctx.data.db.documentIn.findMany({
    where: { clientId, firmId: ctx.firm.id, createdAt: { gte: from, lt: to } },
    select: { createdAt: true },
  });
  return sent.filter(({ createdAt }) => dayAt(createdAt, ctx.firm.timeZone).startsWith(month)).length;
}
