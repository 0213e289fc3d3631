import { addMonths, type Day, readMonth } from '../kit/days.ts';
import { fold } from '../kit/text.ts';
import type { Option } from '../kit/view.ts';
import type { Words } from '../kit/words.ts';

const names = [
  ['janeiro', 'january'],
  ['fevereiro', 'february'],
  ['marco', 'march'],
  ['abril', 'april'],
  ['maio', 'may'],
  ['junho', 'june'],
  ['julho', 'july'],
  ['agosto', 'august'],
  ['setembro', 'september'],
  ['outubro', 'october'],
  ['novembro', 'november'],
  ['dezembro', 'december'],
] as const;

/** The first year the accounts know anything of. */
const first = '2010-01';

export const lastMonth = (today: Day): string => addMonths(`${today.slice(0, 7)}-01`, -1).slice(0, 7);

/**
 * A month as people type it, as YYYY-MM: 10/2026, 2026-10, outubro, out/2026, mês passado, este mês. Without a year it is the last one that
 * has begun. Undefined when it is none, or has not begun.
 */
export function readPastMonth(typed: string, today: Day): string | undefined {
  const now = today.slice(0, 7);
  const value = fold(typed);
  if (/^((o )?mes passado|last month|ultimo mes)$/.test(value)) return lastMonth(today);
  if (/^(este mes|mes atual|this month)$/.test(value)) return now;
  const [, word = '', year] = /^([a-z]{3,})\.?(?:(?: de | of |[ /-])(\d{4}))?$/.exec(value) ?? [];
  const index = word ? names.findIndex((both) => both.some((name) => name.startsWith(word))) : -1;
  const bare = index >= 0 ? String(index + 1).padStart(2, '0') : /^\d{1,2}$/.test(value) ? value.padStart(2, '0') : '';
  const thisYear = Number(today.slice(0, 4));
  const month = bare
    ? readMonth(`${bare}/${year ?? (`${thisYear}-${bare}` <= now ? thisYear : thisYear - 1)}`)
    : readMonth(typed);
  return month && month >= first && month <= now ? month : undefined;
}

/** The months people most want: the last twelve that have begun, last month first. */
export function monthOptions(w: Words, today: Day): Option[] {
  const months = [lastMonth(today), today.slice(0, 7)];
  for (let i = 2; i < 12; i++) months.push(addMonths(`${today.slice(0, 7)}-01`, -i).slice(0, 7));
  return months.map((value) => ({ value, label: w.format.month(value) }));
}
