import { z } from 'zod';
import { columnChart } from '../../charts/service.ts';
import { openClient } from '../../clients/presses.ts';
import { type Client, clientOf } from '../../clients/reads/client.ts';
import { accessAskFor } from '../../clients/steps.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { action } from '../../kit/definition.ts';
import { UserError } from '../../kit/errors.ts';
import { cut } from '../../kit/text.ts';
import { type Block, text, type View } from '../../kit/view.ts';
import { titleFor } from '../../terms/news.ts';
import type { Months } from '../figures.ts';
import { grantOf } from '../reads/grants.ts';
import { type Finances, lastOf, readFinances } from '../service/finances.ts';
import { financesBlocks } from '../views/finances.ts';

/** An answer is due within three seconds, and the chart takes its part of them; who asks again has time. */
const quick = 2300;
const patient = 20_000;

async function chartOf({ w, locale }: Ctx, { months }: Months): Promise<Block> {
  const say = w.accounts.months;
  const chart = await columnChart({
    title: say.chart,
    series: [
      { label: say.income, tone: 'good' },
      { label: say.expense, tone: 'warn' },
    ],
    groups: months.map(({ month, income, expense }) => ({ label: say.label(month), values: [income, expense] })),
    lang: locale,
    say: say.short,
  });
  return { kind: 'image', name: 'financas.png', ...chart };
}

/** Why there are no new numbers, and what to do about it; undefined when there are. */
function problemOf({ w, publicUrl }: Ctx, { name }: Client, { problem, status }: Finances): string | undefined {
  const say = w.accounts.problem;
  const page = `${publicUrl}/my-accountant`;
  switch (problem) {
    case undefined:
      return undefined;
    case 'off':
      return say.off;
    case 'not_authorized':
    case 'revoked':
    case 'expired':
      return say[problem](cut(name, 100), page);
    case 'blocked':
    case 'trial_ended':
      return say[problem](cut(name, 100), status);
    case 'rate_limited':
      return say.busy;
    case 'not_understood':
      return say.odd;
    default:
      return say.silent;
  }
}

/** What there is to know first: that nothing could be read and why, or what is late. */
function financesNews({ w }: Ctx, { problem, last }: Finances): string {
  if (problem === 'not_authorized') return w.news.unauthorized;
  if (problem === 'revoked' || problem === 'expired') return w.news.lapsed;
  const overdue = last.entries?.value.receivable.overdue.total ?? 0;
  if (problem) return w.news.noFinances;
  return overdue > 0
    ? w.news.finances(w.format.money(overdue))
    : last.entries
      ? w.news.financesRead
      : w.news.noFinances;
}

const nothing: Omit<Finances, 'last' | 'at'> = { fresh: [], odd: [], status: '' };

/** What is known already, while the rest is on its way. */
async function meanwhile(ctx: Ctx, client: Client, source: string): Promise<void> {
  const grant = await grantOf(ctx, client.id);
  const last = grant ? lastOf(ctx, grant) : {};
  const known = Object.keys(last).length > 0;
  const say = known ? ctx.w.accounts.readingAgain : ctx.w.accounts.reading;
  const shown = { today: ctx.today, timeZone: ctx.firm.timeZone, source };
  await ctx.progress({
    title: ctx.w.accounts.title(cut(client.name, 100)),
    blocks: [text(say(source)), ...financesBlocks(ctx.w, { ...nothing, last, at: ctx.now }, shown)],
  });
}

export const showFinances = action({
  name: 'finances.show',
  command: 'cliente',
  permission: 'see',
  answers: 'private',
  input: z.object({ id: z.uuid(), patient: z.boolean().optional() }),
  run: async (ctx, input): Promise<View> => {
    const client = await clientOf(ctx, input.id);
    if (!client) throw new UserError('gone', (w) => w.clients.card.gone);
    const { w, provider } = ctx;
    const back = { label: w.accounts.back, press: openClient.press({ id: client.id }) };
    const source = provider?.name ?? '';
    if (provider) await meanwhile(ctx, client, source);
    const finances = await readFinances(ctx, client.id, input.patient ? patient : quick);
    const problem = problemOf(ctx, client, finances);
    const months = finances.last.months?.value;
    const blocks = financesBlocks(
      w,
      finances,
      { today: ctx.today, timeZone: ctx.firm.timeZone, source },
      months ? await chartOf(ctx, months) : undefined,
    );
    const again = {
      label: w.accounts.again,
      style: 'primary' as const,
      press: showFinances.press({ id: client.id, patient: true }),
    };
    // What nobody has authorised is not there at a second look either.
    const closed = ['not_authorized', 'revoked', 'expired'].includes(finances.problem ?? '');
    const asks = closed && client.account ? accessAskFor(ctx) : undefined;
    const lead = closed
      ? asks && { label: w.connections.access.button, style: 'primary' as const, press: asks.one(client.id) }
      : finances.problem === 'off'
        ? undefined
        : again;
    return {
      title: titleFor(w, client.name, financesNews(ctx, finances)),
      tone: problem ? 'warn' : 'plain',
      blocks: [
        ...(problem ? [text(problem)] : []),
        ...blocks,
        { kind: 'buttons', buttons: lead ? [lead, back] : [back] },
      ],
    };
  },
});
