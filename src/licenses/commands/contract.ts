import { z } from 'zod';
import { action, form } from '../../kit/definition.ts';
import { UserError } from '../../kit/errors.ts';
import { paying, recurrences } from '../../terms/licence.ts';
import { type Plan, planFor, planName, planNamed } from '../../terms/plans.ts';
import * as pressed from '../presses.ts';
import { licensed } from '../reads/license.ts';
import { contract, renewLicense } from '../service/license.ts';
import { allow } from '../service/refusals.ts';
import { card } from './card.ts';
import { ask, forClient } from './fields.ts';

const one = z.object({ id: z.uuid() });

export const contractForm = form({
  name: 'licenses.contractForm',
  command: 'cliente',
  permission: 'license',
  answers: 'private',
  title: (w) => w.licenses.contract,
  submit: (w) => w.licenses.contractSubmit,
  input: one,
  about: forClient,
  fields: z.object({
    plan: ask.planWithFree,
    payer: ask.payer,
    recurrence: ask.recurrence,
    startsOn: ask.startsOn,
    autoRenew: ask.autoRenew,
  }),
  run: async (ctx, { id }, values) => {
    const { plan, autoRenew, ...wish } = values;
    try {
      const { after } = await contract(ctx, id, {
        ...wish,
        plan: planName(plan as Plan),
        autoRenew: autoRenew === 'yes',
      });
      return card(ctx, id, ctx.w.licenses.contracted(after.plan));
    } catch (error) {
      if (!(error instanceof UserError) || (error.code !== 'none-free' && error.code !== 'busy')) throw error;
      // What was chosen is kept: another plan or payer may do.
      const again = {
        label: ctx.w.licenses.chooseAgain,
        style: 'primary' as const,
        press: contractAgain.press({ id, ...values }),
      };
      throw new UserError(error.code, error.say, { blocks: [{ kind: 'buttons', buttons: [again] }, ...error.blocks] });
    }
  },
});

/** The form as it was sent. */
export const contractAgain = action({
  name: 'licenses.contractAgain',
  command: 'cliente',
  permission: 'license',
  answers: 'form',
  input: z.object({
    id: z.uuid(),
    plan: z.string().max(40),
    payer: z.enum(paying),
    recurrence: z.enum(recurrences),
    startsOn: z.iso.date(),
    autoRenew: z.enum(['yes', 'no']),
  }),
  run: async (ctx, { id, startsOn, ...values }) => {
    await allow(ctx, await licensed(ctx, id), 'contract');
    return contractForm.open({ id }, { ...values, startsOn: ctx.w.licenses.typedDay(startsOn) });
  },
});

export const openContract = action({
  ...pressed.openContract,
  command: 'cliente',
  answers: 'form',
  run: async (ctx, { id: given }, picked) => {
    const of = await licensed(ctx, picked[0] ?? given ?? '');
    const { id, revenue, terms, agreedPayer, standing } = of;
    // Said before a form is filled in; whoever is beaten later hears it from the service.
    await allow(ctx, of, 'contract');
    return contractForm.open(
      { id },
      {
        plan: planFor(revenue) ?? (terms ? planNamed(terms.plan) : undefined),
        // As agreed when they were invited. What a connected client pays is put down as it is; so here it is the firm that pays.
        payer: agreedPayer ?? terms?.payer ?? (standing.situation === 'connected' ? 'firm' : 'client'),
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
  about: forClient,
  fields: z.object({ plan: ask.plan, recurrence: ask.bought, autoRenew: ask.lotRenews }),
  run: async (ctx, { id, until }, { plan, recurrence, autoRenew }) => {
    const { after } = await renewLicense(ctx, id, until, {
      plan: planName(plan),
      recurrence,
      autoRenew: autoRenew === 'yes',
    });
    return card(ctx, id, ctx.w.licenses.done.renew(ctx.w.format.day(after.expiresOn)));
  },
});

export const openRenew = action({
  ...pressed.openRenew,
  command: 'cliente',
  answers: 'form',
  run: async (ctx, { id }) => {
    const of = await licensed(ctx, id);
    const { revenue } = of;
    await allow(ctx, of, 'renew');
    const terms = of.terms!;
    // At a renewal the plan follows the revenue, where that is known.
    const plan = planFor(revenue) ?? planNamed(terms.plan);
    return renewForm.open(
      { id, until: terms.expiresOn },
      { plan, recurrence: terms.recurrence, autoRenew: terms.autoRenew ? 'yes' : 'no' },
    );
  },
});
