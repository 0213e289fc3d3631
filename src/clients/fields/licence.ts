import type { Day } from '../../kit/days.ts';
import type { Words } from '../../kit/words.ts';
import { oneLine, payers } from '../../terms/client.ts';
import { held, termsOf } from '../../terms/licence.ts';
import { readExpiry } from '../../terms/period.ts';
import { planName, planNamed } from '../../terms/plans.ts';
import { stateOf } from '../../terms/state.ts';
import type { Client } from '../reads/client.ts';
import type { Full } from '../reads/export.ts';
import { periodText } from '../suggest.ts';
import { dated } from './dated.ts';
import type { ClientField } from './field.ts';

/** The tabs of the portal, by who pays. */
export const tabs = ['all', 'client', 'firm', 'none'] as const;

const planOf = (typed: string): string => {
  const known = planNamed(typed);
  return known ? planName(known) : oneLine(typed, 60);
};

const paidBy = (w: Words, payer: string): string | undefined => {
  const known = payers.find((each) => each === payer && each !== 'none');
  return known && w.clients.payer[known];
};

/** What a client has of the ERP, and until when. Changed by what happens to licences, never by hand. */
export const licence = {
  plan: {
    words: (w: Words) => w.clients.field.onPlan,
    column: 'plan',
    card: { line: (w: Words, client: Client) => client.plan || w.clients.card.noPlan },
    edit: false,
    file: { cell: (_w: Words, client: Full) => client.plan },
    filter: {
      key: 'onPlan',
      at: 10,
      by: 'list',
      column: 'plan',
      words: (w: Words) => w.clients.field.onPlan,
      say: (_w: Words, value: string) => value,
      read: (typed: string) => planOf(typed) || undefined,
    },
    order: false,
    search: false,
  },
  license: {
    words: (w: Words) => ({ ...w.clients.field.onPlan, label: w.clients.card.facts.license }),
    column: false,
    card: {
      line: (w: Words, { license }: Client, today: Day) =>
        license && held(license) ? w.licenses.state[stateOf(termsOf(license), today)] : undefined,
    },
    edit: false,
    file: false,
    filter: false,
    order: false,
    search: false,
  },
  payer: {
    words: (w: Words) => w.clients.field.tab,
    column: 'payer',
    card: {
      label: (w: Words) => w.clients.card.facts.payer,
      line: (w: Words, client: Client) => paidBy(w, client.payer),
    },
    edit: false,
    file: { cell: (w: Words, client: Full) => paidBy(w, client.payer) ?? '' },
    filter: {
      key: 'tab',
      at: 9,
      by: 'choice',
      column: 'payer',
      values: tabs,
      words: (w: Words) => w.clients.field.tab,
      say: (w: Words, value: string) => w.clients.tab[value as (typeof tabs)[number]],
    },
    order: false,
    search: false,
  },
  expiresOn: {
    words: (w: Words) => w.clients.field.expiry,
    column: 'expiresOn',
    card: {
      label: (w: Words) => w.clients.card.facts.expiry,
      line: (w: Words, { expiresOn }: Client, today: Day) => {
        const said = expiresOn && dated(w, expiresOn, today);
        return said && expiresOn < today ? { bold: said } : said;
      },
    },
    edit: false,
    file: { cell: (_w: Words, { expiresOn }: Full, day: (day: Day) => string) => (expiresOn ? day(expiresOn) : '') },
    filter: {
      key: 'expiry',
      at: 4,
      by: 'days',
      column: 'expiresOn',
      words: (w: Words) => w.clients.field.expiry,
      say: periodText,
      read: readExpiry,
      refuse: (w: Words) => w.clients.notAnExpiry,
    },
    order: { key: 'expiry', column: 'expiresOn' },
    search: false,
  },
  autoRenew: {
    words: (w: Words) => w.clients.field.renewal,
    column: 'autoRenew',
    card: { line: (w: Words, client: Client) => client.expiresOn && w.kit[client.autoRenew ? 'yes' : 'no'] },
    edit: false,
    file: { cell: (w: Words, client: Full) => (client.expiresOn ? w.kit[client.autoRenew ? 'yes' : 'no'] : '') },
    filter: {
      key: 'renewal',
      at: 3,
      by: 'flag',
      column: 'autoRenew',
      words: (w: Words) => w.clients.field.renewal,
      say: (w: Words, value: string) => w.kit[value as 'yes' | 'no'],
    },
    order: false,
    search: false,
  },
  lot: {
    words: (w: Words) => ({ typed: w.importing.columns.lot, label: w.importing.columns.lot }),
    column: false,
    card: false,
    edit: false,
    file: { cell: (_w: Words, client: Full) => client.lot ?? '' },
    filter: false,
    order: false,
    search: false,
  },
} as const satisfies Record<string, ClientField>;
