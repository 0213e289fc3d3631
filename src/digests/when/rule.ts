import { Cron } from 'croner';
import { fold } from '../../kit/text.ts';

/** When a digest is due; `at` is the minute of the day. */
export type Rule =
  | { kind: 'daily' | 'weekdays' | 'last'; at: number }
  /** Days of the week, 0 is Sunday. */
  | { kind: 'weekly'; days: readonly number[]; at: number }
  /** A day of the month; where a month is shorter, its last. */
  | { kind: 'monthly'; day: number; at: number }
  | { kind: 'cron'; expression: string };

const pad = (n: number) => String(n).padStart(2, '0');
export const timeText = (at: number): string => `${pad(Math.floor(at / 60))}:${pad(at % 60)}`;

/** A rule as it is kept: `weekdays 08:00`, `weekly 1,3 09:30`, `monthly 1 08:00`, `last 17:00`, `cron 0 8 * * 1-5`. */
export function writeRule(rule: Rule): string {
  if (rule.kind === 'cron') return `cron ${rule.expression}`;
  const which = rule.kind === 'weekly' ? `${rule.days.join(',')} ` : rule.kind === 'monthly' ? `${rule.day} ` : '';
  return `${rule.kind} ${which}${timeText(rule.at)}`;
}

/** What `writeRule` wrote. Throws on anything else. */
export function ruleOf(text: string): Rule {
  const cron = /^cron (.+)$/.exec(text);
  if (cron) return { kind: 'cron', expression: cron[1]! };
  const [, kind, which = '', hour, minute] =
    /^(daily|weekdays|last|weekly|monthly) (?:([\d,]+) )?(\d\d):(\d\d)$/.exec(text) ?? [];
  const at = Number(hour) * 60 + Number(minute);
  if (kind === 'weekly' && which) return { kind, days: which.split(',').map(Number), at };
  if (kind === 'monthly' && which) return { kind, day: Number(which), at };
  if ((kind === 'daily' || kind === 'weekdays' || kind === 'last') && !which) return { kind, at };
  throw new Error(`${text} is no rule`);
}

const compiled = new Map<string, Cron>();

/** The expression over wall times: it is asked in UTC, because wall times are written so. */
export function cronOf(expression: string): Cron {
  const before = compiled.get(expression);
  if (before) return before;
  const cron = new Cron(expression, { timezone: 'UTC' });
  if (compiled.size > 500) compiled.clear();
  compiled.set(expression, cron);
  return cron;
}

const hour = 3_600_000;

