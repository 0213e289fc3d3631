import { z } from 'zod';
import { ownList } from '../../clients/presses.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { action, command, form } from '../../kit/definition.ts';
import { cut } from '../../kit/text.ts';
import type { Button, View } from '../../kit/view.ts';
import { planName } from '../../terms/plans.ts';
import * as pressed from '../presses.ts';
import { packageNamed, packageOf, packagesOf, totalsOf } from '../reads/packages.ts';
import { give } from '../service/license.ts';
import { buyPackage, cancelPackage, editPackage } from '../service/packages.ts';
import { askCard } from '../views/card.ts';
import { cancelNotes, packagesView, packageView } from '../views/packages.ts';
import { receiver, receiverField } from './asks.ts';
import { openCard } from './card.ts';
import { ask } from './fields.ts';
import { downloadAll } from './history.ts';

const base = { command: 'licencas', permission: 'license' } as const;

async function list(ctx: Ctx, before?: string, said?: string): Promise<View> {
  const [{ packages, next, total }, totals] = await Promise.all([packagesOf(ctx, before), totalsOf(ctx)]);
  const say = ctx.w.licenses;
  const buttons: Button[] = [
    { label: say.buy, style: 'primary', press: openBuy.press({}) },
    ...(before ? [{ label: say.newest, press: turnList.press({}) }] : []),
    ...(next ? [{ label: say.older, press: turnList.press({ before: next }) }] : []),
    { label: say.withoutPlan, press: ownList.press({ tab: ['none'] }) },
    { label: say.download, press: downloadAll.press({}) },
  ];
  return packagesView(ctx.w, { packages, total, totals }, { open: openPackage.press({}), buttons, said });
}

async function details(ctx: Ctx, id: string, after?: string, said?: string): Promise<View> {
  const { lot, holders, kept, next } = await packageOf(ctx, id, after);
  const say = ctx.w.licenses;
  const open = lot.state === 'active' || lot.state === 'ends';
  const buttons: Button[] = [
    ...(lot.free > 0 ? [{ label: say.give, style: 'primary' as const, press: openGive.press({ id }) }] : []),
    ...(after ? [{ label: say.firstHolders, press: turnPackage.press({ id }) }] : []),
    ...(next ? [{ label: say.moreHolders, press: turnPackage.press({ id, after: next }) }] : []),
    ...(open
      ? [
          { label: say.editPackage, press: openEdit.press({ id }) },
          { label: say.cancelPackage, style: 'danger' as const, press: askCancel.press({ id }) },
        ]
      : []),
    { label: say.back, press: turnList.press({}) },
  ];
  return packageView(ctx.w, { lot, holders, kept, today: ctx.today }, { open: openCard.press({}), buttons, said });
}

export const turnList = action({
  ...base,
  ...pressed.turnList,
  answers: 'update',
  run: (ctx, { before }) => list(ctx, before),
});

export const openPackage = action({
  ...base,
  ...pressed.openPackage,
  answers: 'private',
  run: (ctx, { id }, picked) => details(ctx, picked[0] ?? id ?? ''),
});

export const turnPackage = action({
  ...base,
  name: 'licenses.packagePage',
  answers: 'update',
  input: z.object({ id: z.uuid(), after: z.uuid().optional() }),
  run: (ctx, { id, after }) => details(ctx, id, after),
});

export const buyForm = form({
  ...base,
  name: 'licenses.buyForm',
  answers: 'private',
  title: (w) => w.licenses.buyTitle,
  submit: (w) => w.licenses.buySubmit,
  input: z.object({}),
  fields: z.object({
    plan: ask.plan,
    quantity: ask.quantity,
    recurrence: ask.bought,
    purchasedOn: ask.purchasedOn,
    price: ask.price.optional(),
  }),
  run: async (ctx, _state, { plan, quantity, price = '0', ...purchase }) => {
    const id = await buyPackage(ctx, {
      ...purchase,
      plan: planName(plan),
      quantity: Number(quantity),
      priceCents: Number(price),
    });
    return details(ctx, id, undefined, ctx.w.licenses.bought(Number(quantity)));
  },
});

