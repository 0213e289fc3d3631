import type { Ctx } from '../../kit/ctx.ts';

/** Nobody's team of one channel is larger; what is beyond is not asked about. */
const most = 200;

/**
 * How many of the team read this channel and do not see all of these clients otherwise. Zero too where the platform does not say who
 * reads: then nothing is claimed.
 */
export async function blindAmong(ctx: Ctx, clientIds: readonly string[]): Promise<number> {
  const { platform, workspace, channel } = ctx.place;
  if (!channel || !ctx.readers || clientIds.length === 0) return 0;
  const { client, chatIdentity } = ctx.data.db;
  const firmId = ctx.firm.id;
  const clients = await client.findMany({
    where: { firmId, id: { in: [...clientIds] } },
    select: { analystId: true },
    distinct: ['analystId'],
  });
  const sees = clients.length === 1 ? (clients[0]!.analystId ?? '') : '';
  const seats = await chatIdentity.findMany({
    where: {
      firmId,
      platform,
      workspace,
      member: { role: 'analyst', removedAt: null, id: { notIn: [ctx.actor.id, sees] } },
    },
    select: { user: true, memberId: true },
    orderBy: { id: 'asc' },
    take: most,
  });
  if (seats.length === 0) return 0;
  const reading = new Set(
    await ctx.readers(
      { platform, workspace, channel },
      seats.map(({ user }) => user),
    ),
  );
  return new Set(seats.filter(({ user }) => reading.has(user)).map(({ memberId }) => memberId)).size;
}
