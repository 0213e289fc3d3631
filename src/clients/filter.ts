import { z } from 'zod';
import { field } from '../kit/field.ts';
import { fold } from '../kit/text.ts';
import type { Option } from '../kit/view.ts';
import { planName, planNamed, plans } from '../licenses/schema/plans.ts';
import { readExpiry, readExported } from './period.ts';
import { analystOptions } from './reads/analysts.ts';
import { suggestNames } from './reads/search.ts';
import { situationOptions } from './reads/situations.ts';
import { chargeStates, histories, oneLine, situationOf } from './schema.ts';
import { suggestExpiry, suggestExported } from './suggest.ts';

export const orders = ['name', 'expiry', 'exported'] as const;
/** The tabs of the portal, by who pays. */
export const tabs = ['all', 'client', 'firm', 'none'] as const;
/** Clients that nobody looks after. */
export const nobody = 'none';

const planOptions = async (_ctx: unknown, typed = ''): Promise<Option[]> =>
  plans
    .map(planName)
    .filter((name) => fold(name).includes(fold(typed)))
    .map((name) => ({ value: name, label: name }));

/**
 * What a list can be asked for. The command, the forms and every button of a list are made of these, so that all understand the same.
 * Values are canonical and short: they travel in ids. Append, never reorder.
 */
export const filterShape = {
  name: field
    .text((w) => w.clients.field.name, {
      rest: true,
      complete: suggestNames,
      read: (typed) => (fold(typed) ? oneLine(typed, 200) : undefined),
    })
    .optional(),
  situation: field
    .pick((w) => w.clients.field.situation, situationOptions, {
      complete: situationOptions,
      read: (typed) => situationOf(typed) || undefined,
    })
    .optional(),
  history: field
    .choice(
      histories,
      (w) => w.clients.field.history,
      (w, value) => w.clients.history[value],
    )
    .optional(),
  renewal: field.yesNo((w) => w.clients.field.renewal).optional(),
  expiry: field
    .text((w) => w.clients.field.expiry, { max: 60, complete: suggestExpiry, read: readExpiry, refuse: (w) => w.clients.notAnExpiry })
    .optional(),
  exported: field
    .text((w) => w.clients.field.exported, { max: 60, complete: suggestExported, read: readExported, refuse: (w) => w.clients.notAnExport })
    .optional(),
  charges: field
    .choice(
      chargeStates,
      (w) => w.clients.field.charges,
      (w, value) => w.clients.charge[value],
    )
    .optional(),
  /** A member's id, or `none`; a name, as long as nobody has looked whose it is. */
  analyst: field.pick((w) => w.clients.field.analyst, analystOptions, { complete: analystOptions }).optional(),
  order: field
    .choice(
      orders,
      (w) => w.clients.field.order,
      (w, value) => w.clients.order[value],
    )
    .optional(),
  tab: field
    .choice(
      tabs,
      (w) => w.clients.field.tab,
      (w, value) => w.clients.tab[value],
    )
    .optional(),
  /** A plan's name as it is stored; an imported one may be none of ours. */
  onPlan: field
    .pick((w) => w.clients.field.onPlan, planOptions, {
      complete: planOptions,
      read: (typed) => planOf(typed) || undefined,
    })
    .optional(),
};

const planOf = (typed: string): string => {
  const known = planNamed(typed);
  return known ? planName(known) : oneLine(typed, 60);
};

export const filterObject = z.object(filterShape);
export type Filter = z.infer<typeof filterObject>;

/** What narrows the list, in the order in which it is shown. The order of the list is no filter. */
export const filterKeys = ['tab', 'name', 'situation', 'history', 'renewal', 'expiry', 'exported', 'charges', 'analyst', 'onPlan'] as const;
export type FilterKey = (typeof filterKeys)[number];

/** The same list is always the same filter: what is the default is left out. */
export const plain = ({ tab, order, ...rest }: Filter): Filter => ({
  ...rest,
  ...(tab && tab !== 'all' ? { tab } : {}),
  ...(order && order !== 'name' ? { order } : {}),
});

export const without = (filter: Filter, ...keys: readonly FilterKey[]): Filter =>
  plain({ ...filter, ...Object.fromEntries(keys.map((key) => [key, undefined])) });

export const activeKeys = (filter: Filter): FilterKey[] => filterKeys.filter((key) => filter[key] !== undefined);
