import type { Data } from '../../data/client.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { neverExported, noPlan } from '../../terms/client.ts';
import { orderOf } from '../fields.ts';
import type { Filter } from '../filter.ts';
import { type Listing, listing } from './listing.ts';
import { type Scope, scopeOf } from './scope.ts';

export const pageSize = 10;

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
export interface Place {
  page?: number;
  anchor?: string;
  way?: (typeof ways)[number];
}

export interface Page {
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
export const withoutSentinels = <T extends { expiresOn?: string; lastExportOn?: string; autoRenew: boolean | number }>(row: T) => ({
  ...row,
  expiresOn: row.expiresOn === noPlan ? undefined : row.expiresOn,
  lastExportOn: row.lastExportOn === neverExported ? undefined : row.lastExportOn,
  autoRenew: Boolean(row.autoRenew),
});

interface Anchor {
  id: string;
  key: string;
}

async function anchorOf(data: Data, scope: Scope, column: string, id: string): Promise<Anchor | undefined> {
  const found = await data.all<Anchor>(`SELECT "id", "${column}" AS "key" FROM "Client" WHERE "id" = ? AND "firmId" = ?`, [
    id,
    scope.firmId,
  ]);
  return found[0];
}

async function walk(
  ctx: Ctx,
  { column, down, sql, values }: Listing,
  anchor: Anchor | undefined,
  way: (typeof ways)[number],
): Promise<Row[]> {
  const back = way === 'before';
  const turned = down !== back ? ' DESC' : '';
  const seek = `${down !== back ? '<' : '>'}${way === 'at' ? '=' : ''}`;
  const rows = await ctx.data.all<Row>(
    `${select}${sql}${anchor ? ` AND (c."${column}", c."id") ${seek} (?, ?)` : ''}
     ORDER BY c."${column}"${turned}, c."id"${turned} LIMIT ${pageSize + 1}`,
    anchor ? [...values, anchor.key, anchor.id] : values,
  );
  return rows.map(withoutSentinels);
}

/**
 * A page of the list, by keyset: however far it is, it costs what the first one costs. One row more than is shown tells whether there
 * is another page beyond.
 */
export async function pageOf(ctx: Ctx, filter: Filter, { page = 1, anchor: id, way = 'after' }: Place = {}): Promise<Page> {
  const { column } = orderOf(filter.order);
  const anchor = page > 1 && id ? await anchorOf(ctx.data, scopeOf(ctx), column, id) : undefined;
  const rows = await walk(ctx, await listing(ctx, filter), anchor, anchor ? way : 'after');
  const beyond = rows.length > pageSize;
  const shown = rows.slice(0, pageSize);
  if (!anchor) return { rows: shown, page: 1, more: beyond, lost: page > 1 };
  if (shown.length === 0) return { ...(await pageOf(ctx, filter)), lost: true };
  if (way !== 'before') return { rows: shown, page, more: beyond, lost: false };
  // The list has shrunk so far that this would be an incomplete first page.
  if (shown.length < pageSize) return pageOf(ctx, filter);
  return { rows: shown.reverse(), page: beyond ? page : 1, more: true, lost: false };
}
