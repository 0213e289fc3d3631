import type { FieldWords, Say, Words } from '../kit/words.ts';
import { planName, planNamed } from '../licenses/schema/plans.ts';
import { readExpiry, readExported } from './period.ts';
import { chargeStates, histories, oneLine, situationLabel, situationOf } from './schema.ts';
import { periodText } from './suggest.ts';

/** The tabs of the portal, by who pays. */
export const tabs = ['all', 'client', 'firm', 'none'] as const;

/**
 * How a list is narrowed by a field. `at` is its place in the ids of buttons: a new one takes the next number, and none is ever reused.
 * `by` says what its values are and how they are looked up:
 * - `words`: what somebody looks for, in the column of words; every word must occur
 * - `choice`: any of `values`, equal to the column
 * - `list`: any of a list that depends on the firm (src/clients/filter.ts has where it comes from), equal to the column
 * - `flag`: yes or no
 * - `days`: any of some spans of days (src/clients/period.ts)
 * - `own`: any of `values`, found by a statement of its own (src/clients/reads/where.ts)
 */
export interface FilterPart {
  key: string;
  at: number;
  by: 'words' | 'choice' | 'list' | 'flag' | 'days' | 'own';
  column?: string;
  /** Of a list: the value `none` means that the column holds nothing. */
  none?: true;
  values?: readonly string[];
  words(w: Words): FieldWords;
  /** A value as people read it. */
  say(w: Words, value: string): string;
  /** What people type to a value. */
  read?(typed: string, today: string): string | undefined;
  refuse?: Say;
}

/** What a client has, or has gone through, as all that handles it needs to know. */
export interface ClientField {
  filter?: FilterPart;
  /** The order of a list by this field: its key, and the column that sorts so. */
  order?: { key: string; column: string };
}

const planOf = (typed: string): string => {
  const known = planNamed(typed);
  return known ? planName(known) : oneLine(typed, 60);
};

/** THE table: a client's fields, each with all there is to say of it. What filters, orders, tells and looks up is derived from here. */
export const fields = {
  name: {
    filter: {
      key: 'name',
      at: 0,
      by: 'words',
      words: (w: Words) => w.clients.field.name,
      say: (_w: Words, value: string) => `“${value}”`,
      read: (typed: string) => oneLine(typed, 200) || undefined,
    },
    order: { key: 'name', column: 'nameKey' },
  },
  situation: {
    filter: {
      key: 'situation',
      at: 1,
      by: 'list',
      column: 'situation',
      words: (w: Words) => w.clients.field.situation,
      say: situationLabel,
      read: (typed: string) => situationOf(typed) || undefined,
    },
  },
  plan: {
    filter: {
      key: 'onPlan',
      at: 10,
      by: 'list',
      column: 'plan',
      words: (w: Words) => w.clients.field.onPlan,
      say: (_w: Words, value: string) => value,
      read: (typed: string) => planOf(typed) || undefined,
    },
  },
  payer: {
    filter: {
      key: 'tab',
      at: 9,
      by: 'choice',
      column: 'payer',
      values: tabs,
      words: (w: Words) => w.clients.field.tab,
      say: (w: Words, value: string) => w.clients.tab[value as (typeof tabs)[number]],
    },
  },
  expiresOn: {
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
  },
  autoRenew: {
    filter: {
      key: 'renewal',
      at: 3,
      by: 'flag',
      column: 'autoRenew',
      words: (w: Words) => w.clients.field.renewal,
      say: (w: Words, value: string) => w.kit[value as 'yes' | 'no'],
    },
  },
  lastExportOn: {
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
  },
  charges: {
    filter: {
      key: 'charges',
      at: 6,
      by: 'choice',
      column: 'charges',
      values: chargeStates,
      words: (w: Words) => w.clients.field.charges,
      say: (w: Words, value: string) => w.clients.charge[value as (typeof chargeStates)[number]],
    },
  },
  analyst: {
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
  },
  history: {
    filter: {
      key: 'history',
      at: 2,
      by: 'own',
      values: histories,
      words: (w: Words) => w.clients.field.history,
      say: (w: Words, value: string) => w.clients.history[value as (typeof histories)[number]],
    },
  },
} as const satisfies Record<string, ClientField>;

export type FieldName = keyof typeof fields;
export const fieldNames = Object.keys(fields) as FieldName[];

type Parts = {
  [N in FieldName]: (typeof fields)[N] extends { filter: infer P extends FilterPart } ? P : never;
}[FieldName];
export type FilterKey = Parts['key'];
export type PartOf<K extends FilterKey> = Extract<Parts, { key: K }>;
/** What of a field stands in a filter: a text, yes or no, or any of several values. */
export type FilterValue<K extends FilterKey> =
  PartOf<K> extends { by: 'words' }
    ? string
    : PartOf<K> extends { by: 'flag' }
      ? 'yes' | 'no'
      : PartOf<K> extends { values: readonly (infer V extends string)[] }
        ? V[]
        : string[];

type Ordered = {
  [N in FieldName]: (typeof fields)[N] extends { order: { key: infer K extends string } } ? K : never;
}[FieldName];

/** Every filter by its key, in the order in which they are told. */
export const filterParts = Object.fromEntries(
  fieldNames.flatMap((name) => {
    const { filter }: ClientField = fields[name];
    return filter ? [[filter.key, filter]] : [];
  }),
) as { [K in FilterKey]: FilterPart & { key: K } };
export const filterKeys = Object.keys(filterParts) as FilterKey[];

const orderColumns = Object.fromEntries(
  fieldNames.flatMap((name) => {
    const { order }: ClientField = fields[name];
    return order ? [[order.key, order.column]] : [];
  }),
) as Record<Ordered, string>;

const upwards = Object.keys(orderColumns) as [Ordered, ...Ordered[]];
/** What a list can be ordered by; with a minus the other way round. */
export const orders = [...upwards, ...upwards.map((order): `-${Ordered}` => `-${order}`)] as [Ordered, ...(Ordered | `-${Ordered}`)[]];
export type Order = Ordered | `-${Ordered}`;

/** The column that a list is walked along, and which way. */
export const orderOf = (order: Order = 'name'): { column: string; down: boolean } => {
  const down = order.startsWith('-');
  return { column: orderColumns[(down ? order.slice(1) : order) as Ordered], down };
};
