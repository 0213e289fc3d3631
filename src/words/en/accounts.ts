import { en as format } from '../format.ts';

const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

export const accounts = {
  button: 'Finances',
  openCard: 'Open the client',
  label: 'Reading in Conta Azul',
  /** How the authorisation stands, on the client's card. */
  state: {
    active: 'Authorised by the client',
    revoked: 'The client took the authorisation back',
    expired: 'The authorisation ran out; the client has to authorise again',
    blocked: (status: string) => `The Conta Azul plan does not allow reading (${status})`,
  },
  notice: {
    active: (name: string) => `${name} authorised reading in Conta Azul. The numbers are under Finances, on the client’s card.`,
    revoked: (name: string) =>
      `${name} took the authorisation in Conta Azul back, and reading has stopped. To resume, the client authorises again on their own page, My accountant.`,
    expired: (name: string) =>
      `The authorisation of ${name} in Conta Azul ran out, and reading has stopped. Nobody took it back: the client only has to authorise again on their own page, My accountant.`,
    blocked: (name: string) =>
      `The Conta Azul plan of ${name} no longer allows reading. The authorisation stands; when the plan is back, reading is too.`,
  },
  title: (name: string) => `Finances · ${name}`,
  reading: (source: string) => `Reading in ${source}…`,
  readingAgain: (source: string) => `Reading in ${source}… Meanwhile, the last known numbers:`,
  readAt: (source: string, when: string) => `Read in ${source} on ${when}.`,
  /** Of a part that does not answer now. */
  stale: (part: string, when: string, age: string) => `${part}: no answer now. These numbers are of ${when}, ${age}.`,
  missing: (part: string) => `${part}: no answer now, and no numbers are kept yet.`,
  /** Of a part whose answer is not understood. */
  staleOdd: (part: string, when: string, age: string) =>
    `${part}: the answer came in a format we do not know. These numbers are of ${when}, ${age}.`,
  missingOdd: (part: string) => `${part}: the answer came in a format we do not know.`,
  age: (minutes: number) =>
    minutes < 60
      ? `${format.count(Math.max(1, minutes), 'minute', 'minutes')} ago`
      : minutes < 48 * 60
        ? `${format.count(Math.floor(minutes / 60), 'hour', 'hours')} ago`
        : `${format.count(Math.floor(minutes / 1440), 'day', 'days')} ago`,
  part: { balances: 'Balances', entries: 'To receive and to pay', months: 'Income and expenses', invoices: 'Invoices' },
  again: 'Read again',
  back: 'Back to the client',
  problem: {
    off: 'Reading in Conta Azul is not turned on here. Whoever looks after the server registers an app in the Conta Azul developer portal and fills in the variables CONTA_AZUL_* (docs/deploy.md says how); then the client authorises on their own page.',
    not_authorized: (name: string, url: string) =>
      `${name} has not authorised reading in Conta Azul yet. The client does so on their own page, ${url}: they sign in with their e-mail and press Authorise in Conta Azul.`,
    revoked: (name: string, url: string) =>
      `${name} took the authorisation in Conta Azul back. To read again, the client authorises once more at ${url}.`,
    expired: (name: string, url: string) =>
      `The authorisation of ${name} in Conta Azul ran out. The client authorises again at ${url}; it takes a minute.`,
    blocked: (name: string, status: string) =>
      `The Conta Azul plan of ${name} does not allow reading now (status: ${status}). When the plan is in order, the numbers are back by themselves.`,
    trial_ended: (name: string, status: string) =>
      `The trial of ${name} in Conta Azul has ended (status: ${status}). With a plan, the numbers are back by themselves.`,
    busy: 'Conta Azul asks us to wait: too much is read of this company at once. Try again in a minute.',
    odd: 'Conta Azul answered in a format we do not know, and some of the numbers could not be read. Tell whoever looks after the server: the log says what has changed.',
    silent: 'Conta Azul did not answer in time. Try again; if it goes on, Conta Azul may be down.',
  },
  balances: {
    caption: 'Balances',
    account: 'Account',
    balance: 'Balance',
    total: 'Total',
    more: (n: number) => `and ${format.count(n, 'account', 'accounts')} more`,
    none: 'No active account.',
    uncounted: (n: number) =>
      `The total leaves out ${format.count(n, 'account', 'accounts')}: Conta Azul did not say ${n === 1 ? 'its balance' : 'their balances'}.`,
  },
  entries: {
    caption: 'To receive and to pay',
    when: 'Due',
    receivable: 'To receive',
    payable: 'To pay',
    overdue: 'Overdue',
    week: 'Next 7 days',
    month: 'Next 30 days',
    amount: (cents: number, n: number) => (n === 0 ? '–' : `${format.money(cents)} (${n})`),
    uncounted: (receivable: number, payable: number) =>
      `In no sum, for Conta Azul did not say the amount or the due date: ${format.list([
        ...(receivable > 0 ? [`${format.number(receivable)} to receive`] : []),
        ...(payable > 0 ? [`${format.number(payable)} to pay`] : []),
      ])}.`,
  },
  months: {
    caption: (day: number) => `Month to day ${day}, by accrual`,
    what: 'Amount',
    name: (month: string) => month.replace(/ \d{4}$/, ''),
    change: 'Change',
    income: 'Income',
    expense: 'Expenses',
    result: 'Result',
    percent: (change: number) => `${change > 0 ? '+' : change < 0 ? '−' : ''}${format.number(Math.abs(change))}%`,
    label: (month: string) => format.month(month).slice(0, 3),
    short: (cents: number) => `R$ ${compact.format(cents / 100)}`,
    chart: 'Income and expenses over 6 months',
    uncounted: (income: number, expense: number) =>
      `In no sum, for Conta Azul did not say the amount or the date: ${format.list([
        ...(income > 0 ? [`${format.number(income)} of income`] : []),
        ...(expense > 0 ? [format.count(expense, 'expense', 'expenses')] : []),
      ])}.`,
  },
  invoices: {
    caption: 'Last invoices',
    day: 'Issued',
    number: 'Invoice',
    who: 'To',
    total: 'Amount',
    none: 'No invoice was issued in the last 15 days.',
    unread: (n: number) => `${format.count(n, 'other invoice', 'other invoices')} came in a format we do not know.`,
    goods: (number: string) => `NF-e ${number}`,
    service: (number: string) => (number ? `NFS-e ${number}` : 'NFS-e without number'),
    state: { issued: '', corrected: 'corrected', cancelled: 'cancelled', failed: 'failed', pending: 'being issued', unknown: '' },
  },
};
