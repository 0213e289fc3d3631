import type { FileAbout, Files } from '../../data/files/door.ts';
import type { House } from '../../firms/context.ts';
import { partsUnder, receivedUnder, takenUnder, zipName } from './kept.ts';
import { endJob } from './queue.ts';

const batch = 200;
/** Payments without paper are remembered for so long. */
const receiptsMs = 60 * 86_400_000;

/** Forgets what was kept long enough: ZIPs after their days, links that are over. */
async function expire({ data }: House, files: Files, now: Date): Promise<number> {
  const old = await data.db.documentItem.findMany({
    where: { keptUntil: { lte: now }, state: { in: ['ready', 'failed'] } },
    select: { id: true, firmId: true },
    take: batch,
  });
  for (const each of old) {
    await files.remove(zipName(each));
    await files.removeAll(partsUnder(each));
  }
  await data.db.$transaction(async (tx) => {
    await tx.documentItem.updateMany({
      where: { id: { in: old.map((each) => each.id) } },
      data: { keptUntil: null, file: '' },
    });
    // What was paid, and to whom, is the client's: it is kept for as long as somebody may still ask for the papers.
    await tx.documentItem.updateMany({
      where: { receiptCount: { gt: 0 }, doneAt: { lte: new Date(now.getTime() - receiptsMs) } },
      data: { receipts: '[]', receiptCount: 0 },
    });
    await tx.documentAsk.deleteMany({ where: { expiresAt: { lte: now } } });
  });
  return old.length;
}

/** Ends jobs whose last client was erased while it waited. */
async function endForsaken({ data }: House, now: Date): Promise<void> {
  const forsaken = await data.db.documentJob.findMany({
    where: { state: 'running', items: { none: { state: { in: ['waiting', 'working'] } } } },
    select: { id: true },
    take: batch,
  });
  for (const { id } of forsaken) await data.db.$transaction((tx) => endJob(tx, now, id));
}

/** Of what was passed on, for how long a copy is kept here. */
const receivedMs = 30 * 86_400_000;
/** What is just being written may have no row yet. */
const newMs = 3_600_000;
/** The longest that anything is being written. */
const begunMs = 86_400_000;
/** Names are `received/FIRM/ID` and `documents/FIRM/ID…`. */
const idIn = ({ name }: FileAbout): string => name.split('/')[2]?.slice(0, 36) ?? '';

/** Removes files of which the database knows nothing any more: their client was erased, or their firm. */
async function removeForsaken({ data }: House, files: Files, now: Date): Promise<number> {
  let count = 0;
  for (const [under, known] of [
    [
      takenUnder,
      (ids: string[]) => data.db.documentItem.findMany({ where: { id: { in: ids } }, select: { id: true } }),
    ],
    [
      receivedUnder,
      // What arrived in the client's own account is kept there.
      (ids: string[]) =>
        data.db.documentIn.findMany({
          where: {
            id: { in: ids },
            OR: [{ state: { not: 'passed' } }, { passedAt: { gt: new Date(now.getTime() - receivedMs) } }],
          },
          select: { id: true },
        }),
    ],
  ] as const) {
    const look = async (some: readonly FileAbout[]) => {
      const there = new Set((await known([...new Set(some.map(idIn))])).map((row) => row.id));
      for (const each of some) {
        if (there.has(idIn(each)) || now.getTime() - each.at.getTime() <= newMs) continue;
        await files.remove(each.name);
        count++;
      }
    };
    let some: FileAbout[] = [];
    for await (const each of files.list(under)) {
      some.push(each);
      if (some.length < batch) continue;
      await look(some);
      some = [];
    }
    await look(some);
  }
  await files.forgetBegun(new Date(now.getTime() - begunMs));
  return count;
}

/** The clock's part in documents: what is over goes, from the database and from where files are kept. */
export async function sweepDocuments(house: House, files: Files, now: Date): Promise<number> {
  await endForsaken(house, now);
  const expired = await expire(house, files, now);
  // A walk over all files: once an hour is soon enough.
  const forsaken = now.getUTCMinutes() === 7 ? await removeForsaken(house, files, now) : 0;
  if (expired + forsaken > 0) house.log.info({ expired, forsaken }, 'documents were swept');
  return expired + forsaken;
}
