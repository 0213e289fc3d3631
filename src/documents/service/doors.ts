import type { Tx } from '../../data/client.ts';

/**
 * What ends a connection ends the ways by which documents come in: the links that letters to these clients had, and to this address. Called
 * by whatever ends one, in its transaction.
 */
export async function closeDoors(tx: Tx, firmId: string, clientIds: readonly string[], email = ''): Promise<void> {
  const which = [{ clientId: { in: [...clientIds] } }, ...(email ? [{ email }] : [])];
  await tx.documentAsk.deleteMany({ where: { firmId, OR: which } });
}
