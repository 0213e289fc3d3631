import type { Data } from '../../data/client.ts';
import type { Change } from '../schema.ts';

/** What happened in a portfolio behind one instant and up to another, counted. */
export async function changesSince(
  { db }: Data,
  { firmId, analystId }: { firmId: string; analystId: string | null },
  after: Date,
  until: Date,
): Promise<Record<Change, number>> {
  const at = { gt: after, lte: until };
  const mine = analystId ? { client: { analystId } } : {};
  const connected = await db.connectionRequest.count({ where: { firmId, state: 'accepted', decidedAt: at, ...mine } });
  const left = await db.audit.findMany({ where: { firmId, verb: 'connection.disconnect', at }, select: { subject: true } });
  const gone = left.map(({ subject }) => subject.replace(/^client:/, ''));
  const lost = analystId ? await db.client.count({ where: { firmId, analystId, id: { in: gone } } }) : gone.length;
  // What an import brought along happened long before it was imported.
  const events = await db.licenseEvent.groupBy({
    by: ['kind'],
    where: { firmId, at, source: { not: 'import' }, kind: { in: ['active', 'trial', 'renewed', 'expired'] }, ...mine },
    _count: { _all: true },
  });
  const of = (...kinds: string[]) => events.filter(({ kind }) => kinds.includes(kind)).reduce((sum, { _count }) => sum + _count._all, 0);
  return { connected, lost, contracted: of('active', 'trial'), renewed: of('renewed'), expired: of('expired') };
}
