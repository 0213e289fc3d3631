import type { Trouble } from '../../data/failure.ts';
import type { Log } from '../../kit/ctx.ts';
import type { Post } from '../../kit/post.ts';
import type { Locale } from '../../kit/words.ts';
import { contextOf, type House } from '../context.ts';

/** Tells every admin in private that nothing can be written, straight through the platform: no row can wait for it in the outbox. */
export async function tellAdmins(
  house: House,
  post: Post,
  log: Log,
  cause: Exclude<Trouble, 'away'>,
  now: Date,
): Promise<void> {
  const admins = await house.data.db.chatIdentity.findMany({
    where: { member: { role: 'admin', removedAt: null } },
    include: { firm: true, member: { select: { locale: true } } },
  });
  for (const { platform, workspace, user, firm, member } of admins) {
    const ctx = contextOf(house, {
      firm: { id: firm.id, name: firm.name, timeZone: firm.timeZone, version: firm.version },
      actor: { kind: 'system', id: 'storage' },
      locale: (member.locale ?? firm.locale) as Locale,
      from: 'storage',
      now,
    });
    const view = { tone: 'bad' as const, blocks: [{ kind: 'text' as const, text: ctx.w.notices.cannotWrite[cause] }] };
    // Of several processes each would tell: the platform knows the second by its key.
    const key = `storage:${cause}:${now.toISOString().slice(0, 13)}:${user}`;
    const delivered = await post(ctx, { platform, workspace, channel: user, direct: true }, view, { key });
    if (!delivered.ok) log.warn({ platform, reason: delivered.reason }, 'an admin could not be told');
  }
}
