import { clientOf } from '../../clients/reads/client.ts';
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

/** So many are looked at to find those that fit best. */
const most = 400;

/** A word with a slip in it has one of its halves right. */
const halves = (word: string): string[] => {
  const middle = Math.ceil(word.length / 2);
  return word.length < 4 ? [word] : [word.slice(0, middle), word.slice(middle)];
};

interface Sql {
  sql: string;
  values: string[];
}
const both = (parts: readonly Sql[], by: ' AND ' | ' OR '): Sql => ({
  sql: `(${parts.map(({ sql }) => sql).join(by)})`,
  values: parts.flatMap(({ values }) => values),
});

interface Found extends Named {
  /** Below the number of spellings: all words of that one are said as they stand. */
  rank: number;
}

/**
 * Those who may be called so, in one walk over the portfolio: first those who have all words as they stand, in this spelling or the next;
 * then those of whom one word has a letter wrong, and then those of whom each has.
 */
async function like(ctx: Ctx, ways: readonly (readonly string[])[]): Promise<Found[]> {
  const has = (word: string): Sql => ({
    sql: ctx.data.provider === 'sqlite' ? 'instr(c."searchKey", ?) > 0' : 'strpos(c."searchKey", ?) > 0',
    values: [word],
  });
  const slipped = (word: string) => both(halves(word).map(has), ' OR ');
  const exact = ways.map((words) => both(words.map(has), ' AND '));
  // Whole words narrow far better than halves of all of them, of which there may be more than are looked at.
  const nearly = both(
    ways.flatMap((words) =>
      words.map((word, i) => both([slipped(word), ...words.filter((_each, at) => at !== i).map(has)], ' AND ')),
    ),
    ' OR ',
  );
  const some = both(
    ways.map((words) => both(words.map(slipped), ' AND ')),
    ' OR ',
  );
  const ranks = [...exact, nearly];
  const rank = `CASE ${ranks.map(({ sql }, i) => `WHEN ${sql} THEN ${i}`).join(' ')} ELSE ${ranks.length} END`;
  const mine = where(ctx.data, scopeOf(ctx), {}, ctx.today);
  // What is looked through stands in the index by name; the names themselves are read of those few that are left.
  const look = `SELECT c."id", ${rank} AS "rank"${mine.sql} AND ${some.sql} ORDER BY 2 LIMIT ${most}`;
  return ctx.data.all<Found>(
    `SELECT c."id", c."name", c."tradeName", c."document", l."rank" FROM (${look}) l JOIN "Client" c ON c."id" = l."id" ORDER BY l."rank"`,
    [...ranks.flatMap(({ values }) => values), ...mine.values, ...some.values],
  );
}

/** Of those that are like it, the ones that fit best: a letter wrong in one word is likelier than one in each. */
const fitting = (typed: string, all: readonly Found[], ways: number): Found[] => {
  const nearly = best(
    typed,
    all.filter(({ rank }) => rank <= ways),
  );
  return nearly.length > 0 ? nearly : best(typed, all);
};

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
  const all = await like(ctx, [words]);
  const exact = all.filter(({ rank }) => rank === 0);
  const found = exact.length > 0 ? best(typed, exact) : fitting(typed, all, 1);
  return found.length > 0 ? found : exact;
}
const own = (ctx: Ctx) => {
  const { analystId } = scopeOf(ctx);
  return analystId ? { analystId } : {};
};

/** How a piece of a name stands in the portfolio, if need be with a letter put right; undefined when nobody is called so. */
export async function spelled(ctx: Ctx, typed: string): Promise<string | undefined> {
  const ways = spellings(typed);
  const all = await like(
    ctx,
    ways.map((spelling) => spelling.split(' ').slice(0, 8)),
  );
  const exact = ways[all[0]?.rank ?? ways.length];
  if (exact !== undefined) return exact;
  for (const spelling of ways) {
    const [first] = fitting(spelling, all, ways.length);
    if (!first) continue;
    const names = telling(`${first.name} ${first.tradeName}`).map((name) => ({ name }));
    return spelling
      .split(' ')
      .map((word) => best(word, names)[0]?.name ?? word)
      .join(' ');
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
