import { addDays, addMonths, type Day, dayOf, monthSpan, readDay, readMonth } from '../kit/days.ts';
import { fold } from '../kit/text.ts';
import { noPlan } from './client.ts';

/**
 * Spans of days as filters keep them. Canonical and short, because they travel in ids: `overdue`, `30d` (the next 30 days), `never`,
 * `this-month`, `not-this-month` (before it or never), `last-month`, `30+` (more than 30 days ago), `2026-12`, `2026-12-01..2026-12-31`, either end open,
 * `none` (no end at all, because there is no plan).
 * What is relative stays so: a card of last month means the 30 days after the day it is pressed.
 */
export interface Span {
  from: Day;
  to: Day;
}

const first = '0001-01-01';
/** The day before the one that means "no plan". */
const last = '9999-12-30';
const monthNames = [
  'jan',
  'feb|fev',
  'mar',
  'apr|abr',
  'may|mai',
  'jun',
  'jul',
  'aug|ago',
  'sep|set',
  'oct|out',
  'nov',
  'dec|dez',
];

/** A day as people type it, and also `1 Dec 2026`. A day without its year is the one that is nearest to `near`, ahead or behind. */
function readNear(typed: string, today: Day, ahead: boolean, near: Day): Day | undefined {
  const named = /^(\d{1,2})(?: de)? ([a-z]{3})[a-z]*\.?(?: de)? (\d{4})$/.exec(typed);
  if (named)
    return dayOf(
      Number(named[3]),
      monthNames.findIndex((names) => names.split('|').includes(named[2]!)) + 1,
      Number(named[1]),
    );
  // A day with a time behind it would be read as the day alone: here what stands behind may be the end of a range.
  if (/^\d{4}-/.test(typed) && typed.length > 10) return undefined;
  const short = /^(\d{1,2})[/.](\d{1,2})$/.exec(typed);
  if (!short || ahead) return readDay(typed, short ? near : today);
  for (let year = Number(near.slice(0, 4)), back = 0; back <= 8; back++) {
    const day = dayOf(year - back, Number(short[2]), Number(short[1]));
    if (day && day <= near) return day;
  }
  return undefined;
}

/** A day, or a whole month. */
function readSpan(typed: string, today: Day, ahead: boolean, near = today): Span | undefined {
  const month = readMonth(typed);
  if (month) return spread(month);
  const day = readNear(typed, today, ahead, near);
  return day ? { from: day, to: day } : undefined;
}

const spread = (month: string): Span => {
  const [from, to] = monthSpan(month);
  return { from, to };
};

/** From/to as people type it; `ahead` says whether days without a year lie in the future. */
function readRange(value: string, today: Day, ahead: boolean): string | undefined {
  const spaced = value.replace(/(\/\d{1,4})-(\d{1,2}\/)/, '$1..$2');
  const open = /^(?:(a partir de|desde|from|since|after)\s+|(ate|until|to|before|\.\.)\s*)(\S.*)$/.exec(spaced);
  const only = open && readSpan(open[3]!, today, ahead);
  if (open && only) return open[1] ? `${only.from}..` : `..${only.to}`;
  const rising = /^(\S.*?)\s*\.\.$/.exec(spaced);
  const from = rising && readSpan(rising[1]!, today, ahead);
  if (from) return `${from.from}..`;
  const both =
    /^(?:(?:de|entre|from|between)\s+)?(\S.*?)\s*(?:\.\.\.?|…|\s(?:ate|a|e|to|and|until|-|–|—)\s)\s*(\S.*)$/.exec(
      spaced,
    );
  if (!both) return undefined;
  const end = ahead ? readSpan(both[2]!, today, true) : undefined;
  const start = readSpan(both[1]!, today, false, end?.to);
  const stop = end ?? (start && readSpan(both[2]!, today, true, start.from));
  if (!start || !stop) return undefined;
  return start.from <= stop.to ? `${start.from}..${stop.to}` : `${stop.from}..${start.to}`;
}

