import type { Ctx } from '../../kit/ctx.ts';
import { neverExported, noPlan } from '../../terms/client.ts';
import type { Filter } from '../filter.ts';
import { type Listing, listing, partsOf } from './listing.ts';
import { scopeOf } from './scope.ts';

/** So many that each has its act beside it: a row with a button is three of the forty parts that a message of Discord has. */
export const pageSize = 8;

/** One line of the list. */
export interface Row {
  id: string;
  name: string;
  document: string | null;
  situation: string;
  plan: string;
  payer: string;
  expiresOn?: string;
  autoRenew: boolean;
  lastExportOn?: string;
}

export const ways = ['after', 'before', 'at'] as const;

/** Where a page begins: behind the client that is its anchor, or before it, or at it; without an anchor, at the beginning. */
export interface PagePosition {
  page?: number;
  anchor?: string;
  way?: (typeof ways)[number];
}

export interface ClientPage {
  rows: Row[];
  /** Counts from 1. */
  page: number;
  more: boolean;
  /** The client from which the page was to be counted is not there any more: this is the first page. */
  lost: boolean;
}

const columns = ['id', 'name', 'document', 'situation', 'plan', 'payer', 'expiresOn', 'autoRenew', 'lastExportOn'];
const select = `SELECT ${columns.map((column) => `c."${column}"`).join(', ')}`;

/** How the database says "none" is its own matter. */
export const withoutSentinels = <T extends { expiresOn?: string; lastExportOn?: string; autoRenew: boolean | number }>(
  row: T,
) => ({
  ...row,
  expiresOn: row.expiresOn === noPlan ? undefined : row.expiresOn,
  lastExportOn: row.lastExportOn === neverExported ? undefined : row.lastExportOn,
  autoRenew: Boolean(row.autoRenew),
});

/** Where a page begins: in which part of the list, and behind which key there. */
interface Anchor {
  id: string;
  key: string;
  part: number;
}

async function anchorOf(ctx: Ctx, parts: readonly Listing[], id: string): Promise<Anchor | undefined> {
  for (const [part, { column, sql, values }] of parts.length > 1 ? parts.entries() : []) {
    const [found] = await ctx.data.all<{ key: string }>(`SELECT c."${column}" AS "key"${sql} AND c."id" = ?`, [
      ...values,
      id,
    ]);
    if (found) return { id, key: found.key, part };
  }
  // There is one part only, or it is in the list no more: its place is where it would stand.
  const { column } = parts.at(-1)!;
  const [gone] = await ctx.data.all<{ key: string }>(
    `SELECT "${column}" AS "key" FROM "Client" WHERE "id" = ? AND "firmId" = ?`,
    [id, scopeOf(ctx).firmId],
  );
  return gone && { id, key: gone.key, part: parts.length - 1 };
}

/** So many rows of one part, from its beginning or from an anchor in it. */
async function stretch(
  ctx: Ctx,
  { column, down, sql, values }: Listing,
  anchor: Anchor | undefined,
  way: (typeof ways)[number],
  count: number,
): Promise<Row[]> {
  const back = way === 'before';
  const turned = down !== back ? ' DESC' : '';
  const seek = `${down !== back ? '<' : '>'}${way === 'at' ? '=' : ''}`;
  const rows = await ctx.data.all<Row>(
    `${select}${sql}${anchor ? ` AND (c."${column}", c."id") ${seek} (?, ?)` : ''}
     ORDER BY c."${column}"${turned}, c."id"${turned} LIMIT ${count}`,
    anchor ? [...values, anchor.key, anchor.id] : values,
  );
  return rows.map(withoutSentinels);
}

/** One row more than a page has, over as many parts as that takes. */
async function walk(
  ctx: Ctx,
  parts: readonly Listing[],
  anchor: Anchor | undefined,
  way: (typeof ways)[number],
): Promise<Row[]> {
  const from = anchor?.part ?? 0;
  const ahead = way === 'before' ? parts.slice(0, from + 1).reverse() : parts.slice(from);
  const rows: Row[] = [];
  for (const [i, part] of ahead.entries()) {
    rows.push(...(await stretch(ctx, part, i === 0 ? anchor : undefined, way, pageSize + 1 - rows.length)));
    if (rows.length > pageSize) break;
  }
  return rows;
}

/**
 * A page of the list, by keyset: however far it is, it costs what the first one costs. One row more than is shown tells whether there
 * is another page beyond.
 */
export async function pageOf(
  ctx: Ctx,
  filter: Filter,
  { page = 1, anchor: id, way = 'after' }: PagePosition = {},
): Promise<ClientPage> {
  const parts = await partsOf(ctx, filter);
  const anchor = page > 1 && id ? await anchorOf(ctx, parts, id) : undefined;
  const rows = await walk(ctx, parts, anchor, anchor ? way : 'after');
  const beyond = rows.length > pageSize;
  const shown = rows.slice(0, pageSize);
  if (!anchor) return { rows: shown, page: 1, more: beyond, lost: page > 1 };
  if (shown.length === 0) return { ...(await pageOf(ctx, filter)), lost: true };
  if (way !== 'before') return { rows: shown, page, more: beyond, lost: false };
  // The list has shrunk so far that this would be an incomplete first page.
  if (shown.length < pageSize) return pageOf(ctx, filter);
  return { rows: shown.reverse(), page: beyond ? page : 1, more: true, lost: false };
}

/** Where the names begin that begin with a letter, or with one behind it; the first page when that is where they are. */
export async function placeOfLetter(ctx: Ctx, filter: Filter, letter: string): Promise<PagePosition> {
  const { sql, values } = await listing(ctx, { ...filter, order: 'name' });
  const [before] = await ctx.data.all<{ n: number | string }>(`SELECT count(*) AS "n"${sql} AND c."nameKey" < ?`, [
    ...values,
    letter,
  ]);
  const page = Math.floor(Number(before!.n) / pageSize) + 1;
  const [first] = await ctx.data.all<{ id: string }>(
    `SELECT c."id"${sql} AND c."nameKey" >= ? ORDER BY c."nameKey", c."id" LIMIT 1`,
    [...values, letter],
  );
  const [last] = first
    ? [first]
    : await ctx.data.all<{ id: string }>(`SELECT c."id"${sql} ORDER BY c."nameKey" DESC, c."id" DESC LIMIT 1`, values);
  return page > 1 && last ? { page, anchor: last.id, way: 'at' } : {};
}