export const openBuy = action({
  ...base,
  ...pressed.openBuy,
  answers: 'form',
  run: async (ctx, { plan }) =>
    buyForm.open({}, { plan, recurrence: 'yearly', purchasedOn: ctx.w.licenses.typedDay(ctx.today) }),
});

export const editForm = form({
  ...base,
  name: 'licenses.editForm',
  answers: 'update',
  title: (w) => w.licenses.editTitle,
  submit: (w) => w.licenses.editSubmit,
  input: z.object({ id: z.uuid() }),
  fields: z.object({
    name: ask.name,
    quantity: ask.quantity,
    renewsOn: ask.renewsOn,
    autoRenew: ask.lotRenews,
    notes: ask.notes.optional(),
  }),
  run: async (ctx, { id }, { name, quantity, renewsOn, autoRenew, notes = '' }) => {
    const { moved } = await editPackage(ctx, id, {
      name,
      quantity: Number(quantity),
      renewsOn,
      autoRenew: autoRenew === 'yes',
      notes,
    });
    return details(ctx, id, undefined, ctx.w.licenses.edited(moved));
  },
});

export const openEdit = action({
  ...base,
  name: 'licenses.edit',
  answers: 'form',
  input: z.object({ id: z.uuid() }),
  run: async (ctx, { id }) => {
    const { lot } = await packageOf(ctx, id);
    return editForm.open(
      { id },
      {
        name: lot.name,
        quantity: String(lot.quantity),
        renewsOn: ctx.w.licenses.typedDay(lot.renewsOn),
        autoRenew: lot.autoRenew ? 'yes' : 'no',
        notes: lot.notes,
      },
    );
  },
});

export const askCancel = action({
  ...base,
  name: 'licenses.cancelPackageAsk',
  answers: 'update',
  input: z.object({ id: z.uuid() }),
  run: async (ctx, { id }) => {
    const { lot } = await packageOf(ctx, id);
    const say = ctx.w.licenses;
    const yes: Button = { label: say.cancelYes, style: 'danger', press: doCancel.press({ id }) };
    const no: Button = { label: say.noCancel, press: turnPackage.press({ id }) };
    return askCard(say.cancelAsk(cut(lot.name, 60), lot.used), cancelNotes(ctx.w, lot, ctx.today), yes, no);
  },
});

export const doCancel = action({
  ...base,
  name: 'licenses.cancelPackage',
  answers: 'update',
  input: z.object({ id: z.uuid() }),
  run: async (ctx, { id }) => {
    const { moved } = await cancelPackage(ctx, id);
    return details(ctx, id, undefined, ctx.w.licenses.cancelled(moved));
  },
});

export const giveForm = form({
  ...base,
  name: 'licenses.giveForm',
  answers: 'private',
  title: (w) => w.licenses.giveTitle,
  submit: (w) => w.licenses.giveSubmit,
  input: z.object({ id: z.uuid() }),
  about: async (ctx, { id }): Promise<Record<string, string>> => {
    const lot = await packageNamed(ctx, id);
    return lot ? { client: ctx.w.licenses.giveFrom(lot.plan, cut(lot.name, 40), lot.quantity - lot.used) } : {};
  },
  fields: z.object({ client: receiverField }),
  run: async (ctx, { id }, { client }) => {
    const { name } = await give(ctx, id, await receiver(ctx, client));
    return details(ctx, id, undefined, ctx.w.licenses.givenTo(cut(name, 100)));
  },
});

export const openGive = action({
  ...base,
  name: 'licenses.give',
  answers: 'form',
  input: z.object({ id: z.uuid() }),
  run: async (ctx, { id }) => {
    await packageOf(ctx, id);
    return giveForm.open({ id });
  },
});

export const licensesCommand = command({
  name: 'licencas',
  title: (w) => w.licenses.title,
  summary: (w) => w.licenses.summary,
  permission: 'license',
  answers: 'private',
  examples: (w) => [{ typed: '', does: w.licenses.example }],
  input: z.object({}),
  run: (ctx) => list(ctx),
});
