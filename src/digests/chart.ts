import { barChart } from '../charts/service.ts';
import type { Ctx } from '../kit/ctx.ts';
import { situationLabel } from '../terms/client.ts';

/** The portfolio by situation, as a picture; undefined when there is nothing to show. */
export async function chartOf(ctx: Ctx, situations: Readonly<Record<string, number>>) {
  const bars = Object.entries(situations)
    .filter(([, value]) => value > 0)
    .sort(([, a], [, b]) => b - a)
    .slice(0, 8)
    .map(([situation, value]) => ({ label: situationLabel(ctx.w, situation), value }));
  return bars.length === 0
    ? undefined
    : barChart({ title: ctx.w.digests.chart, what: ctx.w.portfolio.column.clients, bars, lang: ctx.locale });
}
