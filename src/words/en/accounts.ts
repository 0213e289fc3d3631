import { en as format } from '../format.ts';

const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

export const accounts = {
  button: 'Finances',
  openCard: 'Open the client',
  label: 'Conta Azul access',
  /** How the authorization stands, in the client's record. */
  state: {
    active: 'Authorized by the client',
    revoked: 'Authorization revoked by the client',
    expired: 'Authorization expired; the client needs to authorize again',
    blocked: (status: string) => `The Conta Azul plan does not allow access (${status})`,
  },
  notice: {
    active: (name: string) => `${name} authorized access in Conta Azul. See Finances in the client’s record.`,
    revoked: (name: string) =>
      `${name} revoked the authorization in Conta Azul, and access has stopped. To resume, the client authorizes again on their own page, My accountant.`,
    expired: (name: string) =>
      `${name}’s authorization in Conta Azul expired, and access has stopped. The client only needs to authorize again on their own page, My accountant.`,
    blocked: (name: string) =>
      `${name}’s Conta Azul plan no longer allows access. The authorization is still valid; access resumes as soon as the plan is in good standing.`,
  },
  title: (name: string) => `Finances · ${name}`,
  reading: (source: string) => `Checking ${source}…`,
  readingAgain: (source: string) => `Checking ${source}… Meanwhile, the latest figures we have:`,
  readAt: (source: string, when: string) => `Data from ${source} as of ${when}.`,
  /** Of a part that does not answer now. */
  stale: (part: string, when: string, age: string) => `${part}: no answer now. These figures are from ${when}, ${age}.`,
  missing: (part: string) => `${part}: no answer now, and no figures are stored yet.`,
  /** Of a part whose answer is not understood. */
  staleOdd: (part: string, when: string, age: string) =>
    `${part}: the answer came in an unknown format. These figures are from ${when}, ${age}.`,
  missingOdd: (part: string) => `${part}: the answer came in an unknown format.`,
  age: (minutes: number) =>
    minutes < 60
      ? `${format.count(Math.max(1, minutes), 'minute', 'minutes')} ago`
      : minutes < 48 * 60
        ? `${format.count(Math.floor(minutes / 60), 'hour', 'hours')} ago`
        : `${format.count(Math.floor(minutes / 1440), 'day', 'days')} ago`,
  part: {
    balances: 'Balances',
    entries: 'Receivables and payables',
    months: 'Income and expenses',
    invoices: 'Invoices',
  },
  again: 'Refresh',
  back: 'Back to the client',
  problem: {
    off: 'Conta Azul access is not turned on for this server. The server’s operator registers an app in the Conta Azul developer portal and sets the CONTA_AZUL_* variables (see docs/deploy.md); then the client authorizes on their own page.',
    not_authorized: (name: string, url: string) =>
      `${name} has not authorized access in Conta Azul yet. The client does so on their own page, ${url}: they sign in with their e-mail and click Authorize in Conta Azul.`,
    revoked: (name: string, url: string) =>
      `${name} revoked the authorization in Conta Azul. To see the figures again, the client authorizes once more at ${url}.`,
    expired: (name: string, url: string) =>
      `${name}’s authorization in Conta Azul expired. The client authorizes again at ${url}; it takes a minute.`,
    blocked: (name: string, status: string) =>
      `${name}’s Conta Azul plan does not allow access now (status: ${status}). Access resumes as soon as the plan is in good standing.`,
    trial_ended: (name: string, status: string) =>
      `${name}’s Conta Azul trial has ended (status: ${status}). Access resumes with a paid plan.`,
    busy: 'Conta Azul asked us to wait: too many requests for this company at once. Try again in a minute.',
    odd: 'Conta Azul answered in an unknown format, and some of the figures could not be read. Tell the server’s operator: the log shows what changed.',
    silent: 'Conta Azul did not answer in time. Try again; if it keeps happening, Conta Azul may be down.',
  },
  balances: {
    caption: 'Balances',
    account: 'Account',
    balance: 'Balance',
    total: 'Total',
    more: (n: number) => `and ${format.count(n, 'account', 'accounts')} more`,
    none: 'No active accounts.',
    uncounted: (n: number) =>
      `The total does not include ${format.count(n, 'account', 'accounts')}: Conta Azul did not report ${n === 1 ? 'its balance' : 'their balances'}.`,
  },
  entries: {
    caption: 'Receivables and payables',
    when: 'Due',
    receivable: 'Receivable',
    payable: 'Payable',
    overdue: 'Overdue',
    week: 'Next 7 days',
    month: 'Next 30 days',
    amount: (cents: number, n: number) => (n === 0 ? '–' : `${format.money(cents)} (${n})`),
    uncounted: (receivable: number, payable: number) =>
      `Not in the totals, because Conta Azul did not report the amount or the due date: ${format.list([
        ...(receivable > 0 ? [`${format.number(receivable)} receivable`] : []),
        ...(payable > 0 ? [`${format.number(payable)} payable`] : []),
      ])}.`,
  },
  months: {
    caption: (day: number) => `Month to day ${day}, accrual basis`,
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
      `Not in the totals, because Conta Azul did not report the amount or the date: ${format.list([
        ...(income > 0 ? [`${format.number(income)} of income`] : []),
        ...(expense > 0 ? [format.count(expense, 'expense', 'expenses')] : []),
      ])}.`,
  },
  invoices: {
    caption: 'Latest invoices',
    day: 'Issued',
    number: 'Invoice',
    who: 'To',
    total: 'Amount',
    none: 'No invoices issued in the last 15 days.',
    unread: (n: number) => `${format.count(n, 'other invoice', 'other invoices')} came in an unknown format.`,
    goods: (number: string) => `NF-e ${number}`,
    service: (number: string) => (number ? `NFS-e ${number}` : 'NFS-e without a number'),
    state: {
      issued: '',
      corrected: 'corrected',
      cancelled: 'canceled',
      failed: 'failed',
      pending: 'being issued',
      unknown: '',
    },
  },
};