const single = (value: string, today: Day, ahead: boolean): string | undefined => {
  const month = readMonth(value);
  if (month) return month;
  const year = /^(20\d\d)$/.exec(value);
  if (year) return `${year[1]}-01-01..${year[1]}-12-31`;
  const day = readNear(value, today, ahead, today);
  return day && `${day}..${day}`;
};

const shift = (today: Day, months: number) => addMonths(`${today.slice(0, 7)}-01`, months).slice(0, 7);

/** `este-mes` is what people write where a space would end the value. */
const loose = (typed: string) => fold(typed).replace(/([a-z])-(?=[a-z])/g, '$1 ');

/** When plans expire, as people type it, in canonical form; undefined when it is not understood. */
export function readExpiry(typed: string, today: Day): string | undefined {
  const value = loose(typed);
  if (/^(overdue|expired|late|vencid[oa]s?|atrasad[oa]s?)$/.test(value)) return 'overdue';
  if (/^(none|no (?:plan|date|expiry)|sem (?:plano|data|vencimento)|nenhum)$/.test(value)) return 'none';
  const days = /^(?:(?:nos )?proximos |em |ate |(?:in |the )?next |in |within )?(\d{1,3}) ?(?:d|dias?|days?)?$/.exec(
    value,
  );
  if (days) return `${Number(days[1])}d`;
  if (/^(este mes|mes atual|this month)$/.test(value)) return shift(today, 0);
  if (/^(proximo mes|mes que vem|next month)$/.test(value)) return shift(today, 1);
  if (/^(mes passado|ultimo mes|last month)$/.test(value)) return shift(today, -1);
  return single(value, today, true) ?? readRange(value, today, true);
}

/** When documents were last exported, as people type it. */
export function readExported(typed: string, today: Day): string | undefined {
  const value = loose(typed);
  if (/^(never|nunca)$/.test(value)) return 'never';
  if (/^(este mes|mes atual|this month)$/.test(value)) return 'this-month';
  if (/^((ainda )?nao (neste|este) mes|falta(m|ndo)?|not (yet )?this month|missing)$/.test(value))
    return 'not-this-month';
  if (/^(mes passado|ultimo mes|last month)$/.test(value)) return 'last-month';
  const days =
    /^(?:ha |faz )?(?:mais de |more than |over )?\+?(\d{1,3}) ?(?:\+|d|dias?|days?)? ?(?:\+|atras|ago|ou mais|or more)?$/.exec(
      value,
    );
  if (days) return `${Number(days[1])}+`;
  return single(value, today, false) ?? readRange(value, today, false);
}

const dayOrOpen = (value: string, open: Day): Day | undefined =>
  value === '' ? open : readDay(value, first) === value ? value : undefined;

/** The days a canonical value means today, both included; undefined when it means nothing. */
export function spanOf(value: string, today: Day): Span | undefined {
  if (value === 'overdue') return { from: first, to: addDays(today, -1) };
  if (value === 'never') return { from: '', to: '' };
  if (value === 'none') return { from: noPlan, to: noPlan };
  if (value === 'this-month') return spread(today.slice(0, 7));
  if (value === 'not-this-month') return { from: '', to: addDays(`${today.slice(0, 7)}-01`, -1) };
  if (value === 'last-month') return spread(shift(today, -1));
  const days = /^(\d{1,3})([d+])$/.exec(value);
  if (days?.[2] === 'd') return { from: today, to: addDays(today, Number(days[1])) };
  if (days) return { from: first, to: addDays(today, -Number(days[1]) - 1) };
  if (readMonth(value) === value) return spread(value);
  const range = /^([\d-]*)\.\.([\d-]*)$/.exec(value);
  if (!range || value === '..') return undefined;
  const from = dayOrOpen(range[1]!, first);
  const to = dayOrOpen(range[2]!, last);
  return from !== undefined && to !== undefined ? { from, to } : undefined;
}
