import { z } from 'zod';
import type { Ctx } from '../kit/ctx.ts';
import { type FieldMeta, field } from '../kit/field.ts';
import { fold } from '../kit/text.ts';
import type { Option } from '../kit/view.ts';
import { planName, plans } from '../terms/plans.ts';
import {
  type FilterKey,
  type FilterValue,
  filterKeys,
  filterParts,
  type Order,
  orders,
  type PartOf,
} from './fields.ts';
import { analystOptions } from './reads/analysts.ts';
import { suggestNames } from './reads/search.ts';
import { situationOptions } from './reads/situations.ts';
import { suggestExpiry, suggestExported } from './suggest.ts';

/** Clients that nobody looks after. */
export const nobody = 'none';

/**
 * Which clients are meant. Every key that is there must hold. A list means any of its values:
 * - `name`: a text; each of its words is a piece of the name, the trade name, the document or the e-mail
 * - `situation`: codes of src/terms/client.ts, or labels that an import has brought
 * - `onPlan`: names of plans as they are stored; an imported one may be none of ours
 * - `tab`: who pays: `client`, `firm`, `none` (no plan); `all` is the same as no filter
 * - `expiry`, `exported`: spans of days in the canonical form of src/terms/period.ts: `overdue`, `30d`, `2026-12`, `2026-12-01..`, …
 *   and `none` (no plan) or `never` (exported)
 * - `renewal`: `yes`, or `no`, in which those without a plan are included
 * - `charges`: `active`, `inactive`, `never_used`
 * - `analyst`: members' ids, `none` (nobody); names as people type them, and `me`, as long as `settled` has not looked whose they are
 * - `history`: what has ever happened to the licence; `never`: nothing has
 * - `or`: at least one of these conditions holds, besides the keys
 * - `not`: none of these conditions holds; who has no value is not left out by them
 *
 * A condition in `or` and `not` is of the same kind, to any depth. The keys come from src/clients/fields.ts: a field that can be filtered is
 * a key.
 */
export type Condition = { [K in FilterKey]?: FilterValue<K> | undefined } & {
  or?: Condition[] | undefined;
  not?: Condition[] | undefined;
};

/** A list of clients: which, in which order (`-` turns it round), and at most how many, the first ones in the order. */
export type Filter = Condition & { order?: Order | undefined; limit?: number | undefined };

const planOptions = async (_ctx: unknown, typed = ''): Promise<Option[]> =>
  plans
    .map(planName)
    .filter((name) => fold(name).includes(fold(typed)))
    .map((name) => ({ value: name, label: name }));

type Ask = (ctx: Ctx, typed?: string) => Promise<Option[]>;
type By<B extends string> = { [K in FilterKey]: PartOf<K>['by'] extends B ? K : never }[FilterKey];

/** What there is to choose from, where that depends on the firm. */
const lists: Record<By<'list'>, Ask> = { situation: situationOptions, onPlan: planOptions, analyst: analystOptions };
/** What is suggested while somebody types. */
const suggestions: Record<By<'words' | 'days'>, NonNullable<FieldMeta['complete']>> = {
  name: suggestNames,
  expiry: suggestExpiry,
  exported: suggestExported,
};

function schemaOf(key: FilterKey): z.ZodType {
  const { by, words, say, values, read, refuse } = filterParts[key];
  const more = { ...(read ? { read } : {}), ...(refuse ? { refuse } : {}) };
  switch (by) {
    case 'words':
      return field.text(words, { ...more, rest: true, complete: suggestions[key as By<'words'>] });
    case 'days':
      return field.texts(words, { ...more, max: 200, complete: suggestions[key as By<'days'>] });
    case 'list':
      return field.picks(words, lists[key as By<'list'>], { ...more, complete: lists[key as By<'list'>] });
    case 'flag':
      return field.yesNo(words);
    default:
      return field.choices(values as readonly [string, ...string[]], words, say);
  }
}

type Shape = { [K in FilterKey]: z.ZodOptional<z.ZodType<FilterValue<K>, FilterValue<K>>> };
const shapeOf = (keys: readonly FilterKey[]) =>
  Object.fromEntries(keys.map((key) => [key, schemaOf(key).optional()])) as Shape;

