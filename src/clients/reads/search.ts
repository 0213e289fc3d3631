import type { Ctx } from '../../kit/ctx.ts';
import { cut, nearest } from '../../kit/text.ts';
import type { Option } from '../../kit/view.ts';
import { nameKeyOf } from '../../terms/client.ts';
import { maskDocument } from '../../terms/document.ts';
import { scopeOf } from './scope.ts';
import { where, wordsOf } from './where.ts';

export interface SearchHit {
  id: string;
  name: string;
  document: string | null;
  nameKey: string;
}

const select = 'SELECT c."id", c."name", c."document", c."nameKey"';
const inOrder = ' ORDER BY c."nameKey", c."id" LIMIT ';
/** The greatest character there is: whatever begins with a text is not beyond the text with this behind it. */
const beyond = '\u{10ffff}';

/** Clients for what somebody has typed so far: those whose name begins so come first, then those in which every word occurs. */
export async function search(ctx: Ctx, typed: string, limit = 25): Promise<SearchHit[]> {
  const { sql, values } = where(ctx.data, scopeOf(ctx), {}, ctx.today);
  const begin = nameKeyOf({ name: typed });
  const first = await ctx.data.all<SearchHit>(
    `${select}${sql} AND c."nameKey" >= ? AND c."nameKey" <= ?${inOrder}${limit}`,
    [...values, begin, `${begin}${beyond}`],
  );
  if (first.length >= limit || wordsOf(typed).length === 0) return first;
  const any = where(ctx.data, scopeOf(ctx), { name: typed }, ctx.today);
  const more = await ctx.data.all<SearchHit>(`${select}${any.sql}${inOrder}${limit + first.length}`, any.values);
  const known = new Set(first.map((each) => each.id));
  return [...first, ...more.filter((each) => !known.has(each.id))].slice(0, limit);
}

/** How many of the words occur in a name, nearly. */
const likeness = (nameKey: string, words: readonly string[]): number => {
  const parts = nameKey.split(' ').filter((part) => part.length > 2);
  return words.filter((word) => nearest(word, parts) !== undefined).length;
};

/** The client that was probably meant by words that find none: first among those that begin with the same letter. */
export async function nearestTo(ctx: Ctx, typed: string): Promise<SearchHit | undefined> {
  const words = wordsOf(typed)
    .filter((word) => word.length > 2)
    .slice(0, 6);
  const begin = nameKeyOf({ name: typed }).slice(0, 1);
  const { sql, values } = where(ctx.data, scopeOf(ctx), {}, ctx.today);
  const look = async (range: string, bounds: readonly string[]) => {
    const rows = await ctx.data.all<SearchHit>(`${select}${sql}${range}${inOrder}1000`, [...values, ...bounds]);
    const scores = rows.map((row) => likeness(row.nameKey, words));
    const best = Math.max(0, ...scores);
    return best > 0 ? rows[scores.indexOf(best)] : undefined;
  };
  return (await look(' AND c."nameKey" >= ? AND c."nameKey" <= ?', [begin, `${begin}${beyond}`])) ?? look('', []);
}

export const optionOf = ({ id, name, document }: SearchHit): Option => ({
  label: cut(name, 75),
  value: id,
  ...(document ? { description: maskDocument(document) } : {}),
});

/** Suggestions that lead to the client itself. */
export const suggestClients = async (ctx: Ctx, typed: string): Promise<Option[]> =>
  (await search(ctx, typed)).map(optionOf);

/** Suggestions for a word to look for. */
export async function suggestNames(ctx: Ctx, typed: string): Promise<Option[]> {
  const names = (await search(ctx, typed)).map((each) => cut(each.name, 100));
  return [...new Set(names)].map((name) => ({ label: name, value: name.replace(/…$/, '') }));
}
