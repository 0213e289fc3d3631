import { en as format } from '../format.ts';
import type { portfolio as ptBR } from '../pt-BR/portfolio.ts';

const count = (n: number, one: string, many: string) => format.count(n, one, many);

export const portfolio: typeof ptBR = {
  title: 'portfolio',
  summary: 'What is waiting for me today, and my portfolio in numbers: clients, plans, expiry dates',
  exampleAll: 'Your portfolio in numbers',
  exampleOne: { typed: 'analyst:ana', does: 'One analyst’s part' },
  field: { analyst: { typed: 'analyst', label: 'Analyst', hint: 'Only the part of the person you choose' } },
  today: {
    caption: 'Today',
    who: 'Client',
    what: 'What is waiting for you',
    asks: (since) => `asks to connect · ${since}`,
  },
  total: (n: number) => count(n, 'client', 'clients'),
  connected: (n: number) => (n === 0 ? ', none connected' : `, ${format.number(n)} connected`),
  empty: (one: boolean): string =>
    one
      ? 'No clients in this portfolio. An administrator chooses who looks after whom in /cliente, Contact and analyst.'
      : 'There are no clients in the portfolio yet. Import the first ones with /importar, or invite one with /convidar.',
  chart: 'Clients by status',
  fileName: 'portfolio',
  fact: {
    plan: 'Plan',
    payer: 'Who pays',
    expiry: 'Expiry',
    exported: 'Export',
    requests: 'Connection requests',
  },
  payer: { client: 'Paid by the client', firm: 'Paid by the firm', none: 'No plan' },
  within: (n: number, days: number) => `${format.number(n)} within ${days} days`,
  never: (n: number) => `${format.number(n)} never exported`,
  longAgo: (n: number, days: number) => `${format.number(n)} more than ${days} days ago`,
  allExported: 'all up to date',
  sent: (n: number) => count(n, 'invitation sent', 'invitations sent'),
  button: {
    overdue: 'Overdue',
    within: (days: number) => `Expire within ${days} days`,
    never: 'Never exported',
    longAgo: (days: number) => `More than ${days} days ago`,
    received: 'Requests received',
    sent: 'Invitations sent',
  },
  bySituation: 'See by status',
  byPlan: 'See by plan',
  pick: 'See the portfolio of…',
  pickOtherwise: 'Type /carteira analyst:name',
  compare: 'Compare analysts',
  compareTitle: 'Portfolios by analyst',
  compareChart: 'Clients by analyst',
  compareCaption: (n: number) => count(n, 'portfolio', 'portfolios'),
  column: {
    analyst: 'Analyst',
    clients: 'Clients',
    connected: 'Connected',
    overdue: 'Overdue',
    month: 'Expire within 30 days',
    never: 'Never exported',
  },
  back: 'Back to the portfolio',
  gone: 'This number has changed. Open the portfolio again with /carteira.',
};
