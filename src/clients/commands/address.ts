import { z } from 'zod';
import type { Ctx } from '../../kit/ctx.ts';
import { action, type Feature, form } from '../../kit/definition.ts';
import { UserError } from '../../kit/errors.ts';
import { field } from '../../kit/field.ts';
import { cut } from '../../kit/text.ts';
import { type Button, text } from '../../kit/view.ts';
import { addressOf } from '../../terms/client.ts';
import * as pressed from '../presses.ts';
import { clientOf } from '../reads/client.ts';
import { enterAddress } from '../service/address.ts';
import { addressSteps } from '../steps.ts';

const one = z.object({ id: z.uuid() });

async function current(ctx: Ctx, id: string) {
  const client = await clientOf(ctx, id);
  if (!client) throw new UserError('gone', (w) => w.clients.card.gone);
  return client;
}

const addressForm = form({
  name: 'clients.saveAddress',
  command: 'cliente',
  permission: 'edit',
  answers: 'update',
  title: (w) => w.clients.address.title,
  submit: (w) => w.clients.edit.submit,
  input: one,
  fields: z.object({ email: field.email((w) => w.clients.field.email) }),
  run: async (ctx, { id }, { email }) => {
    await enterAddress(ctx, id, email);
    const client = await current(ctx, id);
    const { name } = client;
    const buttons: Button[] = [
      ...addressSteps(ctx, client),
      { label: ctx.w.clients.card.open, press: pressed.openClient.press({ id }) },
    ];
    return {
      tone: 'good',
      blocks: [text(ctx.w.clients.address.saved(cut(name, 100), email)), { kind: 'buttons', buttons }],
    };
  },
});

const openAddress = action({
  ...pressed.openAddress,
  command: 'cliente',
  answers: 'form',
  run: async (ctx, { id }) => {
    const email = addressOf(await current(ctx, id));
    if (email) throw new UserError('changed', (w) => w.clients.address.there(email));
    return addressForm.open({ id });
  },
});

export const clientAddress: Feature = { actions: [openAddress], forms: [addressForm] };
