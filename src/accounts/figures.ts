import { addDays, addMonths, type Day } from '../kit/days.ts';
import { type Books, type Entry, everDue, type PageStream, type Period } from './schema.ts';

/** What a client's account says of their money, in cents: as it is shown, and as it is kept. */
export interface Balances {
  /** Without a balance, where the account does not say it. */
  accounts: readonly { name: string; balance?: number }[];
  /** How many accounts there are besides. */
  more: number;
}

export interface Sum {
  total: number;
  count: number;
}
/** What is open, by when it falls due; a span of days includes the shorter one. */
export type Open = Readonly<Record<'overdue' | 'week' | 'month', Sum>> & {
  /** How many are in no sum: what is still to pay, or when, is not said. */
  uncounted?: number;
};
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
  /** How many of each are in no sum: their amount, or their day, is not said. */
  uncounted?: Flow;
}

export interface Invoice {
  kind: 'goods' | 'service';
  number: string;
  on: Day | undefined;
  who: string;
  total?: number;
  state: string;
}
export interface Invoices {
  last: readonly Invoice[];
  /** How many came of which nothing is known. */
  unread: number;
}

export interface Figures {
  balances: Balances;
  entries: Entries;
  months: Months;
  invoices: Invoices;
}
export type Part = keyof Figures;
export const parts = ['balances', 'entries', 'months', 'invoices'] as const satisfies readonly Part[];

/** So many accounts are asked for their balance; a company with more has them listed by the rest. */
const mostAccounts = 12;
const lastInvoices = 5;
/** A page of invoices that is this long is not the only one. */
const many = 100;

interface All<T> {
  items: T[];
  unread: number;
}

async function allOf<T>(pages: PageStream<T>): Promise<All<T>> {
  const all: All<T> = { items: [], unread: 0 };
  for await (const { items, unread } of pages) {
    all.items.push(...items);
    all.unread += unread;
  }
  return all;
}

async function balances(books: Books, signal: AbortSignal): Promise<Balances> {
  const { items, unread } = await allOf(books.moneyAccounts({ signal }));
  const active = items.filter((each) => each.active);
  const asked = active.sort((a, b) => Number(b.isDefault) - Number(a.isDefault)).slice(0, mostAccounts);
  const accounts = await Promise.all(
    asked.map(async ({ id, name }) => ({ name, balance: await books.balance(id, { signal }) })),
  );
  return { accounts, more: active.length - asked.length + unread };
}

function openOf({ items, unread }: All<Entry>, today: Day): Open {
  const known = items.flatMap(({ dueOn, unpaid }) =>
    dueOn === undefined || unpaid === undefined ? [] : [{ dueOn, unpaid }],
  );
  const sum = (which: (dueOn: Day) => boolean): Sum => {
    const found = known.filter(({ dueOn, unpaid }) => unpaid > 0 && which(dueOn));
    return { total: found.reduce((total, each) => total + each.unpaid, 0), count: found.length };
  };
  return {
    overdue: sum((dueOn) => dueOn < today),
    week: sum((dueOn) => dueOn >= today && dueOn <= addDays(today, 7)),
    month: sum((dueOn) => dueOn >= today && dueOn <= addDays(today, 30)),
    uncounted: items.length - known.length + unread,
  };
}

async function entries(books: Books, today: Day, signal: AbortSignal): Promise<Entries> {
  // Whatever is still open, however old: there are no more pages to it than open entries fill.
  const query = {
    due: { from: everDue.from, to: addDays(today, 30) },
    states: ['open', 'overdue', 'partial'] as const,
  };
  const [receivable, payable] = await Promise.all([
    allOf(books.receivables(query, { signal })),
    allOf(books.payables(query, { signal })),
  ]);
  return { receivable: openOf(receivable, today), payable: openOf(payable, today) };
}

/** By the month things belong to, paid or not: instalments fall due long before and after. */
async function months(books: Books, today: Day, signal: AbortSignal): Promise<Months> {
  const first = addMonths(`${today.slice(0, 7)}-01`, -5);
  const query = { due: everDue, accrual: { from: first, to: today } };
  const [income, expense] = await Promise.all([
    allOf(books.receivables(query, { signal })),
    allOf(books.payables(query, { signal })),
  ]);
  const [incomes, expenses] = [countable(income), countable(expense)];
  const flow = (from: Day, to: Day): Flow => {
    const sum = ({ known }: typeof incomes) =>
      known.filter(({ accrualOn }) => accrualOn >= from && accrualOn <= to).reduce((all, { total }) => all + total, 0);
    return { income: sum(incomes), expense: sum(expenses) };
  };
  const all = Array.from({ length: 6 }, (_, i) => addMonths(first, i).slice(0, 7));
  const last = addMonths(today, -1);
  return {
    months: all.map((month) => ({ month, ...flow(`${month}-01`, `${month}-31`) })),
    now: flow(`${today.slice(0, 7)}-01`, today),
    before: flow(`${last.slice(0, 7)}-01`, last),
    uncounted: { income: incomes.uncounted, expense: expenses.uncounted },
  };
}

/** What belongs into the sums of months, and how many lack what it takes. */
function countable({ items, unread }: All<Entry>): { known: { accrualOn: Day; total: number }[]; uncounted: number } {
  const valid = items.filter(({ state }) => state !== 'cancelled' && state !== 'renegotiated');
  const known = valid.flatMap(({ accrualOn, total }) =>
    accrualOn === undefined || total === undefined ? [] : [{ accrualOn, total }],
  );
  return { known, uncounted: valid.length - known.length + unread };
}

/** The last of a list that comes in no known order: two weeks of it, but of a company with many only the last two days. */
async function lately<T>(list: (period: Period) => PageStream<T>, today: Day): Promise<All<T>> {
  const found: All<T> = { items: [], unread: 0 };
  for await (const { items, unread } of list({ from: addDays(today, -14), to: today })) {
    if (items.length + unread >= many) return allOf(list({ from: addDays(today, -1), to: today }));
    found.items.push(...items);
    found.unread += unread;
  }
  return found;
}

async function invoices(books: Books, today: Day, signal: AbortSignal): Promise<Invoices> {
  const [goods, services] = await Promise.all([
    lately((period) => books.goodsInvoices(period, { signal }), today),
    lately((period) => books.serviceInvoices(period, { signal }), today),
  ]);
  const found = [
    ...goods.items.map(
      ({ number, issuedOn, recipient, state }): Invoice => ({
        kind: 'goods',
        number,
        on: issuedOn,
        who: recipient,
        state,
      }),
    ),
    ...services.items.map(
      ({ number, accrualOn, customer, total, state }): Invoice => ({
        kind: 'service',
        number,
        on: accrualOn,
        who: customer,
        total,
        state,
      }),
    ),
  ];
  const newest = (a: Invoice, b: Invoice) =>
    a.on === b.on ? Number(b.number) - Number(a.number) : (a.on ?? '') < (b.on ?? '') ? 1 : -1;
  return { last: found.sort(newest).slice(0, lastInvoices), unread: goods.unread + services.unread };
}

/** Reads one part of the numbers. */
export const read: { readonly [P in Part]: (books: Books, today: Day, signal: AbortSignal) => Promise<Figures[P]> } = {
  balances: (books, _today, signal) => balances(books, signal),
  entries,
  months,
  invoices,
};
