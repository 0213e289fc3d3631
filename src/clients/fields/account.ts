import type { Day } from '../../kit/days.ts';
import type { Line } from '../../kit/view.ts';
import type { Words } from '../../kit/words.ts';
import { chargeStates, histories, situationLabel, situationOf } from '../../terms/client.ts';
import { readExported } from '../../terms/period.ts';
import type { Client } from '../reads/client.ts';
import type { Full } from '../reads/export.ts';
import { periodText } from '../suggest.ts';
import { dated } from './dated.ts';
import type { ClientField } from './field.ts';

const charged = (w: Words, charges: string): string | undefined => {
  const known = chargeStates.find((each) => each === charges);
  return known && w.clients.charge[known];
};

/** How the authorisation of their account in the ERP stands. */
function accessLine(w: Words, { state, status }: { state: string; status: string }): Line | undefined {
  const say = w.accounts.state;
  if (state === 'blocked') return { bold: say.blocked(status) };
  if (state === 'active') return say.active;
  return state === 'revoked' || state === 'expired' ? { bold: say[state] } : undefined;
}

/** How a client stands with the firm. */
export const connection = {
  situation: {
    words: (w: Words) => w.clients.field.situation,
    column: 'situation',
    card: { line: (w: Words, client: Client) => situationLabel(w, client.situation) },
    edit: false,
    file: { cell: (w: Words, client: Full) => situationLabel(w, client.situation) },
    filter: {
      key: 'situation',
      at: 1,
      by: 'list',
      column: 'situation',
      words: (w: Words) => w.clients.field.situation,
      say: situationLabel,
      read: (typed: string) => situationOf(typed) || undefined,
    },
    order: false,
    search: false,
  },
} as const satisfies Record<string, ClientField>;

/** What is known of a client by its account in the ERP. */
export const account = {
  lastExportOn: {
    words: (w: Words) => w.clients.field.exported,
    column: 'lastExportOn',
    card: {
      line: (w: Words, { lastExportOn }: Client, today: Day) =>
        lastExportOn ? dated(w, lastExportOn, today) : w.clients.card.never,
    },
    edit: false,
    file: {
      cell: (_w: Words, { lastExportOn }: Full, day: (day: Day) => string) => (lastExportOn ? day(lastExportOn) : ''),
    },
    filter: {
      key: 'exported',
      at: 5,
      by: 'days',
      column: 'lastExportOn',
      words: (w: Words) => w.clients.field.exported,
      say: periodText,
      read: readExported,
      refuse: (w: Words) => w.clients.notAnExport,
    },
    order: { key: 'exported', column: 'lastExportOn' },
    search: false,
  },
  access: {
    words: (w: Words) => w.clients.field.access,
    column: false,
    card: {
      line: (w: Words, client: Client) => {
        const { grant, situation, askedOn } = client;
        const line = grant ? accessLine(w, grant) : situation === 'connected' ? w.clients.access.missing : undefined;
        return line && askedOn && grant?.state !== 'active' && grant?.state !== 'blocked'
          ? [line, w.clients.access.askedOn(w.format.day(askedOn))].flat()
          : line;
      },
    },
    edit: false,
    file: false,
    filter: {
      key: 'access',
      at: 14,
      by: 'own',
      values: ['missing', 'given'],
      words: (w: Words) => w.clients.field.access,
      say: (w: Words, value: string) => w.clients.access[value as 'missing' | 'given'],
    },
    order: false,
    search: false,
  },
  charges: {
    words: (w: Words) => w.clients.field.charges,
    column: 'charges',
    card: { line: (w: Words, client: Client) => charged(w, client.charges) },
    edit: false,
    file: { cell: (w: Words, client: Full) => charged(w, client.charges) ?? '' },
    filter: {
      key: 'charges',
      at: 6,
      by: 'choice',
      column: 'charges',
      values: chargeStates,
      words: (w: Words) => w.clients.field.charges,
      say: (w: Words, value: string) => w.clients.charge[value as (typeof chargeStates)[number]],
    },
    order: false,
    search: false,
  },
  account: {
    words: (w: Words) => ({ typed: w.clients.card.facts.account, label: w.clients.card.facts.account }),
    column: false,
    card: { line: (_w: Words, client: Client) => client.account?.email },
    edit: false,
    file: false,
    filter: false,
    order: false,
    search: false,
  },
  history: {
    words: (w: Words) => w.clients.field.history,
    column: false,
    card: false,
    edit: false,
    file: false,
    filter: {
      key: 'history',
      at: 2,
      by: 'own',
      values: histories,
      words: (w: Words) => w.clients.field.history,
      say: (w: Words, value: string) => w.clients.history[value as (typeof histories)[number]],
    },
    order: false,
    search: false,
  },
} as const satisfies Record<string, ClientField>;
