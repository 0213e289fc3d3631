import { inScope, scopeOf } from '../../clients/reads/scope.ts';
import { newId } from '../../data/id.ts';
import { write } from '../../data/write.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { followDigests } from '../../notices/service/follow.ts';
import { followJob } from './follow.ts';

/**
 * Somebody says that what came in part will do: from now on these months count as exported. Of a job, or of one of its clients. How many
 * those are; one that was counted already is not counted again.
 */
export const countAsExported = (ctx: Ctx, which: { jobId: string } | { id: string }): Promise<number> =>
  write(ctx, 'see', async (door) => {
    const { tx, now } = door;
    const partial = {
      ...which,
      firmId: ctx.firm.id,
      state: 'ready',
      lacking: { gt: 0 },
      client: inScope(scopeOf(ctx)),
    };
    const items = await tx.documentItem.findMany({ where: partial, include: { job: true } });
    const counted: string[] = [];
    for (const { id, clientId, job, detail } of items) {
      const { count } = await tx.documentItem.updateMany({
        where: { id, state: 'ready', lacking: { gt: 0 } },
        data: { lacking: 0 },
      });
      if (count === 0) continue;
      counted.push(clientId);
      const { counts = {} } = JSON.parse(detail) as { counts?: object };
      const { month } = job;
      const actor = `${ctx.actor.kind}:${ctx.actor.id}`;
      const row = {
        id: newId(),
        firmId: ctx.firm.id,
        clientId,
        month,
        state: 'counted',
        detail: JSON.stringify(counts),
        actor,
        at: now,
      };
      await tx.export.create({ data: row });
      await tx.client.updateMany({
        where: { id: clientId, firmId: ctx.firm.id },
        data: { lastExportOn: ctx.today, updatedAt: now },
      });
      await door.audit('documents.counted', `client:${clientId}`, { month });
    }
    const [first] = items;
    if (counted.length === 0 || !first) return 0;
    await door.portfolioChanged();
    await followDigests(door, counted);
    await followJob(door, first.job, true);
    return counted.length;
  });
