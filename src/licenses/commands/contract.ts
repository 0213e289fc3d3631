import { z } from 'zod';
import { gateOf } from '../../clients/schema.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { action, form } from '../../kit/definition.ts';
import { UserError } from '../../kit/errors.ts';
import { type Licensed, licensed } from '../reads/license.ts';
import { may } from '../schema/deeds.ts';
import { planFor, planName, planNamed } from '../schema/plans.ts';
import { contract, renewLicense } from '../service/license.ts';
import { byLot, cardPress, gated } from '../service/refusals.ts';
import { card } from './card.ts';
import { ask } from './fields.ts';

const one = z.object({ id: z.uuid() });

/** What makes no sense for the licence as it is: said before a form is filled in; whoever is beaten later hears it from the service. */
const pointless = (ctx: Ctx, { id, state }: Licensed, deed: 'contract' | 'renew'): UserError =>
  new UserError('not-now', (w) => w.licenses.notNow(w.licenses.deed[deed], w.licenses.state[state], undefined), {
    blocks: [{ kind: 'buttons', buttons: [{ label: ctx.w.licenses.openCard, style: 'primary', press: cardPress(id) }] }],
  });

export const contractForm = form({
  name: 'licenses.contractForm',
  command: 'cliente',
  permission: 'license',
  answers: 'private',
  title: (w) => w.licenses.contract,
  submit: (w) => w.licenses.contractSubmit,
  input: one,
  fields: z.object({ plan: ask.plan, payer: ask.payer, recurrence: ask.recurrence, startsOn: ask.startsOn, autoRenew: ask.autoRenew }),
  run: async (ctx, { id }, { plan, autoRenew, ...wish }) => {
    const { after } = await contract(ctx, id, { ...wish, plan: planName(plan), autoRenew: autoRenew === 'yes' });
    return card(ctx, id, ctx.w.licenses.contracted(after.plan));
  },
});

export const openContract = action({
  name: 'licenses.contract',
  command: 'cliente',
  permission: 'license',
  answers: 'form',
  input: z.object({ id: z.uuid().optional() }),
  run: async (ctx, { id: given }, picked) => {
    const of = await licensed(ctx, picked[0] ?? given ?? '');
    const { id, situation, state, revenue, terms } = of;
    const gate = gateOf(situation);
    if (gate !== 'open') throw gated(ctx, id, gate);
    if (may('contract', state, null) !== 'yes') throw pointless(ctx, of, 'contract');
    return contractForm.open(
      { id },
      {
        plan: planFor(revenue) ?? (terms ? planNamed(terms.plan) : undefined),
        payer: terms?.payer ?? 'client',
        recurrence: terms?.recurrence ?? 'yearly',
        startsOn: ctx.w.licenses.typedDay(ctx.today),
        autoRenew: 'yes',
      },
    );
  },
});

export const renewForm = form({
  name: 'licenses.renewForm',
  command: 'cliente',
  permission: 'license',
  answers: 'private',
  title: (w) => w.licenses.renewTitle,
  submit: (w) => w.licenses.renewSubmit,
  input: z.object({ id: z.uuid(), until: z.iso.date() }),
  fields: z.object({ plan: ask.plan, recurrence: ask.bought, autoRenew: ask.lotRenews }),
  run: async (ctx, { id, until }, { plan, recurrence, autoRenew }) => {
    const { after } = await renewLicense(ctx, id, until, { plan: planName(plan), recurrence, autoRenew: autoRenew === 'yes' });
    return card(ctx, id, ctx.w.licenses.done.renew(ctx.w.format.day(after.expiresOn)));
  },
});

export const openRenew = action({
  name: 'licenses.renew',
  command: 'cliente',
  permission: 'license',
  answers: 'form',
  input: one,
  run: async (ctx, { id }) => {
    const of = await licensed(ctx, id);
    const { terms, state, revenue } = of;
    const verdict = may('renew', state, terms?.packageId ?? null);
    if (verdict === 'lot') throw byLot(ctx, terms!.packageId!);
    if (verdict !== 'yes' || !terms) throw pointless(ctx, of, 'renew');
    // At a renewal the plan follows the revenue, where that is known.
    const plan = planFor(revenue) ?? planNamed(terms.plan);
    return renewForm.open(
      { id, until: terms.expiresOn },
      { plan, recurrence: terms.recurrence, autoRenew: terms.autoRenew ? 'yes' : 'no' },
    );
  },
});