/** A cron expression of five fields that is due at some time, and never twice within an hour. */
function readCron(typed: string): string | undefined {
  const expression = typed.trim().replace(/\s+/g, ' ').toUpperCase();
  if (!/^[\d*][\dA-Z*,/#-]*( [\dA-Z*?,/#-]+){4}$/.test(expression) || expression.length > 80) return undefined;
  try {
    const runs = cronOf(expression).nextRuns(60, new Date('2024-01-01T00:00:00Z'));
    const close = runs.some((run, i) => i > 0 && run.getTime() - runs[i - 1]!.getTime() < hour);
    return runs.length === 0 || close ? undefined : expression;
  } catch {
    return undefined;
  }
}

const names: readonly (readonly [RegExp, number])[] = [
  [/^(dom|sun)/, 0],
  [/^(seg|mon)/, 1],
  [/^(ter|tue)/, 2],
  [/^(qua|wed)/, 3],
  [/^(qui|thu)/, 4],
  [/^(sex|fri)/, 5],
  [/^(sab|sat)/, 6],
];
const dayNames =
  /^(dom(ingos?)?|seg(undas?)?|ter(cas?)?|qua(rtas?)?|qui(ntas?)?|sex(tas?)?|sab(ados?)?|sun(days?)?|mon(days?)?|tue(s(days?)?)?|wed(nesdays?)?|thu(rs(days?)?)?|fri(days?)?|sat(urdays?)?)$/;

/** The time in what was typed, and the rest of it. Without one it is eight in the morning. */
function timeIn(value: string): { at: number; rest: string } | undefined {
  const noon = /\b(?:ao )?meio[ -]dia\b|\b(?:at )?noon\b/;
  if (noon.test(value)) return { at: 720, rest: value.replace(noon, ' ') };
  const found =
    /(?:^|\s)(?:as|at|a|@)\s*(\d{1,2})(?:[:h](\d{2}))?\s*(am|pm|h(?:oras?|s)?)?(?=\s|$)/.exec(value) ??
    /(?:^|\s)(\d{1,2}):(\d{2})\s*(am|pm|h)?(?=\s|$)/.exec(value) ??
    /(?:^|\s)(\d{1,2})h(\d{2})?()(?=\s|$)/.exec(value) ??
    /(?:^|\s)(\d{1,2})()\s*(am|pm)(?=\s|$)/.exec(value);
  if (!found) return { at: 480, rest: value };
  const half = found[3] === 'am' || found[3] === 'pm' ? found[3] : undefined;
  const typed = Number(found[1]);
  const hours = half ? (typed % 12) + (half === 'pm' ? 12 : 0) : typed;
  const minutes = Number(found[2] || 0);
  if (hours > 23 || minutes > 59 || (half && (typed < 1 || typed > 12))) return undefined;
  return { at: hours * 60 + minutes, rest: value.replace(found[0], ' ') };
}

/** What is written as rules are kept, when it is one that there can be. */
function sound(text: string): string | undefined {
  try {
    const rule = ruleOf(text);
    const within = (n: number, low: number, high: number) => Number.isInteger(n) && n >= low && n <= high;
    const fits =
      rule.kind !== 'cron' &&
      within(rule.at, 0, 1439) &&
      (rule.kind !== 'weekly' || rule.days.every((day) => within(day, 0, 6))) &&
      (rule.kind !== 'monthly' || within(rule.day, 1, 31));
    return fits && Number(text.slice(-2)) < 60 ? writeRule(rule) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * When, as people say it, in canonical form: dias úteis às 8h, segundas às 9h, seg e qui 9:30, dia 1, último dia útil às 17h, todo dia, or
 * a cron expression; the same in English. Undefined when it is not understood.
 */
export function readRule(typed: string): string | undefined {
  const kept = typed.trim().replace(/^cron /i, '');
  const expression = readCron(kept);
  if (expression) return `cron ${expression}`;
  if (/^(daily|weekdays|last|weekly|monthly) ([\d,]+ )?\d\d:\d\d$/.test(kept)) return sound(kept);
  const time = timeIn(fold(typed).replace(/[,;]+/g, ' '));
  if (!time) return undefined;
  const { at } = time;
  const rest = time.rest
    .replace(/\.+/g, ' ')
    .replace(/-feiras?\b| feiras?\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (/^((no )?ultimo dia util|(on the )?last (business|working) day)( do mes| of the month)?$/.test(rest))
    return writeRule({ kind: 'last', at });
  if (
    /^((nos |todos os |em )?dias? utei?s|todo dia util|util|(on )?(every )?(week ?days?|business days?|working days?)|(de )?seg(unda)? a sex(ta)?|mon(day)? (to|-) fri(day)?)$/.test(
      rest,
    )
  )
    return writeRule({ kind: 'weekdays', at });
  if (/^(todo dia|todos os dias|diario|diariamente|cada dia|every day|daily)$/.test(rest))
    return writeRule({ kind: 'daily', at });
  if (/^((no )?ultimo dia|(on the )?last day)( do mes| of the month)?$/.test(rest))
    return writeRule({ kind: 'monthly', day: 31, at });
  const day =
    /^(?:(?:no |todo |todos os )?dias? |(?:on )?(?:every )?(?:the )?(?:day )?)(\d{1,2})(?:st|nd|rd|th|o)?(?: do mes| de cada mes| of the month| of each month)?$/.exec(
      rest,
    );
  if (day && Number(day[1]) >= 1 && Number(day[1]) <= 31)
    return writeRule({ kind: 'monthly', day: Number(day[1]), at });
  const words = rest
    .split(/[\s/+&]+/)
    .filter((word) => !/^(todas?|todos?|as|os|nas?|nos?|cada|every|on|each|e|and|)$/.test(word));
  if (words.length === 0 || !words.every((word) => dayNames.test(word))) return undefined;
  const days = [...new Set(words.map((word) => names.find(([pattern]) => pattern.test(word))![1]))].sort();
  return writeRule({ kind: 'weekly', days, at });
}
