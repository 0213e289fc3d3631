import type { Ctx } from '../../kit/ctx.ts';
import { action } from '../../kit/definition.ts';
import { pagedForm } from '../../kit/pages.ts';
import type { View } from '../../kit/view.ts';
import type { Words } from '../../kit/words.ts';
import { type FilterKey, filterKeys, filterParts } from '../fields.ts';
import { type Filter, filterObject, filterShape, orderIn } from '../filter.ts';
import type { Names } from '../reads/filter-parts.ts';
import { namesIn } from '../reads/resolve.ts';
import { asTyped, type Combining, combining, typedFilter } from '../typed.ts';

/** What is asked first; every other key of a filter follows. */
const first = [
  'name',
  'situation',
  'expiry',
  'exported',
  'charges',
  'tab',
  'history',
  'renewal',
  'analyst',
  'order',
] as const;
const { or: _or, not: _not, limit, ...asked } = { ...filterShape, ...combining };
const { any, except, ...keys } = asked;
const { name: _name, order: _order, ...rest } = keys;
const shape = {
  ...Object.fromEntries(first.map((key) => [key, keys[key]])),
  ...rest,
  limit,
  any,
  except,
} as typeof asked & {
  limit: typeof limit;
};

type Values = Record<string, string | readonly string[] | undefined>;

function shownIn(w: Words, key: FilterKey, filter: Filter): Values[string] {
  const given = filter[key];
  const { by, say } = filterParts[key];
  return by === 'days' && given
    ? [given]
        .flat()
        .map((each) => say(w, each))
        .join(', ')
    : given;
}

const values = (w: Words, filter: Filter, names: Names): Values => ({
  ...Object.fromEntries(filterKeys.map((key) => [key, shownIn(w, key, filter)])),
  tab: filter.tab ?? ['all'],
  order: orderIn(filter),
  limit: filter.limit === undefined ? undefined : String(filter.limit),
  any: asTyped(w, filter.or, names),
  except: asTyped(w, filter.not, names),
});

/** The name of a page's form, and of the button that opens it: the first two are on cards that were posted long ago. */
const formNames = ['clients.filter', 'clients.filterOther'];
const buttonNames = ['clients.filters', 'clients.others'];
const letter = (page: number) => String.fromCharCode(65 + page);

/**
 * The filters as forms of some fields each. What stands in the others, and is carried in the id, stays as it is; a field left empty filters
 * no more.
 */
export function filterForms(show: (ctx: Ctx, filter: Filter) => Promise<View>) {
  const pages = pagedForm({
    name: (page) => formNames[page] ?? `clients.filter${letter(page)}`,
    command: 'clientes',
    permission: 'see',
    answers: 'update',
    title: (page) => (w) => w.clients.list.forms[page] ?? w.clients.list.form(page + 1),
    submit: (w) => w.clients.list.apply,
    input: filterObject,
    fields: shape,
    run: async (ctx, before, given, fields) => {
      const { any: some, except: all, ...filled } = given;
      const combined: Combining = { ...(some ? { any: some } : {}), ...(all ? { except: all } : {}) };
      const { or, not, ...narrowed } = before as Filter;
      const left = Object.fromEntries(
        Object.entries(narrowed).filter(([key]) => !(fields as readonly string[]).includes(key)),
      );
      // What nobody could have typed is not lost by a field that could not show it.
      const names = await namesIn(ctx, before);
      const stays = (key: 'any' | 'except', conditions: Filter['or']) =>
        conditions && (!fields.includes(key) || asTyped(ctx.w, conditions, names) === undefined)
          ? conditions
          : undefined;
      const kept = { or: stays('any', or), not: stays('except', not) };
      return show(ctx, { ...left, ...kept, ...(await typedFilter(ctx, { ...filled, ...combined })) });
    },
  });
  const buttons = pages.forms.map((_form, page) =>
    action({
      name: buttonNames[page] ?? `clients.filters${letter(page)}`,
      command: 'clientes',
      permission: 'see',
      answers: 'form',
      input: filterObject,
      run: async (ctx, filter) => pages.open(page, filter, values(ctx.w, filter, await namesIn(ctx, filter))),
    }),
  );
  return { buttons, forms: pages.forms };
}
