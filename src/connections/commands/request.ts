import { z } from 'zod';
import type { Ctx } from '../../kit/ctx.ts';
import { action, form } from '../../kit/definition.ts';
import { UserError } from '../../kit/errors.ts';
import { field } from '../../kit/field.ts';
import { note, type View } from '../../kit/view.ts';
import { locales } from '../../kit/words.ts';
import * as pressed from '../presses.ts';
import { aroundOf } from '../reads/around.ts';
import { requestOf } from '../reads/requests.ts';
import type { Request } from '../schema.ts';
import { accept as acceptRequest, type Choice, cancel, decline as declineRequest } from '../service/answer.ts';
import { notFound } from '../service/decide.ts';
import { renew as inviteAgain, resend } from '../service/invite.ts';
import { type Presses, requestCard } from '../views/card.ts';

const one = z.object({ id: z.uuid() });

/** The card of a request as it stands now. */
export const cardOf = async (ctx: Ctx, request: Request): Promise<View> =>
  requestCard(ctx, request, await aroundOf(ctx, request), presses);

async function freshCard(ctx: Ctx, id: string, said?: string): Promise<View> {
  const request = await requestOf(ctx, id);
  if (!request) throw notFound();
  const view = await cardOf(ctx, request);
  return said ? { ...view, blocks: [note(said), ...view.blocks] } : view;
}

/** Somebody was faster, or the time is over: what is pressed shows a request as it is no longer. */
const late: readonly string[] = ['decided', 'expired'];

/** Does something to a request and shows it as it stands now, on every platform in the place of what was pressed; also to who came too late. */
async function settled(ctx: Ctx, id: string, work: () => Promise<string | undefined>): Promise<View> {
  let said: string | undefined;
  try {
    said = await work();
  } catch (error) {
    if (!(error instanceof UserError) || !late.includes(error.code)) throw error;
    said = error.say(ctx.w);
  }
  return freshCard(ctx, id, said);
}

export const accept = action({
  ...pressed.accept,
  command: 'conexoes',
  answers: 'update',
  run: (ctx, { id }) => accepted(ctx, id),
});

/** A card that asks for a choice is the answer to a press that had none. */
const accepted = (ctx: Ctx, id: string, choice?: Choice): Promise<View> =>
  settled(ctx, id, async () => {
    await acceptRequest(ctx, id, choice);
    return undefined;
  });

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
  run: (ctx, { id }, { reason }) =>
    settled(ctx, id, async () => {
      await declineRequest(ctx, id, reason);
      return undefined;
    }),
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
  run: (ctx, { id }) => settled(ctx, id, async () => ctx.w.connections.resent((await resend(ctx, { id })).email)),
});

/** The same invitation once more, in the other language: the client reads one of the two. */
export const sendIn = action({
  name: 'connections.language',
  command: 'conexoes',
  permission: 'invite',
  answers: 'update',
  input: z.object({ id: z.uuid(), locale: z.enum(locales) }),
  run: (ctx, { id, locale }) =>
    settled(ctx, id, async () => ctx.w.connections.resentIn[locale]((await resend(ctx, { id, locale })).email)),
});

export const renew = action({
  ...pressed.renew,
  command: 'conexoes',
  answers: 'update',
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
  run: (ctx, { id }, { email }) =>
    settled(ctx, id, async () => ctx.w.connections.resent((await resend(ctx, { id, email })).email)),
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
  run: (ctx, { id }) =>
    settled(ctx, id, async () => {
      await cancel(ctx, id);
      return undefined;
    }),
});

export const openRequest = action({
  ...pressed.openRequest,
  command: 'conexoes',
  answers: 'private',
  run: async (ctx, { id }, picked) => freshCard(ctx, picked[0] ?? id ?? ''),
});

const presses: Presses = {
  accept: (id) => accept.press({ id }),
  decline: (id) => decline.press({ id }),
  resend: (id) => sendAgain.press({ id }),
  sendIn: (id, locale) => sendIn.press({ id, locale }),
  correct: (id) => correct.press({ id }),
  cancel: (id) => cancelInvitation.press({ id }),
  acceptNew: (id) => acceptNew.press({ id }),
  acceptThis: (id, clientId) => acceptThis.press({ id, clientId }),
  renew: (id) => renew.press({ id }),
};
