import type { Tx } from '../../data/client.ts';
import type { Day } from '../../kit/days.ts';

/** Takes licences out of a package: one conditional write, so that of any number of people none gets one too many. False when so many are not free. */
export async function takeSlots(
  tx: Tx,
  { firmId, id, count, today }: { firmId: string; id: string; count: number; today: Day },
): Promise<boolean> {
  const taken =
    await tx.$executeRaw`UPDATE "LicensePackage" SET "used" = "used" + ${count} WHERE "id" = ${id} AND "firmId" = ${firmId}
    AND "used" + ${count} <= "quantity" AND "cancelledAt" IS NULL AND ("autoRenew" = ${true} OR "renewsOn" >= ${today})`;
  return taken === 1;
}

/** Gives licences back to their packages. */
export async function freeSlots(tx: Tx, packageIds: readonly (string | null | undefined)[]): Promise<void> {
  const counts = new Map<string, number>();
  for (const id of packageIds) if (id) counts.set(id, (counts.get(id) ?? 0) + 1);
  for (const [id, count] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1)))
    await tx.licensePackage.updateMany({ where: { id }, data: { used: { decrement: count } } });
}
