import { cut } from '../../kit/text.ts';
import type { Words } from '../../kit/words.ts';
import { readRevenue } from '../../terms/money.ts';
import type { Client } from '../reads/client.ts';
import type { Full } from '../reads/export.ts';
import type { ClientField } from './field.ts';

/** What the firm keeps for itself of a client. */
export const office = {
  analyst: {
    words: (w: Words) => w.clients.field.analyst,
    column: 'analystId',
    card: { line: (w: Words, client: Client) => client.analyst?.name ?? w.clients.card.nobody },
    edit: {
      form: 'contact',
      by: 'list',
      shown: (_w: Words, client: Client) => client.analystId ?? 'none',
      empty: null,
    },
    file: { cell: (_w: Words, client: Full) => client.analystEmail ?? client.analystName ?? '' },
    filter: {
      key: 'analyst',
      at: 7,
      by: 'list',
      column: 'analystId',
      none: true,
      words: (w: Words) => w.clients.field.analyst,
      // An id says nothing to people: reads/told.ts looks up who it is.
      say: (w: Words, value: string) => (value === 'none' ? w.clients.nobody : '?'),
    },
    order: false,
    search: false,
  },
  revenue: {
    words: (w: Words) => w.clients.field.revenue,
    column: 'revenue',
    card: { line: (w: Words, { revenue }: Client) => (revenue === null ? undefined : w.format.money(revenue * 100)) },
    edit: {
      form: 'contact',
      by: 'read',
      max: 30,
      read: readRevenue,
      refuse: (w: Words) => w.clients.edit.notARevenue,
      shown: (w: Words, { revenue }: Client) => (revenue === null ? undefined : w.format.number(revenue)),
      store: Number,
      empty: null,
    },
    file: { cell: (_w: Words, { revenue }: Full) => (revenue === null ? '' : String(revenue)) },
    filter: false,
    order: false,
    search: false,
  },
  notes: {
    words: (w: Words) => w.clients.field.notes,
    column: 'notes',
    card: { line: (_w: Words, client: Client) => client.notes && cut(client.notes, 500) },
    edit: { form: 'contact', by: 'long', max: 2000 },
    file: { cell: (_w: Words, client: Full) => client.notes },
    filter: false,
    order: false,
    search: false,
  },
} as const satisfies Record<string, ClientField>;
