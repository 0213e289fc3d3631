import { z } from 'zod';
import { clientOf } from '../../clients/reads/client.ts';
import { editClient } from '../../clients/service/edit.ts';
import { action, form } from '../../kit/definition.ts';
import { field } from '../../kit/field.ts';
import { text, type View } from '../../kit/view.ts';
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

export const failureActions = [resend, correct];
export const failureForms = [correctForm];
