import { nobody } from '../../clients/filter.ts';
import { scopeOf } from '../../clients/reads/scope.ts';
import { noPlan, payers } from '../../clients/schema.ts';
import type { Data } from '../../data/client.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { addDays } from '../../kit/days.ts';

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

/** Clients that are alike in all that is counted. */
interface Group {
  situation: string;
  plan: string;
  payer: Payer;
  /** A member's id; '' for nobody. */
  analystId: string;
  due: 'overdue' | Window | 'later' | 'none';
  exported: 'never' | 'long' | 'lately';
  n: number;
}

const most = 30;
const remembered = new WeakMap<Data, Map<string, Promise<readonly Group[]>>>();

/** One walk along an index that holds all that is counted; no row is read. */
async function count(ctx: Ctx): Promise<readonly Group[]> {
  const { today } = ctx;
  const rows = await ctx.data.all<Omit<Group, 'due' | 'exported' | 'n'> & { due: number; exported: number; n: number | string }>(
    `SELECT "situation", "plan", "payer", COALESCE("analystId", '') AS "analystId",
       CASE WHEN "expiresOn" < ? THEN 0 ${windows.map((_, i) => `WHEN "expiresOn" <= ? THEN ${i + 1}`).join(' ')}
         WHEN "expiresOn" < ? THEN ${windows.length + 1} ELSE ${windows.length + 2} END AS "due",
       CASE WHEN "lastExportOn" = '' THEN 0 WHEN "lastExportOn" < ? THEN 1 ELSE 2 END AS "exported",
       COUNT(*) AS "n"
     FROM "Client" WHERE "firmId" = ? AND "deletedAt" IS NULL GROUP BY 1, 2, 3, 4, 5, 6`,
    [today, ...windows.map((days) => addDays(today, days)), noPlan, addDays(today, -longAgo), ctx.firm.id],
  );
  const due = ['overdue', ...windows, 'later', 'none'] as const;
  const exported = ['never', 'long', 'lately'] as const;
  return rows.map((row) => ({ ...row, due: due[row.due]!, exported: exported[row.exported]!, n: Number(row.n) }));
}

/** The firm's groups, remembered under the portfolio's version, which every write to it moves: they are never stale. */
function groupsOf(ctx: Ctx): Promise<readonly Group[]> {
  const known = remembered.get(ctx.data) ?? new Map<string, Promise<readonly Group[]>>();
  remembered.set(ctx.data, known);
  const key = `${ctx.firm.id} ${ctx.firm.version} ${ctx.today}`;
  const before = known.get(key);
  if (before) return before;
  const counted = count(ctx);
  counted.catch(() => known.delete(key));
  known.set(key, counted);
  if (known.size > most) known.delete(known.keys().next().value!);
  return counted;
}

function sum(groups: readonly Group[]): Glance {
  const situations = new Map<string, number>();
  const plans = new Map<string, number>();
  const paid = Object.fromEntries(payers.map((payer) => [payer, 0])) as Record<Payer, number>;
  const within = Object.fromEntries(windows.map((days) => [days, 0])) as Record<Window, number>;
  let [total, overdue, neverExported, exportedLongAgo] = [0, 0, 0, 0];
  for (const { situation, plan, payer, due, exported, n } of groups) {
    total += n;
    situations.set(situation, (situations.get(situation) ?? 0) + n);
    if (plan) plans.set(plan, (plans.get(plan) ?? 0) + n);
    paid[payer] += n;
    if (due === 'overdue') overdue += n;
    for (const days of windows) if (typeof due === 'number' && due <= days) within[days] += n;
    if (exported === 'never') neverExported += n;
    if (exported === 'long') exportedLongAgo += n;
  }
  return { total, situations, plans, payers: paid, overdue, within, neverExported, exportedLongAgo };
}

/** The portfolio of whoever asks, or that part of it that one analyst looks after; `nobody` for the part that nobody does. */
export async function glanceOf(ctx: Ctx, analyst?: string): Promise<Glance> {
  const { analystId } = scopeOf(ctx);
  const groups = await groupsOf(ctx);
  const wanted = analyst === nobody ? '' : analyst;
  const mine = groups.filter(
    (each) => (analystId === undefined || each.analystId === analystId) && (wanted === undefined || each.analystId === wanted),
  );
  return sum(mine);
}

/** The portfolios of all who look after clients, the largest first. Of what whoever asks may see. */
export async function comparison(ctx: Ctx): Promise<{ analyst: string; glance: Glance }[]> {
  const { analystId } = scopeOf(ctx);
  const groups = await groupsOf(ctx);
  const mine = groups.filter((each) => analystId === undefined || each.analystId === analystId);
  const each = new Map<string, Group[]>();
  for (const group of mine) each.set(group.analystId, [...(each.get(group.analystId) ?? []), group]);
  return [...each]
    .map(([analyst, some]) => ({ analyst: analyst || nobody, glance: sum(some) }))
    .sort((a, b) => b.glance.total - a.glance.total);
}
