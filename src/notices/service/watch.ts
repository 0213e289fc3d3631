import { newId } from '../../data/id.ts';
import { write } from '../../data/write.ts';
import type { Ctx } from '../../kit/ctx.ts';
import type { TopicName } from '../schema.ts';

/** From now on a channel of the workspace that asks is told of these topics, and of no others. */
export const watch = (ctx: Ctx, channel: string, topics: readonly TopicName[]): Promise<void> =>
  write(ctx, 'manage', async ({ tx, now, audit }) => {
    const { platform, workspace } = ctx.place;
    const here = { firmId: ctx.firm.id, platform, workspace, channel };
    // The firm's row is the lock: two who choose at once end with one's choice, not with a mixture.
    await tx.$executeRaw`UPDATE "Firm" SET "version" = "version" WHERE "id" = ${ctx.firm.id}`;
    await tx.noticeRule.deleteMany({ where: { ...here, topic: { notIn: [...topics] } } });
    const kept = await tx.noticeRule.findMany({ where: here, select: { topic: true } });
    const fresh = topics.filter((topic) => !kept.some((each) => each.topic === topic));
    if (fresh.length > 0)
      await tx.noticeRule.createMany({ data: fresh.map((topic) => ({ id: newId(), ...here, topic, createdAt: now })) });
    await audit('notices.watched', `firm:${ctx.firm.id}`, { platform, channel, topics });
  });
