import { daysBetween } from '../../kit/days.ts';
import { cut, orDash } from '../../kit/text.ts';
import { type Block, note, text } from '../../kit/view.ts';
import type { Words } from '../../kit/words.ts';
import type { Balances, Entries, Figures, Flow, Invoices, Months, Part } from '../figures.ts';
import type { Finances } from '../service/finances.ts';

const listed = 8;

function balancesTable(w: Words, { accounts, more }: Balances): Block {
  const say = w.accounts.balances;
  if (accounts.length === 0) return text(say.none);
  const shown = [...accounts].sort((a, b) => Math.abs(b.balance ?? 0) - Math.abs(a.balance ?? 0)).slice(0, listed);
  const rest = more + accounts.length - shown.length;
  const total = accounts.reduce((sum, each) => sum + (each.balance ?? 0), 0);
  return {
    kind: 'table',
    caption: say.caption,
    columns: [{ label: say.account }, { label: say.balance, align: 'right' }],
    rows: [
      ...shown.map(({ name, balance }) => [cut(name, 40), orDash(balance, w.format.money)]),
      ...(rest > 0 ? [[say.more(rest), '']] : []),
      // A sum that leaves out accounts would be none.
      ...(more > 0 ? [] : [[{ bold: say.total }, { bold: w.format.money(total) }]]),
    ],
  };
}

function entriesTable(w: Words, { receivable, payable }: Entries): Block {
  const say = w.accounts.entries;
  return {
    kind: 'table',
    caption: say.caption,
    columns: [{ label: say.when }, { label: say.receivable, align: 'right' }, { label: say.payable, align: 'right' }],
    rows: (['overdue', 'week', 'month'] as const).map((span) => [
      say[span],
      say.amount(receivable[span].total, receivable[span].count),
      say.amount(payable[span].total, payable[span].count),
    ]),
  };
}

function monthsTable(w: Words, { now, before, months }: Months, today: string): Block {
  const say = w.accounts.months;
  const [last, current] = months.slice(-2);
  const row = (label: string, of: (flow: Flow) => number) => {
    // From a loss to another a share says nothing.
    const change = of(before) <= 0 || of(now) < 0 ? '' : say.percent(Math.round((of(now) / of(before) - 1) * 100));
    return [label, w.format.money(of(now)), w.format.money(of(before)), change];
  };
  return {
    kind: 'table',
    caption: say.caption(Number(today.slice(8))),
    columns: [
      { label: say.what },
      { label: say.name(w.format.month(current!.month)), align: 'right' },
      { label: say.name(w.format.month(last!.month)), align: 'right' },
      { label: say.change, align: 'right' },
    ],
    rows: [
      row(say.income, (flow) => flow.income),
      row(say.expense, (flow) => flow.expense),
      row(say.result, (flow) => flow.income - flow.expense),
    ],
  };
}

function invoicesTable(w: Words, { last: invoices }: Invoices): Block {
  const say = w.accounts.invoices;
  if (invoices.length === 0) return note(say.none);
  const priced = invoices.some((each) => each.total !== undefined);
  return {
    kind: 'table',
    caption: say.caption,
    columns: [
      { label: say.day },
      { label: say.number },
      { label: say.who },
      ...(priced ? [{ label: say.total, align: 'right' as const }] : []),
    ],
    rows: invoices.map(({ kind, number, on, who, total, state }) => {
      const remark = (say.state as Readonly<Record<string, string>>)[state];
      return [
        orDash(on, w.format.day),
        [say[kind](number), remark ? `, ${remark}` : ''].join(''),
        cut(who, 40),
        ...(priced ? [total === undefined ? '' : w.format.money(total)] : []),
      ];
    }),
  };
}

/** What the sums above could not count. */
function uncountedNotes(
  w: Words,
  { balances, entries, months, invoices }: { [P in Part]?: Figures[P] },
): Record<Part, Block[]> {
  const say = w.accounts;
  const silent = balances?.accounts.filter((each) => each.balance === undefined).length ?? 0;
  const open = [entries?.receivable.uncounted ?? 0, entries?.payable.uncounted ?? 0] as const;
  const { income = 0, expense = 0 } = months?.uncounted ?? {};
  return {
    balances: silent > 0 ? [note(say.balances.uncounted(silent))] : [],
    entries: open[0] + open[1] > 0 ? [note(say.entries.uncounted(...open))] : [],
    months: income + expense > 0 ? [note(say.months.uncounted(income, expense))] : [],
    invoices: invoices && invoices.unread > 0 ? [note(say.invoices.unread(invoices.unread))] : [],
  };
}

/** How old a number is, and of when. */
const aged = (w: Words, part: Part, at: Date, now: Date, timeZone: string, odd: boolean): Block =>
  note(
    w.accounts[odd ? 'staleOdd' : 'stale'](
      w.accounts.part[part],
      w.connections.instant(at, timeZone),
      w.accounts.age(Math.round((now.getTime() - at.getTime()) / 60_000)),
    ),
  );

export interface ShownFinances {
  today: string;
  timeZone: string;
  source: string;
}

/** The numbers, each part with its age where it is not of now; a part that was never read says so. `chart` stands where it belongs. */
export function financesBlocks(
  w: Words,
  finances: Finances,
  { today, timeZone, source }: ShownFinances,
  chart?: Block,
): Block[] {
  const { last, fresh, at, odd } = finances;
  const isNew = (part: Part) => fresh.includes(part);
  const uncounted = uncountedNotes(
    w,
    Object.fromEntries(Object.entries(last).map(([part, known]) => [part, known?.value])),
  );
  const over = (part: Part): Block[] => {
    const known = last[part];
    const isOdd = odd.includes(part);
    if (!known)
      return fresh.length > 0 || isOdd
        ? [note(w.accounts[isOdd ? 'missingOdd' : 'missing'](w.accounts.part[part]))]
        : [];
    return [...uncounted[part], ...(isNew(part) ? [] : [aged(w, part, known.at, at, timeZone, isOdd)])];
  };
  return [
    ...(last.balances ? [balancesTable(w, last.balances.value)] : []),
    ...over('balances'),
    ...(last.entries ? [entriesTable(w, last.entries.value)] : []),
    ...over('entries'),
    // Of a month before, the days to compare are other days.
    ...(last.months && daysBetween(last.months.value.months.at(-1)!.month.concat('-01'), today) < 31
      ? [monthsTable(w, last.months.value, isNew('months') ? today : dayOf(last.months.at))]
      : []),
    ...(chart ? [chart] : []),
    ...over('months'),
    ...(last.invoices ? [invoicesTable(w, last.invoices.value)] : []),
    ...over('invoices'),
    ...(fresh.length > 0 ? [note(w.accounts.readAt(source, w.connections.instant(at, timeZone)))] : []),
  ];
}

const dayOf = (at: Date) => at.toISOString().slice(0, 10);
