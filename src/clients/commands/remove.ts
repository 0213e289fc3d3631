import { z } from 'zod';
import type { Ctx } from '../../kit/ctx.ts';
import { action, type Feature } from '../../kit/definition.ts';
import { UserError } from '../../kit/errors.ts';
import { reasonAgainst } from '../gates.ts';
import { clientOf, lossOf } from '../reads/client.ts';
import { type Removed, removeClient, restoreClient } from '../service/remove.ts';
import { askView, removedView } from '../views/remove.ts';
import { backToCard, card } from './card.ts';

const one = z.object({ id: z.uuid() });

/** Why nothing was deleted. */
const refusal = (ctx: Ctx, id: string, removed: Exclude<Removed, { kind: 'removed' }>): UserError => {
  if (removed.kind === 'already')
    return new UserError('already', (w) => w.clients.remove.already(removed.by?.who ?? ''));
  const { kind } = removed;
  if (kind === 'gone') return new UserError(kind, (w) => w.clients.card.gone);
  return new UserError(kind, (w) => w.clients.remove[kind], {
    blocks: [
      {
        kind: 'buttons',
        buttons: [{ label: ctx.w.clients.card.open, style: 'primary', press: backToCard.press({ id }) }],
      },
    ],
  });
};

async function ask(ctx: Ctx, id: string) {
  const client = await clientOf(ctx, id);
  if (!client) throw refusal(ctx, id, { kind: 'gone' });
  const reason = reasonAgainst('remove', client.standing);
  if (reason) throw refusal(ctx, id, { kind: reason === 'connected' ? 'connected' : 'invited' });
  return askView(ctx.w, client, await lossOf(ctx, id), [
    { label: ctx.w.clients.remove.yes, style: 'danger', press: removeNow.press({ id }) },
    { label: ctx.w.clients.remove.keep, press: backToCard.press({ id }) },
  ]);
}

export const removeAsk = action({
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
    if (removed.kind !== 'removed') throw refusal(ctx, id, removed);
    return removedView(ctx.w, removed.name, {
      label: ctx.w.clients.remove.undo,
      press: undo.press({ id, at: removed.at }),
    });
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
    if (restored.kind === 'already')
      throw new UserError('already', (w) => w.clients.remove.undoneBefore(restored.by?.who ?? ''));
    return card(ctx, id, ctx.w.clients.remove.undone(restored.name));
  },
});

export const clientRemove: Feature = { actions: [removeAsk, removeNow, undo] };
