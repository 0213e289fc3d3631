import type { Ctx } from '../../kit/ctx.ts';
import { storedColumns } from '../fields.ts';
import { type Client, clientIn, type StoredClient } from './client.ts';
import { scopeOf } from './scope.ts';
import { licenseSelect } from './status.ts';

type Cell = string | number | boolean | Date | null;
type Flat = Readonly<Record<string, Cell>>;

const licenseColumns = Object.keys(licenseSelect) as (keyof typeof licenseSelect)[];
const requestColumns = ['id', 'direction', 'state', 'expiresAt', 'payer'] as const;
const instant = (value: Cell): Date => (value instanceof Date ? value : new Date(value as string | number));

const of = (alias: string, columns: readonly string[]) =>
  columns.map((column) => `${alias}."${column}" AS "${alias}_${column}"`).join(', ');
const columns = [
  of('c', ['id', 'updatedAt', ...storedColumns]),
  of('a', ['id', 'email']),
  of('g', ['id', 'state', 'status']),
  of('m', ['id', 'name']),
  of('l', ['id', ...licenseColumns]),
].join(', ');

const part = (row: Flat, alias: string, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, row[`${alias}_${name}`]]));
const optional = (row: Flat, alias: string, names: readonly string[]) =>
  row[`${alias}_id`] === null ? null : part(row, alias, names);

const idOf = (row: Flat) => row.clientId as string;
const requestIn = (row: Flat) => ({ ...part(row, 'r', requestColumns), expiresAt: instant(row.r_expiresAt!) });

/** What stands in a row and beside it, as Prisma would give it. */
function storedIn(row: Flat, requests: readonly Flat[], asks: readonly Flat[]): StoredClient {
  const id = row.c_id as string;
  const license = optional(row, 'l', licenseColumns);
  return {
    ...part(row, 'c', ['id', ...storedColumns]),
    updatedAt: instant(row.c_updatedAt!),
    account: optional(row, 'a', ['email']),
    grant: optional(row, 'g', ['state', 'status']),
    analyst: optional(row, 'm', ['name']),
    license: license && { ...license, autoRenew: Boolean(license.autoRenew) },
    requests: requests
      .filter((each) => idOf(each) === id)
      .slice(0, 20)
      .map(requestIn),
    accessAsks: asks
      .filter((each) => idOf(each) === id)
      .slice(0, 1)
      .map((each) => ({ createdAt: instant(each.createdAt!) })),
  } as unknown as StoredClient;
}

interface Read {
  requests: readonly Flat[];
  asks: readonly Flat[];
  clients: ReadonlyMap<string, StoredClient>;
}
/** Rows that are remembered are the same ones, and so is what was made of them. */
const made = new WeakMap<readonly Flat[], Read>();

/**
 * Some clients as their cards read them, by id: for every page of a list, so past Prisma. No instant is among the values, for what was read
 * is remembered by them; who waits, and who was asked not long ago, is decided here.
 */
export async function clientsOf(ctx: Ctx, ids: readonly string[]): Promise<ReadonlyMap<string, Client>> {
  if (ids.length === 0) return new Map();
  const { firmId, analystId } = scopeOf(ctx);
  const some = ids.map(() => '?').join(', ');
  const [rows, requests, asks] = await Promise.all([
    ctx.data.all<Flat>(
      `SELECT ${columns} FROM "Client" c LEFT JOIN "Account" a ON a."id" = c."accountId"
       LEFT JOIN "Grant" g ON g."clientId" = c."id" LEFT JOIN "Member" m ON m."id" = c."analystId"
       LEFT JOIN "License" l ON l."clientId" = c."id"
       WHERE c."firmId" = ? AND c."deletedAt" IS NULL AND c."id" IN (${some})${analystId ? ' AND c."analystId" = ?' : ''}`,
      [firmId, ...ids, ...(analystId ? [analystId] : [])],
    ),
    ctx.data.all<Flat>(
      `SELECT r."clientId", ${of('r', requestColumns)} FROM "ConnectionRequest" r WHERE r."firmId" = ?
       AND r."clientId" IN (${some}) AND (r."state" = 'pending' OR r."payer" <> 'none') ORDER BY r."id" DESC`,
      [firmId, ...ids],
    ),
    ctx.data.all<Flat>(
      `SELECT s."clientId", s."createdAt" FROM "AccessAsk" s WHERE s."firmId" = ? AND s."clientId" IN (${some})
       ORDER BY s."createdAt" DESC`,
      [firmId, ...ids],
    ),
  ]);
  let known = made.get(rows);
  if (known?.requests !== requests || known.asks !== asks) {
    const clients = new Map(rows.map((row) => [row.c_id as string, storedIn(row, requests, asks)]));
    known = { requests, asks, clients };
    made.set(rows, known);
  }
  return new Map([...known.clients].map(([id, client]) => [id, clientIn(ctx, client)]));
}
