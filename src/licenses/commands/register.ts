import { z } from 'zod';
import { action, form } from '../../kit/definition.ts';
import { planFor, planName } from '../../terms/plans.ts';
import * as pressed from '../presses.ts';
import { licensed } from '../reads/license.ts';
import { register } from '../service/license.ts';
import { allow } from '../service/refusals.ts';
import { card } from './card.ts';
import { ask, forClient } from './fields.ts';

export const registerForm = form({
  name: 'licenses.registerForm',
  command: 'cliente',
  permission: 'license',
  answers: 'private',
  title: (w) => w.licenses.registerTitle,
  submit: (w) => w.licenses.registerSubmit,
  input: z.object({ id: z.uuid() }),
  about: forClient,
  fields: z.object({ plan: ask.plan, recurrence: ask.bought, expiresOn: ask.expiresOn, autoRenew: ask.lotRenews }),
  run: async (ctx, { id }, { plan, autoRenew, ...own }) => {
    const { after } = await register(ctx, id, { ...own, plan: planName(plan), autoRenew: autoRenew === 'yes' });
    return card(ctx, id, ctx.w.licenses.registered(after.plan));
  },
});

/** Puts down what a connected client pays there already. */
export const openRegister = action({
  ...pressed.openRegister,
  command: 'cliente',
  answers: 'form',
  run: async (ctx, { id }) => {
    const of = await licensed(ctx, id);
    await allow(ctx, of, 'register');
    return registerForm.open({ id }, { plan: planFor(of.revenue), recurrence: 'yearly', autoRenew: 'yes' });
  },
});
