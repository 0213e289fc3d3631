import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { House } from '../../firms/context.ts';
import { partsFolder, receivedFolder, takenFolder, zipPath } from './folder.ts';
import { endJob } from './queue.ts';

const batch = 200;
/** Payments without paper are remembered for so long. */
const receiptsMs = 60 * 86_400_000;

/** Forgets what was kept long enough: ZIPs after their days, links that are over. */
async function expire({ data }: House, dataDir: string, now: Date): Promise<number> {
  const old = await data.db.documentItem.findMany({
    where: { keptUntil: { lte: now }, state: { in: ['ready', 'failed'] } },
    select: { id: true, firmId: true },
    take: batch,
  });
  for (const each of old) {
    await rm(zipPath(dataDir, each), { force: true });
    await rm(partsFolder(dataDir, each), { recursive: true, force: true });
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
const isOld = async (path: string, now: Date) => {
  const about = await stat(path).catch(() => undefined);
  return about !== undefined && now.getTime() - about.mtimeMs > 3_600_000;
};
const folders = async (path: string) => readdir(path).catch(() => []);

/** Removes files of which the database knows nothing any more: their client was erased, or their firm. */
async function removeForsaken({ data }: House, dataDir: string, now: Date): Promise<number> {
  let count = 0;
  for (const [folder, known] of [
    [
      takenFolder(dataDir),
      (ids: string[]) => data.db.documentItem.findMany({ where: { id: { in: ids } }, select: { id: true } }),
    ],
    [
      receivedFolder(dataDir),
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
    for (const firm of await folders(folder)) {
      const names = await folders(join(folder, firm));
      for (let i = 0; i < names.length; i += batch) {
        const some = names.slice(i, i + batch);
        const there = new Set((await known(some.map((name) => name.slice(0, 36)))).map((row) => row.id));
        for (const name of some) {
          const path = join(folder, firm, name);
          // What is just being written may have no row yet.
          if (there.has(name.slice(0, 36)) || !(await isOld(path, now))) continue;
          await rm(path, { recursive: true, force: true });
          count++;
        }
      }
    }
  }
  return count;
}

/** The clock's part in documents: what is over goes, from the database and from the disk. */
export async function sweepDocuments(house: House, dataDir: string, now: Date): Promise<number> {
  await endForsaken(house, now);
  const expired = await expire(house, dataDir, now);
  // A walk over all files: once an hour is soon enough.
  const forsaken = now.getUTCMinutes() === 7 ? await removeForsaken(house, dataDir, now) : 0;
  if (expired + forsaken > 0) house.log.info({ expired, forsaken }, 'documents were swept');
  return expired + forsaken;
}
