import { z } from 'zod';
import { allows } from '../../clients/gates.ts';
import { clientOf } from '../../clients/reads/client.ts';
import { action } from '../../kit/definition.ts';
import { UserError } from '../../kit/errors.ts';
import { cut } from '../../kit/text.ts';
import * as pressed from '../presses.ts';
import { disconnect } from '../service/answer.ts';

const one = z.object({ id: z.uuid() });

/** Asks before a connected client is disconnected. */
export const disconnectAsk = action({
  ...pressed.disconnectAsk,
  command: 'cliente',
  answers: 'private',
  run: async (ctx, { id }) => {
    const client = await clientOf(ctx, id);
    const w = ctx.w.connections;
    if (!client || !allows(client.standing, 'disconnect'))
      throw new UserError('not-connected', (words) => words.connections.notConnected);
    return {
      tone: 'warn',
      blocks: [
        { kind: 'text', text: w.disconnectAsk(cut(client.name, 100)) },
        {
          kind: 'buttons',
          buttons: [
            { label: w.disconnectYes, style: 'danger', press: disconnectNow.press({ id }) },
            { label: w.keep, press: disconnectKeep.press({}) },
          ],
        },
      ],
    };
  },
});

export const disconnectNow = action({
  name: 'connections.disconnect',
  command: 'cliente',
  permission: 'decide',
  answers: 'update',
  input: one,
  run: async (ctx, { id }) => {
    const client = await clientOf(ctx, id);
    if (!client || !(await disconnect(ctx, id)))
      throw new UserError('not-connected', (w) => w.connections.notConnected);
    return { tone: 'good', blocks: [{ kind: 'text', text: ctx.w.connections.disconnected(cut(client.name, 100)) }] };
  },
});

export const disconnectKeep = action({
  name: 'connections.keep',
  command: 'cliente',
  permission: 'decide',
  answers: 'update',
  input: z.object({}),
  run: async (ctx) => ({ blocks: [{ kind: 'text', text: ctx.w.connections.kept }] }),
});
