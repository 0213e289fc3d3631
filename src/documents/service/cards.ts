import type { Scope } from '../../clients/reads/scope.ts';
import { contextOf, type House } from '../../firms/context.ts';
import type { Senders } from '../../jobs/sender.ts';
import type { Ctx } from '../../kit/ctx.ts';
import type { Address, Delivered } from '../../kit/incoming.ts';
import type { Post } from '../../kit/post.ts';
import type { View } from '../../kit/view.ts';
import type { Locale } from '../../kit/words.ts';
import { keepStanding } from '../../notices/service/posted.ts';
import { type Item, itemSeen } from '../reads/items.ts';
import { type Job, jobSeen } from '../reads/jobs.ts';

/** How a job and a ZIP are shown; handed in by the commands, which mint the buttons. */
export interface Shows {
  job(ctx: Ctx, job: Job, scope: Scope): Promise<View>;
  zip(ctx: Ctx, item: Item, job: Job): Promise<View>;
}

const nowhere: Delivered = { ok: false, gone: true, reason: 'there is no such job, member or client any more' };

/** A Slack channel takes about a message a second. */
const pace = 1000;

/** How the card of a job and its ZIPs leave the process: as things stand at that moment, and only what the one who asked may still see. */
export function documentSenders(house: House, post: Post, shows: Shows, clock: () => Date): Senders {
  const { db } = house.data;
  const load = async (jobId: string) => {
    const row = await db.documentJob.findUnique({ where: { id: jobId }, include: { firm: true, member: true } });
    if (!row?.member || row.member.removedAt) return undefined;
    const { firm, member } = row;
    const ctx = contextOf(house, {
      firm: { id: firm.id, name: firm.name, timeZone: firm.timeZone, version: firm.version },
      actor: { kind: 'system', id: 'outbox' },
      locale: row.locale as Locale,
      from: 'outbox',
      now: clock(),
    });
    const scope: Scope = { firmId: firm.id, ...(member.role === 'analyst' ? { analystId: member.id } : {}) };
    const job = await jobSeen(ctx, jobId);
    const { platform, workspace, channel, message, shared } = row;
    return (
      job && {
        ctx,
        scope,
        job,
        message,
        address: { platform, workspace, channel, ...(shared ? {} : { direct: true }) },
      }
    );
  };
  return {
    'documents.card': {
      pace,
      send: async (payload, once) => {
        const there = await load((payload as { jobId: string }).jobId);
        if (!there) return nowhere;
        const { ctx, job, scope, address, message } = there;
        return post(ctx, message ? { ...address, message } : address, await shows.job(ctx, job, scope), once);
      },
      sent: async (tx, payload, message) => {
        await tx.documentJob.updateMany({
          where: { id: (payload as { jobId: string }).jobId, message: null },
          data: { message },
        });
      },
    },
    'documents.file': {
      pace,
      send: async (payload, once) => {
        const row = await db.documentItem.findUnique({ where: { id: (payload as { itemId: string }).itemId } });
        const there = row && (await load(row.jobId));
        const item = there && (await itemSeen(there.ctx, row.id, there.scope));
        if (!item) return nowhere;
        return post(there.ctx, there.address, await shows.zip(there.ctx, item, there.job), once);
      },
      sent: async (tx, payload, message) => {
        const { firmId, clientId, ...at } = payload as Address & { firmId: string; clientId: string };
        // One that was enqueued before places were kept with it.
        if (!firmId) return;
        await keepStanding(tx, { firmId, clientIds: [clientId], kind: 'documents', at, message, now: clock() });
      },
    },
  };
}
