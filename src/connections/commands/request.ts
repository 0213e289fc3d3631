import { z } from 'zod';
import type { Ctx } from '../../kit/ctx.ts';
import { action, form } from '../../kit/definition.ts';
import { field } from '../../kit/field.ts';
import type { View } from '../../kit/view.ts';
import { aroundOf } from '../reads/around.ts';
import { requestOf } from '../reads/requests.ts';
import type { Request } from '../schema.ts';
import { accept as acceptRequest, type Choice, cancel, decline as declineRequest } from '../service/answer.ts';
import { notFound } from '../service/decide.ts';
import { renew as inviteAgain, resend } from '../service/invite.ts';
import { type Presses, requestCard } from '../views.ts';

const one = z.object({ id: z.uuid() });

/** The card of a request as it stands now. */
export const cardOf = async (ctx: Ctx, request: Request): Promise<View> => requestCard(ctx, request, await aroundOf(ctx, request), presses);

async function freshCard(ctx: Ctx, id: string): Promise<View> {
  const request = await requestOf(ctx, id);
  if (!request) throw notFound();
  return cardOf(ctx, request);
}

export const accept = action({
  name: 'connections.accept',
  command: 'conexoes',
  permission: 'decide',
  answers: 'update',
  input: one,
  run: (ctx, { id }) => accepted(ctx, id),
});

/** A card that asks for a choice is the answer to a press that had none. */
async function accepted(ctx: Ctx, id: string, choice?: Choice): Promise<View> {
  await acceptRequest(ctx, id, choice);
  return freshCard(ctx, id);
}

export const acceptNew = action({
  name: 'connections.acceptNew',
  command: 'conexoes',
  permission: 'decide',
  answers: 'update',
  input: one,
  run: (ctx, { id }) => accepted(ctx, id, { as: 'new' }),
});

export const acceptThis = action({
  name: 'connections.acceptThis',
  command: 'conexoes',
  permission: 'decide',
  answers: 'update',
  input: z.object({ id: z.uuid(), clientId: z.uuid() }),
  run: (ctx, { id, clientId }) => accepted(ctx, id, { as: 'this', clientId }),
});

export const declineForm = form({
  name: 'connections.declineForm',
  command: 'conexoes',
  permission: 'decide',
  answers: 'update',
  title: (w) => w.connections.declineForm,
  submit: (w) => w.connections.declineSubmit,
  input: one,
  fields: z.object({ reason: field.long((w) => w.connections.field.reason, { max: 500 }) }),
  run: async (ctx, { id }, { reason }) => {
    await declineRequest(ctx, id, reason);
    return freshCard(ctx, id);
  },
});

export const decline = action({
  name: 'connections.decline',
  command: 'conexoes',
  permission: 'decide',
  answers: 'form',
  input: one,
  run: async (_ctx, { id }) => declineForm.open({ id }),
});

export const sendAgain = action({
  name: 'connections.resend',
  command: 'conexoes',
  permission: 'invite',
  answers: 'update',
  input: one,
  run: async (ctx, { id }) => {
    await resend(ctx, { id });
    return freshCard(ctx, id);
  },
});

export const renew = action({
  name: 'connections.renew',
  command: 'conexoes',
  permission: 'invite',
  answers: 'update',
  input: one,
  run: async (ctx, { id }) => cardOf(ctx, await inviteAgain(ctx, id)),
});

export const correctForm = form({
  name: 'connections.correctForm',
  command: 'conexoes',
  permission: 'invite',
  answers: 'update',
  title: (w) => w.connections.correctForm,
  submit: (w) => w.connections.correctSubmit,
  input: one,
  fields: z.object({ email: field.email((w) => w.connections.field.newEmail) }),
  run: async (ctx, { id }, { email }) => {
    await resend(ctx, { id, email });
    return freshCard(ctx, id);
  },
});

export const correct = action({
  name: 'connections.correct',
  command: 'conexoes',
  permission: 'invite',
  answers: 'form',
  input: one,
  run: async (ctx, { id }) => {
    const request = await requestOf(ctx, id);
    if (!request) throw notFound();
    return correctForm.open({ id }, { email: request.email });
  },
});

export const cancelInvitation = action({
  name: 'connections.cancel',
  command: 'conexoes',
  permission: 'invite',
  answers: 'update',
  input: one,
  run: async (ctx, { id }) => {
    await cancel(ctx, id);
    return freshCard(ctx, id);
  },
});

export const openRequest = action({
  name: 'connections.open',
  command: 'conexoes',
  permission: 'see',
  answers: 'private',
  input: z.object({ id: z.uuid().optional() }),
  run: async (ctx, { id }, picked) => freshCard(ctx, picked[0] ?? id ?? ''),
});

const presses: Presses = {
  accept: (id) => accept.press({ id }),
  decline: (id) => decline.press({ id }),
  resend: (id) => sendAgain.press({ id }),
  correct: (id) => correct.press({ id }),
  cancel: (id) => cancelInvitation.press({ id }),
  acceptNew: (id) => acceptNew.press({ id }),
  acceptThis: (id, clientId) => acceptThis.press({ id, clientId }),
  renew: (id) => renew.press({ id }),
};
