import type { Data, Tx } from '../../data/client.ts';

/**
 * Holds clients until the transaction ends, in the order of their ids: whoever changes licences begins with this, and packages come
 * after clients, so that nobody waits in a circle. SQLite lets only one write at a time anyway.
 */
export async function holdClients(
  tx: Tx,
  provider: Data['provider'],
  firmId: string,
  ids: readonly string[],
): Promise<void> {
  if (provider === 'sqlite' || ids.length === 0) return;
  await tx.$queryRaw`SELECT "id" FROM "Client" WHERE "firmId" = ${firmId} AND "id" = ANY (${[...ids]}) ORDER BY "id" FOR UPDATE`;
}

/** The same for all clients that have a licence of a package. */
export async function holdClientsOf(
  tx: Tx,
  provider: Data['provider'],
  firmId: string,
  packageId: string,
): Promise<void> {
  const rows = await tx.license.findMany({ where: { packageId, firmId }, select: { clientId: true } });
  await holdClients(
    tx,
    provider,
    firmId,
    rows.map((row) => row.clientId),
  );
}