const condition: z.ZodType<Condition, Condition> = z.lazy(() =>
  z.object({ ...shapeOf(filterKeys), or: z.array(condition).optional(), not: z.array(condition).optional() }),
);

const listing = {
  order: field
    .choice(
      orders,
      (w) => w.clients.field.order,
      (w, value) => w.clients.order[value],
    )
    .optional(),
  limit: field.number((w) => w.clients.field.limit, { min: 1, max: 500 }).optional(),
  or: z.array(condition).optional(),
  not: z.array(condition).optional(),
};

/** Where the keys stand in ids that were posted before there was a table: those of a list itself keep their places too. */
const places = new Map<string, number>([
  ...filterKeys.map((key) => [key as string, filterParts[key].at] as const),
  ['order', 8],
  ['limit', 11],
  ['or', 12],
  ['not', 13],
]);
/** So many there were when states were first appended to them: what has come since stands behind a state. */
const founding = 11;

const whole = { ...shapeOf(filterKeys), ...listing };
type Whole = typeof whole;
const inPlace = (from: number, to = Number.POSITIVE_INFINITY): Whole =>
  Object.fromEntries(
    [...places]
      .filter(([, at]) => at >= from && at < to)
      .sort(([, a], [, b]) => a - b)
      .map(([key]) => [key, whole[key as keyof Whole]]),
  ) as Whole;
if (new Set(places.values()).size !== places.size) throw new Error('two filters have the same place in ids');

/**
 * What a list can be asked for. The command, the forms and every button of a list are made of these, so that all understand the same.
 * Values are canonical and short: they travel in ids.
 */
export const filterShape: Whole = inPlace(0);
export const filterObject = z.object(filterShape);

/** An input that carries a filter and something of its own, in an order in which cards that were posted keep their meaning. */
export const withFilter = <S extends z.ZodRawShape>(state: S) =>
  z.object({ ...inPlace(0, founding), ...state, ...inPlace(founding) }) as z.ZodObject<Whole & S>;

/** The filter apart from what else an input carries. */
export const filterOf = (input: Readonly<Record<string, unknown>>): Filter =>
  Object.fromEntries(Object.keys(filterShape).flatMap((key) => (input[key] === undefined ? [] : [[key, input[key]]])));

/** The same list is always the same filter: what is the default, or says nothing, is left out, and the keys stand in one order. */
export function plain(filter: Filter): Filter {
  const { tab, order, ...rest } = filter;
  const payers = tab?.filter((each) => each !== 'all');
  const tidy: Filter = {
    ...rest,
    ...(payers?.length ? { tab: payers } : {}),
    ...(order && order !== 'urgency' ? { order } : {}),
  };
  return Object.fromEntries(
    Object.keys(filterShape).flatMap((key) => {
      const value = tidy[key as keyof Filter];
      return value === undefined || (Array.isArray(value) && value.length === 0) ? [] : [[key, value]];
    }),
  );
}

/** How a list is ordered: by urgency unless otherwise said; the first ones of a list are the first by name. */
export const orderIn = ({ order = 'urgency', limit }: Filter): Order =>
  order === 'urgency' && limit !== undefined ? 'name' : order;

/** One part of a filter that can be taken away by itself. The order of a list is none. */
export type Chip = FilterKey | 'limit' | 'or' | `not${number}`;

export const chipsOf = (filter: Filter): Chip[] => [
  ...filterKeys.filter((key) => filter[key] !== undefined),
  ...(filter.or?.length ? ['or' as const] : []),
  ...(filter.not ?? []).map((_each, i): Chip => `not${i}`),
  ...(filter.limit === undefined ? [] : ['limit' as const]),
];

export const without = (filter: Filter, ...chips: readonly Chip[]): Filter => {
  const gone = new Set<string>(chips);
  const kept = Object.fromEntries(Object.entries(filter).filter(([key]) => !gone.has(key)));
  return plain({ ...kept, not: filter.not?.filter((_each, i) => !gone.has(`not${i}`)) });
};
