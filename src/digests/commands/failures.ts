import { z } from 'zod';
import { clientOf } from '../../clients/reads/client.ts';
import { editClient } from '../../clients/service/edit.ts';
import { openRequest } from '../../connections/presses.ts';
import { buttonFor } from '../../kit/button-for.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { action, form } from '../../kit/definition.ts';
import { field } from '../../kit/field.ts';
import { cut } from '../../kit/text.ts';
import { type Button, text, type View } from '../../kit/view.ts';
import type { ToldEvent, Topic } from '../../notices/schema.ts';
import { failed } from '../../notices/service/failed.ts';
import { failedMessage, sendAgain } from '../../notices/service/failures.ts';

const base = { command: 'resumo', permission: 'digest', answers: 'private' } as const;

const done = (said: string): View => ({ tone: 'good', blocks: [text({ bold: said })] });

/** Sends what could not be delivered again, as it was. */
export const resend = action({
  ...base,
  name: 'digests.again',
  input: z.object({ id: z.uuid() }),
  run: async (ctx, { id }) => {
    await sendAgain(ctx, id);
    return done(ctx.w.digests.againSent);
  },
});

/** Asks for the right address of a letter; where that cannot be changed, sends it again as it was. */
export const correct = action({
  ...base,
  name: 'digests.correct',
  answers: 'form',
  input: z.object({ id: z.uuid(), client: z.uuid() }),
  run: async (ctx, { id, client }) => correctForm.open({ id, client }, { email: (await failedMessage(ctx, id)).to }),
});

const correctForm = form({
  ...base,
  name: 'digests.correctForm',
  title: (w) => w.digests.correctTitle,
  submit: (w) => w.digests.correctSubmit,
  input: z.object({ id: z.uuid(), client: z.uuid() }),
  fields: z.object({ email: field.email((w) => w.digests.field.email) }),
  run: async (ctx, { id, client }, { email }) => {
    const { mayCorrect } = await failedMessage(ctx, id);
    const known = await clientOf(ctx, client);
    // The address of a client who is connected is the client's own to change: only this letter goes elsewhere.
    const edited =
      known && known.email !== email && ctx.can('edit')
        ? await editClient(ctx, client, known.updatedAt.getTime(), { email })
        : undefined;
    await sendAgain(ctx, id, mayCorrect ? email : undefined);
    return done(ctx.w.digests.correctSent(email, edited?.kind === 'saved'));
  },
});

/** So many failures have buttons of their own. */
const mostFailures = 3;

/** An invitation is corrected where it waits, a client's letter here; all else can be sent again. */
function failureButtons(ctx: Ctx, events: readonly ToldEvent[]): Button[] {
  const { digests: say } = ctx.w;
  const steps = events.flatMap((event) => (event.outboxId ? [{ ...event, id: event.outboxId }] : []));
  return steps.slice(0, mostFailures).flatMap(({ name, requestId, clientId, id }): Button[] => {
    const who = cut(name, 40);
    if (requestId) return buttonFor(ctx, openRequest, say.openInvitation(who), { id: requestId }, 'primary');
    if (clientId)
      return [{ label: say.correct(who), style: 'primary', press: correct.press({ id, client: clientId }) }];
    return [{ label: say.again, press: resend.press({ id }) }];
  });
}

export const failedTopic: Topic = { ...failed, buttons: failureButtons };
export const failureActions = [resend, correct];
export const failureForms = [correctForm];
