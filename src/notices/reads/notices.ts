import type { House } from '../../firms/context.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { type ToldEvent, type TopicName, topicsOf } from '../schema.ts';

/** Which channels are told of what. */
export interface Watching {
  topic: TopicName;
  platform: string;
  workspace: string;
  channel: string;
}

export async function watching(ctx: Ctx): Promise<Watching[]> {
  const rows = await ctx.data.db.noticeRule.findMany({
    where: { firmId: ctx.firm.id },
    select: { topic: true, platform: true, workspace: true, channel: true },
    orderBy: [{ channel: 'asc' }, { topic: 'asc' }],
  });
  const topics = topicsOf(ctx.registry);
  return rows.flatMap((row) => topics.flatMap(({ name }) => (name === row.topic ? [{ ...row, topic: name }] : [])));
}

export interface NoticeDetail extends ToldEvent {
  topic: TopicName;
  /** The client whose name it says, also where the event is one of a request. */
  about: string | null;
  /** Why there is none: the client was removed from the portfolio, or had their data erased. */
  gone?: 'removed' | 'erased';
  detail: string;
  at: Date;
}

/** So many events are told one by one. */
export const mostTold = 30;

/** The events of a message, in their order, and where it goes; undefined when it is not there any more. */
export async function batchOf({ data: { db }, registry }: Pick<House, 'data' | 'registry'>, id: string) {
  const batch = await db.noticeBatch.findUnique({ where: { id } });
  if (!batch) return undefined;
  const [rows, total] = await Promise.all([
    db.notice.findMany({
      where: { batchId: id },
      orderBy: { id: 'asc' },
      take: mostTold,
      include: {
        client: { select: { name: true } },
        request: { select: { companyName: true, email: true, clientId: true, client: { select: { name: true } } } },
      },
    }),
    db.notice.count({ where: { batchId: id } }),
  ]);
  const topics = topicsOf(registry);
  const told = rows.map(({ topic, clientId, requestId, outboxId, client, request, detail, at }): NoticeDetail => {
    const name = client?.name || request?.client?.name || request?.companyName || request?.email || '';
    return {
      clientId,
      requestId,
      outboxId,
      about: clientId ?? request?.clientId ?? null,
      topic: topics.find((each) => each.name === topic)?.name ?? 'failed',
      name,
      ...(name ? {} : { gone: request ? 'erased' : 'removed' }),
      detail,
      at,
    };
  });
  return { ...batch, told, total };
}
