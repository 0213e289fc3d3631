import type { Day } from '../kit/days.ts';

/** How a language writes counts, days and money. Each language's part of `words` uses its own. */
export interface Format {
  count(n: number, one: string, many: string, none?: string): string;
  number(n: number): string;
  day(day: Day): string;
  month(month: string): string;
  /** The month that documents belong to, as the trade writes it: 10/2026. */
  competence(month: string): string;
  /** Integer cents. */
  money(cents: number): string;
  list(items: readonly string[]): string;
  /** The same of things of which one is enough: a, b or c. */
  either(items: readonly string[]): string;
  /** A size: 12 KB, 3,4 MB; 1 MB is 1024 KB, as in the limits. */
  bytes(n: number): string;
}

function format(
  locale: 'pt-BR' | 'en',
  day: (y: string, m: string, d: string) => string,
  competence?: (y: string, m: string) => string,
): Format {
  const number = new Intl.NumberFormat(locale);
  const size = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const money = new Intl.NumberFormat(locale, { style: 'currency', currency: 'BRL' });
  const month = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const inFull = (value: string) => month.format(new Date(`${value}-01T00:00:00Z`));
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const either = new Intl.ListFormat(locale, { type: 'disjunction' });
  return {
    count: (n, one, many, none) => (n === 0 && none ? none : `${number.format(n)} ${n === 1 ? one : many}`),
    number: (n) => number.format(n),
    day: (value) => {
      const [y, m, d] = value.split('-') as [string, string, string];
      return day(y, m, d);
    },
    month: inFull,
    competence: (value) => {
      const [y, m] = value.split('-') as [string, string];
      return competence ? competence(y, m) : inFull(value);
    },
    // Intl puts a no-break space behind R$; people copy and search with a plain one.
    money: (cents) => money.format(cents / 100).replace(/\u00a0/g, ' '),
    list: (items) => list.format(items),
    either: (items) => either.format(items),
    bytes: (n) => {
      const step = n < 1024 ** 2 ? 1 : n < 1024 ** 3 ? 2 : 3;
      return `${size.format(Math.max(n / 1024 ** step, n > 0 ? 0.1 : 0))} ${['KB', 'MB', 'GB'][step - 1]}`;
    },
  };
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export const ptBR: Format = format(
  'pt-BR',
  (y, m, d) => `${d}/${m}/${y}`,
  (y, m) => `${m}/${y}`,
);
/** Days with the month's name: 03/04 would be read in two ways. */
export const en: Format = format('en', (y, m, d) => `${Number(d)} ${months[Number(m) - 1]} ${y}`);

/** What fields are called, by their names. */
export const labelsOf = <F extends Readonly<Record<string, { label: string }>>>(fields: F) =>
  Object.fromEntries(Object.entries(fields).map(([name, { label }]) => [name, label])) as { [N in keyof F]: string };
