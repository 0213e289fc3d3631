import type { Ctx } from '../../kit/ctx.ts';
import { UserError } from '../../kit/errors.ts';
import { fields } from '../fields.ts';
import { clientOf } from '../reads/client.ts';
import { editClient } from './edit.ts';

const tries = 5;

/** Puts a text behind what is noted of a client. What somebody else writes there meanwhile stays. */
export async function addNote(ctx: Ctx, id: string, note: string): Promise<void> {
  for (let left = tries; left > 0; left--) {
    const client = await clientOf(ctx, id);
    if (!client) break;
    const notes = client.notes ? `${client.notes}\n${note}` : note;
    const room = fields.notes.edit.max - notes.length;
    if (room < 0) {
      const say = (w: Ctx['w']) => w.shortcuts.noRoom(Math.max(0, room + note.length));
      throw new UserError('input', say, { fields: { note: say } });
    }
    const { kind } = await editClient(ctx, id, client.updatedAt.getTime(), { notes });
    if (kind === 'saved' || kind === 'same') return;
    if (kind !== 'changed') break;
  }
  throw new UserError('gone', (w) => w.clients.card.gone);
}
