import { z } from 'zod';
import type { Ctx } from '../../kit/ctx.ts';
import { action, type Feature } from '../../kit/definition.ts';
import { UserError } from '../../kit/errors.ts';
import { clientOf, lossOf } from '../reads/client.ts';
import { type Removed, removeClient, restoreClient, undeletable } from '../service/remove.ts';
import { askView, removedView } from '../views/remove.ts';
import { backToCard, card } from './card.ts';

const one = z.object({ id: z.uuid() });

/** Why nothing was deleted. */
const refusal = (removed: Exclude<Removed, { kind: 'removed' }>): UserError =>
  new UserError(removed.kind, (w) => {
    if (removed.kind === 'already') return w.clients.remove.already(removed.by?.who ?? '');
    if (removed.kind === 'gone') return w.clients.card.gone;
    return removed.kind === 'connected' ? w.clients.remove.connected : w.clients.remove.invited;
  });

async function ask(ctx: Ctx, id: string) {
  const client = await clientOf(ctx, id);
  if (!client) throw refusal({ kind: 'gone' });
  if (undeletable.includes(client.situation)) throw refusal({ kind: client.situation === 'connected' ? 'connected' : 'invited' });
  return askView(ctx.w, client, await lossOf(ctx, id), [
    { label: ctx.w.clients.remove.yes, style: 'danger', press: removeNow.press({ id }) },
    { label: ctx.w.clients.remove.keep, press: backToCard.press({ id }) },
  ]);
}

const removeAsk = action({
  name: 'clients.delete',
  command: 'cliente',
  permission: 'delete',
  answers: 'update',
  input: one,
  run: (ctx, { id }) => ask(ctx, id),
});

const removeNow = action({
  name: 'clients.deleteNow',
  command: 'cliente',
  permission: 'delete',
  answers: 'update',
  input: one,
  run: async (ctx, { id }) => {
    const removed = await removeClient(ctx, id);
    if (removed.kind !== 'removed') throw refusal(removed);
    return removedView(ctx.w, removed.name, { label: ctx.w.clients.remove.undo, press: undo.press({ id, at: removed.at }) });
  },
});

const undo = action({
  name: 'clients.restore',
  command: 'cliente',
  permission: 'delete',
  answers: 'update',
  input: z.object({ id: z.uuid(), at: z.number().int() }),
  run: async (ctx, { id, at }) => {
    const restored = await restoreClient(ctx, id, at);
    if (restored.kind === 'late') throw new UserError('too-late', (w) => w.clients.remove.late);
    if (restored.kind === 'already') throw new UserError('already', (w) => w.clients.remove.undoneBefore(restored.by?.who ?? ''));
    return card(ctx, id, ctx.w.clients.remove.undone(restored.name));
  },
});

export const clientRemove: Feature = { actions: [removeAsk, removeNow, undo] };
