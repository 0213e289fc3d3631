import { en as format } from '../format.ts';
import type { news as ptBR } from '../pt-BR/news.ts';

const days = (n: number) => format.count(n, 'day', 'days');
const clients = (n: number) => format.count(n, 'client', 'clients', 'no clients');

export const news: typeof ptBR = {
  about: (who, how) => `${who}: ${how}`,
  told: (who, said) => `${who} · ${said}`,
  parts: (parts) => parts.join(' · '),
  due: (left) =>
    left === 0
      ? 'expires today'
      : left === 1
        ? 'expires tomorrow'
        : left > 0
          ? `expires in ${days(left)}`
          : left === -1
            ? 'expired yesterday'
            : `expired ${days(-left)} ago`,
  renews: (left) => (left === 0 ? 'renews today' : left === 1 ? 'renews tomorrow' : `renews in ${days(left)}`),
  tooLate: (due) => `${due}, and it is too late to cancel the renewal`,
  inTime: (due, until) => `${due}, and the renewal can be canceled until ${until}`,
  ends: (due) => `${due}, without automatic renewal`,
  asks: 'the request to connect is waiting for an answer',
  invited: 'the invitation is waiting for the client’s answer',
  unauthorized: 'connected, access to the data still to be authorized',
  lapsed: 'access to the data was interrupted',
  blocked: 'license blocked',
  trial: (day) => `on trial until ${day}`,
  until: (situation, day) => `${situation}, plan until ${day}`,
  withoutPlan: (situation) => `${situation}, no plan`,
  undated: (situation) => `${situation}, plan without a known expiry`,
  noLicence: 'no license',
  cancelled: 'license canceled',
  transferred: 'license moved to another client',
  overdue: (n) => `${format.number(n)} overdue`,
  soon: (n, within) => `${format.count(n, 'expires', 'expire')} within ${days(within)}`,
  waiting: (n) => (n === 1 ? '1 request is waiting for you' : `${format.number(n)} requests are waiting for you`),
  quiet: 'Nothing expires within 7 days, and no request is waiting for you',
  calm: 'Nothing overdue, and nothing expires within 7 days',
  empty: 'There are no clients in the portfolio yet',
  requests: {
    received: (n) =>
      n === 1 ? '1 request is waiting for an answer' : `${format.number(n)} requests are waiting for an answer`,
    sent: (n) =>
      n === 1 ? '1 invitation is waiting for an answer' : `${format.number(n)} invitations are waiting for an answer`,
    history: (n) =>
      n === 1 ? '1 invitation or request answered' : `${format.number(n)} invitations and requests answered`,
  },
  request: {
    asks: 'asks to connect',
    asksLast: 'asks to connect, and the time is over today',
    asksOver: 'the request was not answered in time',
    invited: (until) => `invitation sent, valid until ${until}`,
    invitedLast: 'the invitation is valid until today only',
    over: 'the invitation expired without an answer',
    accepted: 'connected',
    declinedByClient: 'declined the invitation',
    declinedByFirm: 'request declined',
    cancelled: 'invitation canceled',
    ended: 'disconnected',
  },
  packages: (free, used) =>
    `${format.count(free, 'license available', 'licenses available', 'No license available')}, ${format.number(used)} in use`,
  noPackages: 'No batch of licenses registered',
  package: {
    active: (day) => `renews on ${day}`,
    ends: (day) => `ends on ${day}, without renewal`,
    cancelled: () => 'batch canceled',
    over: () => 'batch over',
  },
  history: (n) => `${format.count(n, 'change', 'changes', 'no changes')} of the license`,
  digest: {
    expiry: (overdue, due, within) =>
      [
        ...(overdue > 0 ? [format.count(overdue, 'plan overdue', 'plans overdue')] : []),
        ...(due > 0 || overdue === 0
          ? [`${format.count(due, 'plan expires', 'plans expire', 'no plan expires')} within ${days(within)}`]
          : []),
      ].join(' · '),
    requests: (received, sent) =>
      [
        ...(received > 0
          ? [received === 1 ? '1 request is waiting' : `${format.number(received)} requests are waiting`]
          : []),
        ...(sent > 0 ? [format.count(sent, 'invitation unanswered', 'invitations unanswered')] : []),
        ...(received + sent === 0 ? ['No connection is waiting for an answer'] : []),
      ].join(' · '),
    documents: (n) => (n === 0 ? 'All were exported this month' : `${clients(n)} without an export this month`),
    portfolio: (n) => `${format.count(n, 'change', 'changes', 'No changes')} in the portfolio`,
  },
  digestOf: (what, analyst) => `${what} · ${analyst}’s clients`,
  schedules: (n) => format.count(n, 'digest scheduled', 'digests scheduled', 'No digest scheduled'),
  received: (n) => format.count(n, 'document received', 'documents received', 'no documents received'),
  finances: (overdue) => `${overdue} overdue to receive`,
  noFinances: 'the data could not be read now',
  financesRead: 'nothing overdue to receive',
};
