import { z } from 'zod';
import type { Ctx } from '../../kit/ctx.ts';
import { action, form } from '../../kit/definition.ts';
import { UserError } from '../../kit/errors.ts';
import { field } from '../../kit/field.ts';
import type { View } from '../../kit/view.ts';
import * as pressed from '../presses.ts';
import { type Arrival, arrival } from '../reads/arrival.ts';
import { readPhone, seatOf } from '../schema.ts';
import { createFirm, joinFirm } from '../service/setup.ts';
import { joined, ready, welcome } from '../views/welcome.ts';

/** What somebody is told whom no firm knows. */
export const greet = async (ctx: Ctx, here?: Arrival): Promise<View> =>
  welcome(ctx.w, here ?? (await arrival(ctx)), ctx.place.platform, { setUp: setUp.press({}), again: arrive.press({}) });

const setUpAlready = (ctx: Ctx): never => {
  throw new UserError('already-set-up', (w) => w.firms.alreadySetUp(ctx.firm.name));
};
const unknownYet = (ctx: Ctx): void => void (ctx.actor.kind === 'member' && setUpAlready(ctx));

/** Only a workspace's own administrator says which firm it belongs to, and only while it belongs to none. */
function mayConfigure(ctx: Ctx, here: Arrival): void {
  if (here.kind === 'stranger') throw new UserError('workspace-taken', (w) => w.firms.stranger(here.admins));
  if (here.kind === 'nowhere') throw new UserError('nowhere', (w) => w.firms.nowhere);
  if (here.mayConfigure === undefined)
    throw new UserError('admin-unknown', (w) => w.firms.adminUnknown(ctx.place.platform));
  if (!here.mayConfigure) throw new UserError('ask-admin', (w) => w.firms.askAdmin(ctx.place.platform));
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
    unknownYet(ctx);
    mayConfigure(ctx, await arrival(ctx));
    if (code) return joined(ctx.w, await joinFirm(ctx, code, { name, email }, seatOf(ctx.place)));
    const say = (w: Ctx['w']) => w.kit.missing(w.firms.firmName.label);
    if (!firm) throw new UserError('input', say, { fields: { firm: say } });
    return ready(
      ctx.w,
      await createFirm(ctx, { firmName: firm, phone, admin: { name, email } }, seatOf(ctx.place)),
      email,
    );
  },
});

export const setUp = action({
  ...pressed.setUp,
  command: 'configurar',
  answers: 'form',
  run: async (ctx) => {
    unknownYet(ctx);
    const here = await arrival(ctx);
    // What the platform did not say just now, it may say in a moment: the card offers that.
    if (here.kind === 'newcomer' && here.mayConfigure === undefined) return greet(ctx, here);
    mayConfigure(ctx, here);
    return setUpForm.open({});
  },
});

/** The welcome once more, with what is known now. */
export const arrive = action({
  name: 'firms.arrive',
  command: 'configurar',
  permission: 'visit',
  answers: 'update',
  input: z.object({}),
  run: async (ctx) => (ctx.actor.kind === 'visitor' ? greet(ctx) : setUpAlready(ctx)),
});
