import { fold } from '../../kit/text.ts';
import type { ImportRow } from './line.ts';
import type { ExistingClient } from './plan.ts';
import type { Query } from './reads.ts';
import { lotLookups } from './statements.ts';

/** A package that a line may name, and how many licences of it are left. */
export interface Lot {
  id: string;
  plan: string;
  renewsOn: string;
  autoRenew: boolean;
  /** Whether it gives licences at all: it was not cancelled, nor is it over. */
  open: boolean;
  free: number;
}

/** The firm's packages, as an import finds them: by a name that only one of them has. Only read where a file names any. */
export type Lots = ReadonlyMap<string, Lot | undefined>;

export async function readLots(query: Query, firmId: string, today: string): Promise<Lots> {
  const rows = await query<
    Omit<Lot, 'autoRenew' | 'open'> & {
      name: string;
      autoRenew: boolean | number;
      quantity: number;
      used: number;
      gone: number;
    }
  >(
    `SELECT "id", "name", "plan", "renewsOn", "autoRenew", "quantity", "used", CASE WHEN "cancelledAt" IS NULL THEN 0 ELSE 1 END AS "gone"
     FROM "LicensePackage" WHERE "firmId" = ?`,
    [firmId],
  );
  const lots = new Map<string, Lot | undefined>();
  for (const { id, name, plan, renewsOn, autoRenew, quantity, used, gone } of rows) {
    const key = fold(name);
    const open = Number(gone) === 0 && renewsOn >= today;
    lots.set(
      key,
      lots.has(key)
        ? undefined
        : { id, plan, renewsOn, autoRenew: Boolean(autoRenew), open, free: open ? quantity - used : 0 },
    );
  }
  return lots;
}

/** The same packages, to be counted down anew. */
export const countedAnew = (lots: Lots): Lots => new Map([...lots].map(([name, lot]) => [name, lot && { ...lot }]));

/** Which package each of these clients has a licence of. */
export async function readSlots(
  query: Query,
  provider: 'sqlite' | 'postgresql',
  clientIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (clientIds.length === 0) return new Map();
  const rows = await query<{ clientId: string; packageId: string }>(lotLookups(provider), [JSON.stringify(clientIds)]);
  return new Map(rows.map((row) => [row.clientId, row.packageId]));
}

/** Counts a client's place as free again: it is for the lines behind. */
export function countFreed(lots: Lots, packageId: string | undefined): void {
  for (const lot of packageId === undefined ? [] : lots.values()) if (lot?.open && lot.id === packageId) lot.free++;
}

/** What a line's package comes to: the line with the package's terms, and the package it takes a licence of, if any. */
export function withLot(
  row: ImportRow,
  standing: ExistingClient | undefined,
  lots: Lots,
  slots: ReadonlyMap<string, string>,
): { row: ImportRow; lot?: string; trouble?: 'unknown' | 'full' } {
  if (row.lot === undefined || row.payer === 'client') return { row };
  const lot = lots.get(fold(row.lot));
  if (!lot) return { row, trouble: 'unknown' };
  if (standing && slots.get(standing.id) === lot.id) return { row };
  if (lot.free <= 0) return { row, trouble: 'full' };
  lot.free--;
  const { plan = standing?.plan || lot.plan, expiresOn = lot.renewsOn, autoRenew = lot.autoRenew } = row;
  return { row: { ...row, plan, expiresOn, autoRenew, payer: 'firm' }, lot: lot.id };
}
