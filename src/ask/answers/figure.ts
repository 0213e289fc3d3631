import { grantOf } from '../../accounts/reads/grants.ts';
import { lastOf } from '../../accounts/service/finances.ts';
import type { Filter } from '../../clients/filter.ts';
import { ownList } from '../../clients/presses.ts';
import { countOf } from '../../clients/reads/count.ts';
import { requestsTab } from '../../connections/presses.ts';
import { requestCounts } from '../../connections/reads/requests.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { UserError } from '../../kit/errors.ts';
import { text, type View } from '../../kit/view.ts';
import { freeByPlan, totalsOf, usedByPlan } from '../../licenses/reads/packages.ts';
import { documentsIn, nameOf } from '../reads/clients.ts';
import { runAction, runCommand } from '../run.ts';
import type { NumberReading } from '../schema.ts';

async function licences(ctx: Ctx, free: boolean, plan = ''): Promise<View> {
  if (!ctx.can('license')) throw new UserError('not-allowed', (w) => w.kit.notAllowed);
  const by = plan ? await (free ? freeByPlan(ctx) : usedByPlan(ctx)) : undefined;
  const totals = by ? undefined : await totalsOf(ctx);
  const count = by ? (by.get(plan) ?? 0) : free ? totals!.free : totals!.used;
  const list = await runCommand(ctx, 'licencas');
  return { ...list, blocks: [text({ bold: ctx.w.ask[free ? 'free' : 'used'](count, plan) }), ...list.blocks] };
}

/** The numbers as their own page has them, and above it the month that was asked for, or that nothing is known of it. */
async function finances(ctx: Ctx, id: string, month: string | undefined): Promise<View> {
  const view = await runAction(ctx, 'finances.show', { id });
  if (month === undefined) return view;
  const grant = await grantOf(ctx, id);
  const flow = grant && lastOf(ctx, grant).months?.value.months.find((each) => each.month === month);
  const { format, ask: say } = ctx.w;
  const line = flow
    ? say.flow(format.month(month), format.money(flow.income), format.money(flow.expense))
    : say.noFlow(format.month(month));
  return { ...view, blocks: [text({ bold: line }), ...view.blocks] };
}

/** What somebody would look for in the morning. */
async function waiting(ctx: Ctx): Promise<View> {
  const filters: readonly (readonly ['overdue' | 'soon' | 'export', Filter])[] = [
    ['overdue', { expiry: ['overdue'] }],
    ['soon', { expiry: ['7d'] }],
    ['export', { situation: ['connected'], exported: ['not-this-month'] }],
  ];
  const say = ctx.w.ask;
  const [requests, counts] = await Promise.all([
    requestCounts(ctx),
    Promise.all(filters.map(([, filter]) => countOf(ctx, filter))),
  ]);
  return {
    title: say.waiting,
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: say.waits.requests, value: ctx.w.format.number(requests.received) },
          ...filters.map(([what], i) => ({ label: say.waits[what], value: ctx.w.format.number(counts[i]!) })),
        ],
      },
      {
        kind: 'buttons',
        buttons: [
          { label: say.waits.requests, press: requestsTab.press({ tab: 'received' }) },
          ...filters.map(([what, filter]) => ({ label: say.waits[what], press: ownList.press(filter) })),
        ],
      },
    ],
  };
}

export async function tellFigure(ctx: Ctx, reading: NumberReading, id: string | undefined): Promise<View> {
  switch (reading.what) {
    case 'pending-requests':
      return runCommand(ctx, 'conexoes', { tab: 'received' });
    case 'portfolio':
      return reading.by === 'analyst' && !(ctx.actor.kind === 'member' && ctx.actor.role === 'analyst')
        ? runAction(ctx, 'portfolio.compare', {})
        : runCommand(ctx, 'carteira');
    case 'waiting':
      return waiting(ctx);
    case 'licences-free':
      return licences(ctx, true, reading.plan);
    case 'licences-used':
      return licences(ctx, false, reading.plan);
    case 'finances':
      return finances(ctx, id!, reading.month);
    case 'documents': {
      const month = reading.month ?? ctx.today.slice(0, 7);
      const [count, name, list] = await Promise.all([
        documentsIn(ctx, id!, month),
        nameOf(ctx, id!),
        runAction(ctx, 'documents.received', { id }),
      ]);
      return {
        ...list,
        blocks: [text({ bold: ctx.w.ask.documents(count, name ?? '', ctx.w.format.month(month)) }), ...list.blocks],
      };
    }
  }
}
