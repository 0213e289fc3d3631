import type { Data } from '../../data/client.ts';
import { addDays, type Day } from '../../kit/days.ts';
import { type Listed, mostListed } from '../schema.ts';

/** Whose expiries are asked for, and how they are grouped. */
export interface ExpiryAsk {
  firmId: string;
  /** Only this analyst's clients. */
  analystId?: string | null;
  today: Day;
  steps: readonly number[];
}

export interface Expiring {
  /** How many are overdue, then how many within each step. */
  counts: number[];
  /** Soonest first, at most `mostListed`. */
  clients: Listed[];
}

/** How many are asked for with one statement: what a firm costs is then a walk along its index, not a round trip. */
const batch = 100;
/** Groups of a statement: the overdue, and four steps. */
const groups = 5;

const ask = `ask("n", "firm", "analyst", "today", "s1", "s2", "s3", "s4") AS (VALUES ${Array(batch).fill('(?, ?, ?, ?, ?, ?, ?, ?)').join(', ')})`;
/** What is expiring: never the sentinel of those without a plan, nor what is muted or dealt with. */
const found = `FROM ask CROSS JOIN "Client" c LEFT JOIN "Hush" h ON h."clientId" = c."id"
  WHERE c."firmId" = ask."firm" AND c."expiresOn" <= ask."s4" AND c."deletedAt" IS NULL AND (ask."analyst" = '' OR c."analystId" = ask."analyst")
  AND (h."clientId" IS NULL OR (h."until" < ask."today" AND h."doneFor" <> c."expiresOn"))`;
const group = `CASE WHEN c."expiresOn" < ask."today" THEN 0 WHEN c."expiresOn" <= ask."s1" THEN 1 WHEN c."expiresOn" <= ask."s2" THEN 2
  WHEN c."expiresOn" <= ask."s3" THEN 3 ELSE 4 END`;

const counting = `WITH ${ask} SELECT ask."n" AS "n", ${group} AS "group", count(*) AS "count" ${found} GROUP BY 1, 2`;
const listing = `WITH ${ask} SELECT ask."n" AS "n", c."id" AS "id", c."expiresOn" AS "expiresOn" ${found} ORDER BY 1, 3, 2`;

/** The asks as values, filled up to a batch with what finds nothing: so that one prepared statement serves for all. */
function valuesOf(asks: readonly ExpiryAsk[]): string[] {
  return Array.from({ length: batch }, (_, i) => {
    const each = asks[i];
    if (!each) return ['', '', '', '', '', '', '', ''];
    const last = each.steps.at(-1)!;
    const ends = Array.from({ length: groups - 1 }, (_, s) => addDays(each.today, each.steps[s] ?? last));
    return [String(i), each.firmId, each.analystId ?? '', each.today, ...ends];
  }).flat();
}

/** What expires for each of the asks, in their order. Costs what is found, whatever else the portfolios hold. */
export async function expiring(data: Data, asks: readonly ExpiryAsk[]): Promise<Expiring[]> {
  const all: Expiring[] = [];
  for (let from = 0; from < asks.length; from += batch) {
    const some = asks.slice(from, from + batch).map((each, n) => ({ ...each, n }));
    const made = some.map(({ steps }): Expiring => ({ counts: Array(steps.length + 1).fill(0), clients: [] }));
    const counts = await data.all<{ n: string; group: number; count: number }>(counting, valuesOf(some));
    for (const { n, group, count } of counts) made[Number(n)]!.counts[group] = Number(count);
    await list(data, some, made);
    all.push(...made);
  }
  return all;
}

async function list(data: Data, asks: readonly (ExpiryAsk & { n: number })[], made: readonly Expiring[]): Promise<void> {
  const total = (n: number) => made[n]!.counts.reduce((sum, count) => sum + count, 0);
  const few = asks.filter(({ n }) => total(n) > 0 && total(n) <= mostListed);
  if (few.length > 0) {
    const rows = await data.all<Listed & { n: string }>(listing, valuesOf(few));
    for (const { n, id, expiresOn } of rows) {
      const { clients } = made[few[Number(n)]!.n]!;
      if (clients.length < mostListed) clients.push({ id, expiresOn });
    }
  }
  // Of many only the first are read.
  for (const each of asks.filter(({ n }) => total(n) > mostListed)) made[each.n]!.clients.push(...(await first(data, each)));
}

async function first(data: Data, { firmId, analystId, today, steps }: ExpiryAsk): Promise<Listed[]> {
  const whose = analystId ? ' AND c."analystId" = ?' : '';
  return data.all<Listed>(
    `SELECT c."id" AS "id", c."expiresOn" AS "expiresOn" FROM "Client" c LEFT JOIN "Hush" h ON h."clientId" = c."id"
     WHERE c."firmId" = ? AND c."expiresOn" <= ? AND c."deletedAt" IS NULL${whose}
     AND (h."clientId" IS NULL OR (h."until" < ? AND h."doneFor" <> c."expiresOn"))
     ORDER BY c."expiresOn", c."id" LIMIT ${mostListed}`,
    [firmId, addDays(today, steps.at(-1)!), ...(analystId ? [analystId] : []), today],
  );
}
