import type { Tx } from '../../data/client.ts';
import { updateRow } from './rows.ts';

/** An older digest stays as it is: nobody looks at it any more. In milliseconds. */
const followed = 45 * 86_400_000;

/** Both databases take more values of one statement. */
const batch = 500;

/**
 * Brings every posted digest that lists one of these clients up to date. Inside the write that changed something about them. `however`
 * old: when they are erased, what stands in a channel must not say their name.
 */
export async function followDigests(
  { tx, now }: { tx: Tx; now: Date },
  clientIds: readonly string[],
  { however }: { however?: 'old' } = {},
): Promise<void> {
  const after = new Date(however ? 0 : now.getTime() - followed);
  const found = new Map<string, Parameters<typeof updateRow>[0]>();
  for (let from = 0; from < clientIds.length; from += batch) {
    const listing = { clients: { some: { clientId: { in: clientIds.slice(from, from + batch) } } } };
    // Held, those that are on their way: whoever notes where one stands either waits for this write, or is waited for.
    await tx.digest.updateMany({ where: { ...listing, message: '', createdAt: { gt: after } }, data: { message: '' } });
    const digests = await tx.digest.findMany({
      where: { ...listing, message: { not: '' }, sentAt: { gt: after } },
      select: { id: true, firmId: true, platform: true, workspace: true, channel: true },
    });
    for (const digest of digests) found.set(digest.id, digest);
  }
  if (found.size > 0) await tx.outbox.createMany({ data: [...found.values()].map((digest) => updateRow(digest, now)) });
}
