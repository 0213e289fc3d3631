import { z } from 'zod';
import { clientOf } from '../../clients/reads/client.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { action } from '../../kit/definition.ts';
import { UserError } from '../../kit/errors.ts';
import { lastMonth } from '../month.ts';
import * as pressed from '../presses.ts';
import { lastItem } from '../reads/jobs.ts';
import { receivedFrom, receivedSeen } from '../reads/received.ts';
import type { Receipt } from '../schema.ts';
import { copyOf } from '../service/copy.ts';
import { askClient } from '../service/request.ts';
import { askView, receivedView } from '../views/received.ts';

const one = z.object({ id: z.uuid() });
/** As many as a menu takes. */
const mostShown = 20;

async function found(ctx: Ctx, id: string) {
  const client = await clientOf(ctx, id);
  if (!client) throw new UserError('gone', (w) => w.documents.clientGone);
  return client;
}

/** What is known to be missing of a client: of the month that was last taken, or of last month when none was. */
async function missingOf(ctx: Ctx, clientId: string): Promise<{ month: string; receipts: readonly Receipt[] }> {
  const item = await lastItem(ctx, clientId);
  return { month: item?.month ?? lastMonth(ctx.today), receipts: item?.receipts ?? [] };
}

export const received = action({
  ...pressed.received,
  command: 'documentos',
  answers: 'private',
  run: async (ctx, { id }) => {
    const client = await found(ctx, id);
    return receivedView(ctx, client, await receivedFrom(ctx, id, mostShown), { open: openReceived.press({}), ask: ask.press({ id }) });
  },
});

export const openReceived = action({
  name: 'documents.open',
  command: 'documentos',
  permission: 'see',
  answers: 'private',
  input: z.object({ id: z.uuid().optional() }),
  run: async (ctx, { id }, picked) => {
    const wanted = picked[0] ?? id ?? '';
    const item = z.uuid().safeParse(wanted).success ? await receivedSeen(ctx, wanted) : undefined;
    const file = item && (await copyOf(ctx, item));
    if (!file) throw new UserError('gone', (w) => w.documents.receivedGone);
    return { tone: 'good', blocks: [{ kind: 'text', text: ctx.w.documents.receivedHere(file.name) }], files: [file] };
  },
});

export const ask = action({
  name: 'documents.ask',
  command: 'documentos',
  permission: 'see',
  answers: 'private',
  input: one,
  run: async (ctx, { id }) => {
    const client = await found(ctx, id);
    if (!client.email) throw new UserError('no-email', (w) => w.documents.noEmail);
    const missing = await missingOf(ctx, id);
    return askView(ctx, {
      client: client.name,
      email: client.email,
      ...missing,
      leads: { send: askSend.press({ id, month: missing.month }), drop: askDrop.press({}) },
    });
  },
});

export const askSend = action({
  name: 'documents.askSend',
  command: 'documentos',
  permission: 'see',
  answers: 'update',
  input: z.object({ id: z.uuid(), month: z.string().regex(/^\d{4}-\d{2}$/) }),
  run: async (ctx, { id, month }) => {
    const missing = await missingOf(ctx, id);
    const email = await askClient(ctx, id, month, missing.month === month ? missing.receipts : []);
    return { tone: 'good', blocks: [{ kind: 'text', text: ctx.w.documents.asked(email) }] };
  },
});

export const askDrop = action({
  name: 'documents.askDrop',
  command: 'documentos',
  permission: 'see',
  answers: 'update',
  input: z.object({}),
  run: async (ctx) => ({ blocks: [{ kind: 'text', text: ctx.w.documents.askDropped }] }),
});
