import { z } from 'zod';
import { contextOf, type House } from '../../firms/context.ts';
import { firmOf } from '../../firms/reads/firm.ts';
import type { Sender } from '../../jobs/sender.ts';
import type { Delivered } from '../../kit/incoming.ts';
import type { Post } from '../../kit/post.ts';
import type { Button, View } from '../../kit/view.ts';
import { locales } from '../../kit/words.ts';
import { waitingCard } from '../views/prepared.ts';
import { preparedOf } from './prepare.ts';

const payload = z.object({
  id: z.string(),
  platform: z.string(),
  workspace: z.string(),
  user: z.string(),
  locale: z.enum(locales),
});
const done: Delivered = { ok: true, message: '' };

/** How what an assistant prepared comes to its person: in private, in their own chat. */
export const cardSender = (
  house: House,
  post: Post,
  { buttons, clock }: { buttons(label: string, id: string, say: { drop: string }): readonly Button[]; clock(): Date },
): Sender => ({
  send: async (given, once) => {
    const { id, platform, workspace, user, locale } = payload.parse(given);
    const now = clock();
    const row = await house.data.db.draft.findUnique({ where: { id }, select: { firmId: true } });
    const firm = row?.firmId ? await firmOf(house.data, row.firmId) : undefined;
    const kept = await preparedOf({ ...house, now }, id);
    // Done, dropped or erased before it was told: there is nothing to tell.
    if (!firm || !kept) return done;
    const ctx = contextOf(house, {
      firm: { id: firm.id, name: firm.name, timeZone: firm.timeZone, version: firm.version },
      actor: { kind: 'system', id: 'outbox' },
      locale,
      from: 'outbox',
      now,
    });
    const view: View = waitingCard(ctx.w, kept.assistant, kept, buttons(kept.label, id, ctx.w.assistants));
    return post(ctx, { platform, workspace, channel: user, direct: true }, view, once);
  },
});
