import { z } from 'zod';
import type { Ctx } from '../../kit/ctx.ts';
import { action, form } from '../../kit/definition.ts';
import type { View } from '../../kit/view.ts';
import { type Filter, filterObject, filterShape } from '../filter.ts';
import { periodText } from '../suggest.ts';

const { name, situation, expiry, exported, charges, history, renewal, analyst, order, tab } = filterShape;

/**
 * The filters as forms: two, because a form holds five fields. What stands in the other one, and is carried in the id, stays as it is;
 * a field left empty filters no more.
 */
export function filterForms(show: (ctx: Ctx, filter: Filter) => Promise<View>) {
  const more = form({
    name: 'clients.filter',
    command: 'clientes',
    permission: 'see',
    answers: 'update',
    title: (w) => w.clients.list.more,
    submit: (w) => w.clients.list.apply,
    input: filterObject,
    fields: z.object({ name, situation, expiry, exported, charges }),
    run: (ctx, { history, renewal, analyst, order, tab, onPlan }, values) =>
      show(ctx, { history, renewal, analyst, order, tab, onPlan, ...values }),
  });
  const others = form({
    name: 'clients.filterOther',
    command: 'clientes',
    permission: 'see',
    answers: 'update',
    title: (w) => w.clients.list.others,
    submit: (w) => w.clients.list.apply,
    input: filterObject,
    fields: z.object({ tab, history, renewal, analyst, order }),
    run: (ctx, { name, situation, expiry, exported, charges, onPlan }, values) =>
      show(ctx, { name, situation, expiry, exported, charges, onPlan, ...values }),
  });
  const moreFilters = action({
    name: 'clients.filters',
    command: 'clientes',
    permission: 'see',
    answers: 'form',
    input: filterObject,
    run: async (ctx, filter) =>
      more.open(filter, {
        name: filter.name,
        situation: filter.situation,
        expiry: filter.expiry && periodText(ctx.w, filter.expiry),
        exported: filter.exported && periodText(ctx.w, filter.exported),
        charges: filter.charges,
      }),
  });
  const otherFilters = action({
    name: 'clients.others',
    command: 'clientes',
    permission: 'see',
    answers: 'form',
    input: filterObject,
    run: async (_ctx, filter) =>
      others.open(filter, {
        tab: filter.tab ?? 'all',
        history: filter.history,
        renewal: filter.renewal,
        analyst: filter.analyst,
        order: filter.order ?? 'name',
      }),
  });
  return { moreFilters, otherFilters, forms: [more, others] };
}
