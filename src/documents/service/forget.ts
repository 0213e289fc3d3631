import type { Tx } from '../../data/client.ts';
import type { Files } from '../../data/files/door.ts';
import type { Prisma } from '../../data/generated/sqlite/client.ts';
import { newId } from '../../data/id.ts';
import type { Sender } from '../../jobs/sender.ts';
import { partsUnder, receivedName, zipName } from './kept.ts';

interface Forgotten {
  firmId: string;
  taken: readonly string[];
  received: readonly string[];
}

/** So many files one row of the outbox names. */
const chunk = 500;

/**
 * The files of clients that are about to be erased leave the disk as soon as that is written: called in the same transaction, before
 * their rows go. What is on its way survives a kill, and names ids only.
 */
export async function forgetFiles(
  tx: Tx,
  now: Date,
  client: Prisma.ClientWhereInput,
  /** Of all that there is of them, only this. */
  rows: { OR?: { clientId: string; createdAt: { gte: Date } }[] } = {},
): Promise<void> {
  const which = { where: { client, ...rows }, select: { id: true, firmId: true } };
  const [taken, received] = [await tx.documentItem.findMany(which), await tx.documentIn.findMany(which)];
  const all = [
    ...taken.map((each) => ({ ...each, kind: 'taken' as const })),
    ...received.map((each) => ({ ...each, kind: 'received' as const })),
  ];
  for (const firmId of new Set(all.map((each) => each.firmId))) {
    const mine = all.filter((each) => each.firmId === firmId);
    for (let i = 0; i < mine.length; i += chunk) {
      const some = mine.slice(i, i + chunk);
      const idsOf = (kind: 'taken' | 'received') => some.filter((each) => each.kind === kind).map(({ id }) => id);
      const payload = JSON.stringify({
        firmId,
        taken: idsOf('taken'),
        received: idsOf('received'),
      } satisfies Forgotten);
      const id = newId();
      // The firm stands in the payload alone: what is left of it on the disk goes also when its own row does.
      await tx.outbox.create({
        data: { id, key: `documents.forget:${id}`, kind: 'documents.forget', payload, dueAt: now, createdAt: now },
      });
    }
  }
}

/** Removes them from where they are kept. */
export const forgetSender = (files: Files): Sender => ({
  send: async (payload) => {
    const { firmId, taken, received } = payload as Forgotten;
    for (const id of taken) {
      await files.remove(zipName({ firmId, id }));
      await files.removeAll(partsUnder({ firmId, id }));
    }
    for (const id of received) await files.remove(receivedName({ firmId, id }));
    return { ok: true, message: '' };
  },
});
