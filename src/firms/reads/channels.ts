import type { Tx } from '../../data/client.ts';
import type { Ctx } from '../../kit/ctx.ts';

/** A firm's channels that take cards, one a workspace; `id` is the workspace's. */
export async function cardChannels(db: Pick<Tx, 'workspace'>, firmId: string) {
  const found = await db.workspace.findMany({
    where: { firmId, channel: { not: null }, leftAt: null },
    orderBy: { id: 'asc' },
  });
  return found.flatMap(({ id, platform, workspace, channel }) =>
    channel === null ? [] : { id, platform, workspace, channel },
  );
}

/** The same, of whoever asks. */
export const ownCardChannels = ({ data, firm }: Ctx) => cardChannels(data.db, firm.id);
