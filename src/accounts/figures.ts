import { addDays, addMonths, type Day } from '../kit/days.ts';
import type { Books, Entry, Pages, Period } from './schema.ts';

/** What a client's account says of their money, in cents: as it is shown, and as it is kept. */
export interface Balances {
  accounts: readonly { name: string; balance: number }[];
  /** How many accounts there are besides. */
  more: number;
}

export interface Sum {
  total: number;
  count: number;
}
/** What is open, by when it falls due; a span of days includes the shorter one. */
export type Open = Readonly<Record<'overdue' | 'week' | 'month', Sum>>;
export interface Entries {
  receivable: Open;
  payable: Open;
}

export interface Flow {
  income: number;
  expense: number;
}
export interface Months {
  /** Six, oldest first; the last is not over. */
  months: readonly ({ month: string } & Flow)[];
  /** The last, and the one before up to the same day. */
  now: Flow;
  before: Flow;
}

export interface Invoice {
  kind: 'goods' | 'service';
  number: string;
  on: Day;
  who: string;
  total?: number;
  state: string;
}

export interface Figures {
  balances: Balances;
  entries: Entries;
  months: Months;
  invoices: readonly Invoice[];
}
export type Part = keyof Figures;
export const parts = ['balances', 'entries', 'months', 'invoices'] as const satisfies readonly Part[];

/** So many accounts are asked for their balance; a company with more has them listed by the rest. */
const mostAccounts = 12;
const lastInvoices = 5;
/** A page of invoices that is this long is not the only one. */
const many = 100;

async function allOf<T>(pages: Pages<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const { items } of pages) found.push(...items);
  return found;
}

async function balances(books: Books, signal: AbortSignal): Promise<Balances> {
  const active = (await allOf(books.moneyAccounts({ signal }))).filter((each) => each.active);
  const asked = active.sort((a, b) => Number(b.isDefault) - Number(a.isDefault)).slice(0, mostAccounts);
  const accounts = await Promise.all(asked.map(async ({ id, name }) => ({ name, balance: await books.balance(id, { signal }) })));
  return { accounts, more: active.length - asked.length };
}

function openOf(entries: readonly Entry[], today: Day): Open {
  const sum = (which: (entry: Entry) => boolean): Sum => {
    const found = entries.filter((each) => each.unpaid > 0 && which(each));
    return { total: found.reduce((total, each) => total + each.unpaid, 0), count: found.length };
  };
  return {
    overdue: sum(({ dueOn }) => dueOn < today),
    week: sum(({ dueOn }) => dueOn >= today && dueOn <= addDays(today, 7)),
    month: sum(({ dueOn }) => dueOn >= today && dueOn <= addDays(today, 30)),
  };
}

async function entries(books: Books, today: Day, signal: AbortSignal): Promise<Entries> {
  const query = { due: { from: addDays(today, -730), to: addDays(today, 30) }, states: ['open', 'overdue', 'partial'] as const };
  const [receivable, payable] = await Promise.all([allOf(books.receivables(query, { signal })), allOf(books.payables(query, { signal }))]);
  return { receivable: openOf(receivable, today), payable: openOf(payable, today) };
}

/** By the month things belong to, paid or not: instalments fall due long before and after. */
async function months(books: Books, today: Day, signal: AbortSignal): Promise<Months> {
  const first = addMonths(`${today.slice(0, 7)}-01`, -5);
  const query = { due: { from: addDays(first, -366), to: addDays(today, 731) }, accrual: { from: first, to: today } };
  const [income, expense] = await Promise.all([allOf(books.receivables(query, { signal })), allOf(books.payables(query, { signal }))]);
  const flow = (from: Day, to: Day): Flow => {
    const sum = (list: readonly Entry[]) =>
      list
        .filter(({ accrualOn, state }) => accrualOn >= from && accrualOn <= to && state !== 'cancelled' && state !== 'renegotiated')
        .reduce((total, each) => total + each.total, 0);
    return { income: sum(income), expense: sum(expense) };
  };
  const all = Array.from({ length: 6 }, (_, i) => addMonths(first, i).slice(0, 7));
  const last = addMonths(today, -1);
  return {
    months: all.map((month) => ({ month, ...flow(`${month}-01`, `${month}-31`) })),
    now: flow(`${today.slice(0, 7)}-01`, today),
    before: flow(`${last.slice(0, 7)}-01`, last),
  };
}

/** The last of a list that comes in no known order: two weeks of it, but of a company with many only the last two days. */
async function lately<T>(list: (period: Period) => Pages<T>, today: Day): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const { items } of list({ from: addDays(today, -14), to: today })) {
    if (items.length >= many) return allOf(list({ from: addDays(today, -1), to: today }));
    found.push(...items);
  }
  return found;
}

async function invoices(books: Books, today: Day, signal: AbortSignal): Promise<readonly Invoice[]> {
  const [goods, services] = await Promise.all([
    lately((period) => books.goodsInvoices(period, { signal }), today),
    lately((period) => books.serviceInvoices(period, { signal }), today),
  ]);
  const found = [
    ...goods.map(({ number, issuedOn, recipient, state }): Invoice => ({ kind: 'goods', number, on: issuedOn, who: recipient, state })),
    ...services.map(
      ({ number, accrualOn, customer, total, state }): Invoice => ({ kind: 'service', number, on: accrualOn, who: customer, total, state }),
    ),
  ];
  const newest = (a: Invoice, b: Invoice) => (a.on === b.on ? Number(b.number) - Number(a.number) : a.on < b.on ? 1 : -1);
  return found.sort(newest).slice(0, lastInvoices);
}

/** Reads one part of the numbers. */
export const read: { readonly [P in Part]: (books: Books, today: Day, signal: AbortSignal) => Promise<Figures[P]> } = {
  balances: (books, _today, signal) => balances(books, signal),
  entries,
  months,
  invoices,
};
