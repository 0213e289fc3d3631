import { ownList } from '../../clients/presses.ts';
import { buttonFor } from '../../kit/button-for.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { addDays, type Day, daysBetween } from '../../kit/days.ts';
import { cut } from '../../kit/text.ts';
import { type Block, type Group, type Line, note, text } from '../../kit/view.ts';
import type { Row } from '../reads/digest.ts';
import { type Content, cancelDays, letterDays } from '../schema.ts';
import type { Digest } from './digest.ts';
import { actsMenu, buttonsOf, type DigestPresses, deedText, menu, rowLine, shortDay } from './parts.ts';

type Expiry = Extract<Content, { kind: 'expiry' }>;

/** A group of the same urgency: what it is called, the days it reaches over, and how many there are. */
interface Span {
  label: string;
  from: Day | undefined;
  to: Day;
  count: number;
}

/** The overdue, then those within each step. */
function spansOf(ctx: Ctx, { counts, steps, today }: Expiry): Span[] {
  const say = ctx.w.digests;
  return counts.map((count, i) => {
    if (i === 0) return { label: say.overdue, from: undefined, to: addDays(today, -1), count };
    const [from, to] = [i === 1 ? 0 : steps[i - 2]! + 1, steps[i - 1]!];
    return { label: say.within(from, to), from: addDays(today, from), to: addDays(today, to), count };
  });
}

const isIn = ({ from = '', to }: Span, { listedFor }: Row): boolean => from <= listedFor && listedFor <= to;

/** Whether a plan renews itself, and until when that can be stopped; of one that has expired there is nothing to say. */
function renewal(ctx: Ctx, today: Day, row: Row, left: number): string {
  const say = ctx.w.digests.renewal;
  if (left < 0) return '';
  if (!row.autoRenew) return say.manual;
  if (left === cancelDays) return say.today;
  return left > cancelDays ? say.open(shortDay(ctx, today, addDays(row.listedFor, -cancelDays))) : say.closed;
}

/** A client in one line: what was done takes the place of what there was to do. */
function lineOf(ctx: Ctx, today: Day, row: Row): Line {
  const left = daysBetween(today, row.listedFor);
  const due = ctx.w.digests.due(ctx.w.digests.term(left), shortDay(ctx, today, row.listedFor));
  return rowLine(row, [due, cut(row.plan, 30), deedText(ctx.w, row.deeds) || renewal(ctx, today, row, left)]);
}

/** Who expires, in groups, the soonest first. */
function expiryGroups(ctx: Ctx, content: Expiry, rows: readonly Row[]): Group[] {
  const say = ctx.w.digests;
  return spansOf(ctx, content).flatMap((span) => {
    if (span.count === 0) return [];
    const mine = rows.filter((row) => isIn(span, row));
    return {
      heading: say.group(span.label, span.count),
      items: mine.map((row) => lineOf(ctx, content.today, row)),
      ...(mine.length < span.count ? { rest: say.rest(span.count - mine.length, mine.length) } : {}),
    };
  });
}

/** The list of all, and of each group that is not all here. */
function waysToTheRest(ctx: Ctx, content: Expiry, rows: readonly Row[], total: number): Block[] {
  const say = ctx.w.digests;
  const order = 'expiry';
  const spans = spansOf(ctx, content);
  const cuts = spans.filter((span) => rows.filter((row) => isIn(span, row)).length < span.count);
  return buttonsOf([
    ...buttonFor(ctx, ownList, say.list(total), { expiry: [`..${spans.at(-1)!.to}`], order }, 'primary'),
    ...(spans.filter(({ count }) => count > 0).length < 2 ? [] : cuts).flatMap(({ label, from = '', to, count }) =>
      buttonFor(ctx, ownList, say.listOf(label, count), { expiry: [`${from}..${to}`], order }),
    ),
  ]);
}

/** Plans that expire: in groups, with what can be done about each client, and the way to all of them. */
export function expiryBlocks(
  ctx: Ctx,
  content: Expiry,
  { rows, acts }: Pick<Digest, 'rows' | 'acts'>,
  ways: DigestPresses,
): Block[] {
  const say = ctx.w.digests;
  const total = content.counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return [text(say.nothing.expiry(content.steps.at(-1)!))];
  const groups = expiryGroups(ctx, content, rows);
  return [
    // The headline and the groups say how many there are; not how many have no room here.
    ...(groups.length > 1 && rows.length < total ? [text(say.total(total, rows.length))] : []),
    { kind: 'groups', groups },
    note(say.notices(letterDays, cancelDays)),
    ...menu(ctx, rows, ways.client, (row) =>
      [say.term(daysBetween(content.today, row.listedFor)), row.plan].filter(Boolean).join(' · '),
    ),
    ...waysToTheRest(ctx, content, rows, total),
    ...actsMenu(acts),
  ];
}
