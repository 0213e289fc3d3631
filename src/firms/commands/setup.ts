import { z } from 'zod';
import type { Ctx } from '../../kit/ctx.ts';
import { action, form } from '../../kit/definition.ts';
import { UserError } from '../../kit/errors.ts';
import { field } from '../../kit/field.ts';
import type { View } from '../../kit/view.ts';
import { arrival } from '../reads/arrival.ts';
import { readPhone, seatOf } from '../schema.ts';
import { createFirm, joinFirm } from '../service/setup.ts';
import { joined, ready, welcome } from '../views/welcome.ts';

/** What somebody is told whom no firm knows. */
export const greet = async (ctx: Ctx): Promise<View> => welcome(ctx.w, await arrival(ctx), setUp.press({}));

/** Only a workspace's own administrator says which firm it belongs to, and only while it belongs to none. */
async function mayConfigure(ctx: Ctx): Promise<void> {
  if (ctx.actor.kind === 'member') throw new UserError('already-set-up', (w) => w.firms.alreadySetUp(ctx.firm.name));
  const here = await arrival(ctx);
  if (here.kind === 'stranger') throw new UserError('workspace-taken', (w) => w.firms.stranger(here.admins));
  if (!here.mayConfigure) throw new UserError('ask-admin', (w) => w.firms.askAdmin);
}

export const setUpForm = form({
  name: 'firms.setUpForm',
  command: 'configurar',
  permission: 'visit',
  answers: 'update',
  title: (w) => w.firms.setUpTitle,
  submit: (w) => w.firms.setUp,
  input: z.object({}),
  fields: z.object({
    firm: field.text((w) => w.firms.firmName, { max: 100 }).optional(),
    name: field.text((w) => w.firms.yourName, { max: 80 }),
    email: field.email((w) => w.firms.yourEmail),
    phone: field.text((w) => w.firms.phone, { max: 30, read: readPhone, refuse: (w) => w.firms.badPhone }).optional(),
    code: field.text((w) => w.firms.code, { max: 20 }).optional(),
  }),
  run: async (ctx, _, { firm, name, email, phone, code }) => {
    await mayConfigure(ctx);
    if (code) return joined(ctx.w, await joinFirm(ctx, code, { name, email }, seatOf(ctx.place)));
    const say = (w: Ctx['w']) => w.kit.missing(w.firms.firmName.label);
    if (!firm) throw new UserError('input', say, { fields: { firm: say } });
    return ready(ctx.w, await createFirm(ctx, { firmName: firm, phone, admin: { name, email } }, seatOf(ctx.place)));
  },
});

export const setUp = action({
  name: 'firms.setUp',
  command: 'configurar',
  permission: 'visit',
  answers: 'form',
  input: z.object({}),
  run: async (ctx) => {
    await mayConfigure(ctx);
    return setUpForm.open({});
  },
});
