import { z } from 'zod';
import type { Ctx } from '../../kit/ctx.ts';
import { action, type Feature } from '../../kit/definition.ts';
import { UserError } from '../../kit/errors.ts';
import { type Removed, removeClient, restoreClient } from '../service/remove.ts';
import { removedView } from '../views/remove.ts';
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

/** Deletes at once: nothing is asked, because all of it can be brought back. */
export const removeNow = action({
  name: 'clients.delete',
  command: 'cliente',
  permission: 'delete',
  answers: 'update',
  input: one,
  run: async (ctx, { id }) => {
    const removed = await removeClient(ctx, id);
    if (removed.kind !== 'removed') throw refusal(ctx, id, removed);
    return removedView(ctx.w, removed.name, {
      label: ctx.w.clients.remove.undo,
      style: 'primary',
      press: undo.press({ id, at: removed.at }),
    });
  },
});

/** What a question of before was answered with. */
const removeAnswered = action({ ...removeNow, name: 'clients.deleteNow' });

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

export const clientRemove: Feature = { actions: [removeNow, removeAnswered, undo] };
