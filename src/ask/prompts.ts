import { countOf } from '../clients/reads/count.ts';
import { requestCounts } from '../connections/reads/requests.ts';
import type { Ctx } from '../kit/ctx.ts';
import type { Option } from '../kit/view.ts';
import { totalsOf } from '../licenses/reads/packages.ts';

/** So many stand above an empty conversation. */
const most = 4;

/** What this person may want to ask first: what waits today, then what can be asked any day. Each is a question of its own. */
export async function promptsFor(ctx: Ctx): Promise<Option[]> {
  const say = ctx.w.ask.prompts;
  const [requests, overdue, soon, unexported, licences] = await Promise.all([
    requestCounts(ctx),
    countOf(ctx, { expiry: ['overdue'] }),
    countOf(ctx, { expiry: ['7d'] }),
    countOf(ctx, { situation: ['connected'], exported: ['not-this-month'] }),
    ctx.can('license') ? totalsOf(ctx) : undefined,
  ]);
  const waits = [
    ...(requests.received > 0 ? [say.requests(requests.received)] : []),
    ...(overdue > 0 ? [say.overdue(overdue)] : []),
    ...(soon > 0 ? [say.soon(soon)] : []),
    ...(unexported > 0 ? [say.unexported(unexported)] : []),
    ...(licences && licences.free > 0 ? [say.free(licences.free)] : []),
  ];
  return [...waits, say.portfolio, say.can].slice(0, most).map(({ title, asks }) => ({ label: title, value: asks }));
}
