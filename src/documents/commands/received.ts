import { z } from 'zod';
import { openAddress } from '../../clients/presses.ts';
import { clientOf } from '../../clients/reads/client.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { action } from '../../kit/definition.ts';
import { UserError } from '../../kit/errors.ts';
import type { Button } from '../../kit/view.ts';
import { lastMonth } from '../month.ts';
import * as pressed from '../presses.ts';
import { type Asking, askingOf, whyNot } from '../reads/asking.ts';
import { lastItem } from '../reads/items.ts';
import { receivedFrom, receivedSeen } from '../reads/received.ts';
import type { Receipt } from '../schema.ts';
import { copyOf } from '../service/copy.ts';
import { askClient } from '../service/request.ts';
import { askView, receivedView } from '../views/received.ts';

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

/** To ask, where that can be done; where only the e-mail is missing, what leads there, for whoever may. */
function askButtons(ctx: Ctx, id: string, asking: Asking): Button[] {
  if (asking.kind === 'can') return [{ label: ctx.w.documents.ask, press: ask.press({ id }) }];
  return asking.kind === 'no-email' && ctx.can(openAddress.permission)
    ? [{ label: ctx.w.clients.address.button, style: 'primary', press: openAddress.press({ id }) }]
    : [];
}

export const received = action({
  ...pressed.received,
  command: 'documentos',
  answers: 'private',
  run: async (ctx, { id }) => {
    const client = await found(ctx, id);
    const asking = await askingOf(ctx, client);
    return receivedView(ctx, client, await receivedFrom(ctx, id, mostShown), asking, {
      open: openReceived.press({}),
      ask: askButtons(ctx, id, asking),
    });
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
  ...pressed.ask,
  command: 'documentos',
  answers: 'private',
  run: async (ctx, { id }) => {
    const client = await found(ctx, id);
    const asking = await askingOf(ctx, client);
    if (asking.kind !== 'can') {
      const buttons = askButtons(ctx, id, asking);
      throw new UserError(asking.kind, (w) => whyNot(w, asking), {
        blocks: buttons.length > 0 ? [{ kind: 'buttons', buttons }] : [],
      });
    }
    const missing = await missingOf(ctx, id);
    return askView(ctx, {
      client: client.name,
      email: asking.email,
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
