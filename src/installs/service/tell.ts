import type { Tx } from '../../data/client.ts';
import { newId } from '../../data/id.ts';
import type { Why } from '../schema.ts';

/** The firms that speak through an installation are told, each once. Inside a transaction. */
export async function tellFirms(tx: Tx, installationId: string, why: Why, now: Date, only?: string): Promise<void> {
  const rows = await tx.workspace.findMany({
    // A firm that has ended its account has asked for nothing else.
    where: { installationId, firm: { closedAt: null }, ...(only ? { workspace: only } : {}) },
    select: { firmId: true, platform: true, workspace: true },
    orderBy: { id: 'asc' },
  });
  await tx.outbox.createMany({
    data: rows.map(({ firmId, platform, workspace }) => ({
      id: newId(),
      key: `install.told:${newId()}`,
      firmId,
      kind: 'install.told',
      payload: JSON.stringify({ firmId, platform, workspace, why }),
      dueAt: now,
      createdAt: now,
    })),
  });
}
