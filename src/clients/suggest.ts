import type { Ctx } from '../kit/ctx.ts';
import { fold } from '../kit/text.ts';
import type { Option } from '../kit/view.ts';
import type { Words } from '../kit/words.ts';
import { readExpiry, readExported } from '../terms/period.ts';

/** A span of days as people read it; what this says is understood again when it is typed. */
export function periodText(w: Words, value: string): string {
  const say = w.clients.period;
  if (value === 'overdue' || value === 'never' || value === 'none') return say[value];
  if (value === 'this-month') return say.thisMonth;
  if (value === 'not-this-month') return say.notThisMonth;
  if (value === 'last-month') return say.lastMonth;
  const days = /^(\d+)([d+])$/.exec(value);
  if (days) return days[2] === 'd' ? say.nextDays(Number(days[1])) : say.olderThan(Number(days[1]));
  const month = /^(\d{4})-(\d{2})$/.exec(value);
  if (month) return `${month[2]}/${month[1]}`;
  const [from = '', to = ''] = value.split('..');
  if (from === to) return w.format.day(from);
  if (!to) return say.since(w.format.day(from));
  return from ? say.range(w.format.day(from), w.format.day(to)) : say.until(w.format.day(to));
}

/** What was understood comes first, then what is usual. */
function suggest(
  ctx: Ctx,
  typed: string,
  read: (typed: string, today: string) => string | undefined,
  usual: readonly string[],
): Option[] {
  const understood = typed.trim() ? read(typed, ctx.today) : undefined;
  const options = usual
    .map((value) => ({ value, label: periodText(ctx.w, value) }))
    .filter((each) => fold(each.label).includes(fold(typed)));
  return understood && !options.some((each) => each.value === understood)
    ? [{ value: understood, label: periodText(ctx.w, understood) }, ...options]
    : options;
}

export const suggestExpiry = async (ctx: Ctx, typed: string): Promise<Option[]> =>
  suggest(ctx, typed, readExpiry, ['overdue', '7d', '15d', '30d', '60d', '90d', ctx.today.slice(0, 7), 'none']);

export const suggestExported = async (ctx: Ctx, typed: string): Promise<Option[]> =>
  suggest(ctx, typed, readExported, ['not-this-month', 'never', 'this-month', 'last-month', '30+', '60+']);
