import type { Tx } from '../../data/client.ts';
import type { Request } from '../schema.ts';

/** Whether an invitation that ran out can be sent once more: nobody has connected the client since, and none waits at that address. */
export async function renewable(db: Pick<Tx, 'client' | 'connectionRequest'>, request: Request): Promise<boolean> {
  const { firmId, email, clientId, direction, state } = request;
  if (state !== 'expired' || direction !== 'firm_to_client' || !email || !clientId) return false;
  const client = await db.client.count({
    where: { id: clientId, firmId, deletedAt: null, situation: { not: 'connected' } },
  });
  return (
    client === 1 && (await db.connectionRequest.count({ where: { firmId, state: 'pending', direction, email } })) === 0
  );
}
