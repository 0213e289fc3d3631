// When digests are due, reckoned in another way than the product does: by looking at what clocks show, step by step, through a whole span.
import { getHolidays } from '@brazilian-utils/brazilian-utils';
import type { Rule } from '../src/digests/when/rule.ts';

/** What the clocks of a zone show from minute to minute: `walls[i]` at `from + i * step`. Minutes since 1970 as if it were UTC. */
export interface Clocks {
  from: number;
  step: number;
  walls: Int32Array;
}

/** Looks at a zone's clocks every `step` minutes; every zone's changes are at quarters of an hour. */
export function lookAt(zone: string, from: Date, days: number, step: 1 | 15): Clocks {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  const start = Math.floor(from.getTime() / 60_000);
  const walls = new Int32Array(Math.ceil((days * 1440) / step));
  for (let i = 0; i < walls.length; i++) {
    const [month, day, year, hour, minute] = format
      .format((start + i * step) * 60_000)
      .match(/\d+/g)!
      .map(Number);
    walls[i] = Date.UTC(year!, month! - 1, day, hour, minute) / 60_000;
  }
  return { from: start, step, walls };
}

/** The instant (minutes since 1970) of every wall time that comes on a grid of `step` minutes; where clocks jump, as much later. */
export function instants({ from, step, walls }: Clocks): Map<number, number> {
  const first = new Map<number, number>();
  for (let i = 0; i < walls.length; i++) {
    const wall = walls[i]!;
    if (!first.has(wall)) first.set(wall, from + i * step);
    const before = i > 0 ? walls[i - 1]! : wall - step;
    // Jumped over: what would have been shown had they not jumped.
    for (let skipped = before + step, n = 0; skipped < wall; skipped += step, n++)
      if (!first.has(skipped)) first.set(skipped, from + i * step + n * step);
  }
  return first;
}

const day = (wall: number) => Math.floor(wall / 1440);
const dateOf = (number: number) => new Date(number * 86_400_000);

/** A cron field as a set of numbers: any, one number, a range, steps of these, and lists of them. */
function field(text: string, low: number, high: number): Set<number> {
  const found = new Set<number>();
  for (const part of text.split(',')) {
    const [range = '', every = '1'] = part.split('/');
    const [a, b] = range === '*' ? [low, high] : range.split('-').map(Number);
    for (let n = a!; n <= (b ?? (part.includes('/') ? high : a!)); n += Number(every)) found.add(n);
  }
  return found;
}

function cronHits(expression: string, wall: number): boolean {
  const [minute, hour, date, month, week] = expression.split(' ') as [string, string, string, string, string];
  const at = dateOf(day(wall));
  const byDate = field(date, 1, 31).has(at.getUTCDate());
  const byWeek = field(week, 0, 7).has(at.getUTCDay());
  const onDay = date === '*' ? byWeek : week === '*' ? byDate : byDate || byWeek;
  return (
    field(minute, 0, 59).has(wall % 60) &&
    field(hour, 0, 23).has(Math.floor((wall % 1440) / 60)) &&
    field(month, 1, 12).has(at.getUTCMonth() + 1) &&
    onDay
  );
}

export interface Asked {
  rule: Rule;
  onHoliday: 'next' | 'skip';
  /** The firm's own days off, YYYY-MM-DD. */
  own: readonly string[];
}

/** Every slot of a schedule within what was looked at: `[instant, wall]` in minutes, by instant. */
export function slotsOf(
  { rule, onHoliday, own }: Asked,
  clocks: Clocks,
  at: Map<number, number> = instants(clocks),
): [number, number][] {
  const off = new Set(own.map((each) => Date.parse(each) / 86_400_000));
  const years = new Map<number, Set<number>>();
  const holiday = (number: number) => {
    const year = dateOf(number).getUTCFullYear();
    if (!years.has(year)) {
      const national = getHolidays({ year }).filter((each) => each.type === 'national');
      years.set(year, new Set(national.map(({ date }) => Math.floor(new Date(date).getTime() / 86_400_000))));
    }
    return off.has(number) || years.get(year)!.has(number);
  };
  const weekend = (number: number) => [0, 6].includes(dateOf(number).getUTCDay());
  const business = (number: number) => !weekend(number) && !holiday(number);
  const lastOf = (number: number) =>
    Date.UTC(dateOf(number).getUTCFullYear(), dateOf(number).getUTCMonth() + 1, 0) / 86_400_000;
  const hits = (wall: number): boolean => {
    if (rule.kind === 'cron') return cronHits(rule.expression, wall);
    if (wall % 1440 !== rule.at) return false;
    const today = day(wall);
    const date = dateOf(today);
    if (rule.kind === 'daily') return true;
    if (rule.kind === 'weekdays') return business(today);
    if (rule.kind === 'weekly') return rule.days.includes(date.getUTCDay());
    if (rule.kind === 'monthly') return date.getUTCDate() === Math.min(rule.day, dateOf(lastOf(today)).getUTCDate());
    let last = lastOf(today);
    while (!business(last)) last--;
    return today === last;
  };
  const found = new Map<number, number>();
  for (const wall of at.keys()) {
    if (!hits(wall)) continue;
    let moved = day(wall);
    if (holiday(moved) && onHoliday === 'skip') continue;
    if (holiday(moved)) while (!business(moved)) moved++;
    const final = wall + (moved - day(wall)) * 1440;
    const instant = at.get(final);
    if (instant !== undefined) found.set(instant, Math.max(final, found.get(instant) ?? 0));
  }
  return [...found].sort(([a], [b]) => a - b);
}
