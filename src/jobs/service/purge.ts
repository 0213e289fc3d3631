import type { Data, Tx } from '../../data/client.ts';

const day = 24 * 3_600_000;
/** For so many days a message that was put aside can be sent again. */
const resendable = 7;
const batch = 500;
const mostBatches = 100;

/** Deletes in small transactions, so that nobody waits long for the database. What is left is for the next time. */
async function inBatches(data: Data, remove: (tx: Tx) => Promise<number>): Promise<number> {
  let total = 0;
  for (let n = 0; n < mostBatches; n++) {
    const count = await data.db.$transaction((tx) => remove(tx));
    total += count;
    if (count < batch) break;
  }
  return total;
}

/** Forgets what was sent 30 days ago, and what was put aside 90 days ago. */
export async function purgeOutbox(data: Data, now: Date): Promise<number> {
  let total = 0;
  for (const [state, days] of [
    ['sent', 30],
    ['dead', 90],
  ] as const) {
    const before = new Date(now.getTime() - days * day);
    // dueAt is never after sentAt: the range of the index holds all that is old.
    total += await inBatches(
      data,
      (tx) => tx.$executeRaw`DELETE FROM "Outbox" WHERE "id" IN (
        SELECT "id" FROM "Outbox" WHERE "state" = ${state} AND "dueAt" < ${before} AND ("sentAt" IS NULL OR "sentAt" < ${before}) LIMIT ${batch})`,
    );
  }
  // What was put aside can be corrected and sent again for a week; then it holds nothing any more.
  const late = new Date(now.getTime() - resendable * day);
  await data.db.$transaction((tx) =>
    tx.outbox.updateMany({
      where: { state: 'dead', dueAt: { lt: late }, payload: { not: '{}' } },
      data: { payload: '{}' },
    }),
  );
  return total;
}

/** Deletes what has expired: deliveries, what buttons stood for, uploads, codes, sessions; and links, once nobody will open that e-mail again. */
export async function deleteExpired(data: Data, now: Date): Promise<number> {
  let total = 0;
  total += await inBatches(
    data,
    (tx) =>
      tx.$executeRaw`DELETE FROM "Delivery" WHERE "key" IN (SELECT "key" FROM "Delivery" WHERE "expiresAt" <= ${now} LIMIT ${batch})`,
  );
  total += await inBatches(
    data,
    (tx) =>
      tx.$executeRaw`DELETE FROM "Learnt" WHERE "name" IN (SELECT "name" FROM "Learnt" WHERE "expiresAt" <= ${now} LIMIT ${batch})`,
  );
  total += await inBatches(
    data,
    (tx) =>
      tx.$executeRaw`DELETE FROM "ViewState" WHERE "token" IN (SELECT "token" FROM "ViewState" WHERE "expiresAt" <= ${now} LIMIT ${batch})`,
  );
  total += await inBatches(
    data,
    (tx) =>
      tx.$executeRaw`DELETE FROM "Draft" WHERE "id" IN (SELECT "id" FROM "Draft" WHERE "expiresAt" <= ${now} LIMIT ${batch})`,
  );
  total += await inBatches(
    data,
    (tx) =>
      tx.$executeRaw`DELETE FROM "ImportUndo" WHERE "id" IN (SELECT "id" FROM "ImportUndo" WHERE "expiresAt" <= ${now} LIMIT ${batch})`,
  );
  total += await inBatches(
    data,
    (tx) =>
      tx.$executeRaw`DELETE FROM "Upload" WHERE "id" IN (SELECT "id" FROM "Upload" WHERE "expiresAt" <= ${now} LIMIT ${batch})`,
  );
  total += await inBatches(
    data,
    (tx) =>
      tx.$executeRaw`DELETE FROM "LinkCode" WHERE "hash" IN (SELECT "hash" FROM "LinkCode" WHERE "expiresAt" <= ${now} LIMIT ${batch})`,
  );
  total += await inBatches(
    data,
    (tx) =>
      tx.$executeRaw`DELETE FROM "Session" WHERE "hash" IN (SELECT "hash" FROM "Session" WHERE "expiresAt" <= ${now} LIMIT ${batch})`,
  );
  // A link that is over still says kindly what it was for, for as long as somebody may find it in their mail.
  const forgotten = new Date(now.getTime() - 180 * day);
  total += await inBatches(
    data,
    (tx) =>
      tx.$executeRaw`DELETE FROM "Link" WHERE "hash" IN (SELECT "hash" FROM "Link" WHERE "expiresAt" <= ${forgotten} LIMIT ${batch})`,
  );
  return total;
}
