import { nobody } from '../../clients/filter.ts';
import { scopeOf } from '../../clients/reads/scope.ts';
import type { Data } from '../../data/client.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { addDays } from '../../kit/days.ts';
import { payers, situations } from '../../terms/client.ts';
import { planName, plans } from '../../terms/plans.ts';

type Payer = (typeof payers)[number];

/** The windows in which plans are counted that expire, in days from today. */
export const windows = [7, 15, 30, 60] as const;
export type Window = (typeof windows)[number];
/** After so many days without an export a client counts as left behind. */
export const longAgo = 60;

/** A portfolio in numbers. Each is what `/clientes` finds with the filter of the same meaning. */
export interface Glance {
  total: number;
  situations: ReadonlyMap<string, number>;
  /** Without those that have none. */
  plans: ReadonlyMap<string, number>;
  payers: Readonly<Record<Payer, number>>;
  overdue: number;
  /** From today to so many days ahead, so that each window holds those before it. */
  within: Readonly<Record<Window, number>>;
  neverExported: number;
  exportedLongAgo: number;
}

/** What is counted: the name of each number, and which clients it counts. The values are the plans' and situations' own names. */
function counted(today: string): { name: string; which: string; values: string[] }[] {
  const is = (column: string, names: readonly string[]) =>
    names.map((name) => ({ name: `${column} ${name}`, which: `"${column}" = ?`, values: [name] }));
  return [
    ...is('situation', situations),
    ...is('plan', planNames()),
    ...is('payer', payers),
    { name: 'planned', which: `"plan" <> ''`, values: [] },
    { name: 'overdue', which: '"expiresOn" < ?', values: [today] },
    ...windows.map((days) => ({
      name: `within ${days}`,
      which: '"expiresOn" >= ? AND "expiresOn" <= ?',
      values: [today, addDays(today, days)],
    })),
    { name: 'never', which: `"lastExportOn" = ''`, values: [] },
    { name: 'long', which: `"lastExportOn" <> '' AND "lastExportOn" < ?`, values: [addDays(today, -longAgo)] },
  ];
}

type Row = Record<string, number | string>;
/** Which clients: the firm's, one analyst's, or those that nobody looks after. */
type Part = { firmId: string; analyst?: string };

const of = ({ firmId, analyst }: Part): { sql: string; values: string[] } => ({
  sql: `FROM "Client" WHERE "firmId" = ? AND "deletedAt" IS NULL${
    analyst === undefined ? '' : analyst === nobody ? ' AND "analystId" IS NULL' : ' AND "analystId" = ?'
  }`,
  values: [firmId, ...(analyst === undefined || analyst === nobody ? [] : [analyst])],
});

/** Names that are none of ours, as an import has brought them, with how many clients have each. */
async function foreign(
  ctx: Ctx,
  part: Part,
  column: 'situation' | 'plan',
  known: readonly string[],
): Promise<[string, number][]> {
  const { sql, values } = of(part);
  const rows = await ctx.data.all<{ name: string; n: number | string }>(
    `SELECT "${column}" AS "name", COUNT(*) AS "n" ${sql} AND "${column}" NOT IN (${known.map(() => '?').join(', ')}) GROUP BY "${column}"`,
    [...values, ...known],
  );
  return rows.map(({ name, n }) => [name, Number(n)]);
}

/** One walk along an index that holds all that is counted: no row is read, and nothing is sorted. */
async function count(ctx: Ctx, part: Part): Promise<Glance> {
  const each = counted(ctx.today);
  const { sql, values } = of(part);
  const [row] = await ctx.data.all<Row>(
    `SELECT COUNT(*) AS "total", ${each.map(({ which }, i) => `COUNT(*) FILTER (WHERE ${which}) AS "n${i}"`).join(', ')} ${sql}`,
    [...each.flatMap((one) => one.values), ...values],
  );
  const total = Number(row!.total);
  const numbers = new Map(each.map(({ name }, i) => [name, Number(row![`n${i}`])]));
  const number = (name: string) => numbers.get(name) ?? 0;
  const named = (column: string, names: readonly string[]) =>
    names.map((name): [string, number] => [name, number(`${column} ${name}`)]).filter(([, n]) => n > 0);
  const sum = (pairs: readonly [string, number][]) => pairs.reduce((all, [, n]) => all + n, 0);

  const ours = planNames();
  const [bySituation, byPlan] = [named('situation', situations), named('plan', ours)];
  if (sum(bySituation) < total) bySituation.push(...(await foreign(ctx, part, 'situation', situations)));
  if (sum(byPlan) < number('planned')) byPlan.push(...(await foreign(ctx, part, 'plan', ['', ...ours])));
  return {
    total,
    situations: new Map(bySituation),
    plans: new Map(byPlan),
    payers: Object.fromEntries(payers.map((payer) => [payer, number(`payer ${payer}`)])) as Glance['payers'],
    overdue: number('overdue'),
    within: Object.fromEntries(windows.map((days) => [days, number(`within ${days}`)])) as Glance['within'],
    neverExported: number('never'),
    exportedLongAgo: number('long'),
  };
}

const planNames = (): string[] => plans.map(planName);

const most = 200;
const remembered = new WeakMap<Data, Map<string, Promise<Glance>>>();

/** A part in numbers, remembered under the portfolio's version, which every write to it moves: it is never stale. */
function numbersOf(ctx: Ctx, part: Part): Promise<Glance> {
  const known = remembered.get(ctx.data) ?? new Map<string, Promise<Glance>>();
  remembered.set(ctx.data, known);
  const key = `${ctx.firm.id} ${ctx.firm.version} ${ctx.today} ${part.analyst ?? ''}`;
  const before = known.get(key);
  if (before) return before;
  const numbers = count(ctx, part);
  numbers.catch(() => known.delete(key));
  known.set(key, numbers);
  if (known.size > most) known.delete(known.keys().next().value!);
  return numbers;
}

/** The portfolio of whoever asks, or that part of it that one analyst looks after; `nobody` for the part that nobody does. */
export async function glanceOf(ctx: Ctx, analyst?: string): Promise<Glance> {
  const { firmId, analystId } = scopeOf(ctx);
  return numbersOf(ctx, { firmId, analyst: analystId ?? analyst });
}

/** The portfolios of all who look after clients, the largest first, at most `most`; an analyst's own alone for an analyst. */
export async function comparison(ctx: Ctx, most: number): Promise<{ analyst: string; glance: Glance }[]> {
  const { firmId, analystId } = scopeOf(ctx);
  const { sql, values } = of({ firmId, analyst: analystId });
  const rows = await ctx.data.all<{ analyst: string }>(
    `SELECT COALESCE("analystId", '${nobody}') AS "analyst" ${sql} GROUP BY "analystId" ORDER BY COUNT(*) DESC, 1 LIMIT ?`,
    [...values, most],
  );
  return Promise.all(rows.map(async ({ analyst }) => ({ analyst, glance: await numbersOf(ctx, { firmId, analyst }) })));
}
