import type { Data } from '../../data/client.ts';
import { Prisma } from '../../data/generated/sqlite/client.ts';
import { newId } from '../../data/id.ts';
import type { House } from '../../firms/context.ts';
import type { Refresh } from '../../kit/installs.ts';
import { type Leased, leaseMs, renewing } from './tokens.ts';

/** Tokens are renewed when they end within this, in milliseconds. */
const early = 2 * 3_600_000;
/** So many are taken at once, and so many asked for at the same time: all of them within the lease. */
const batch = 50;
const atOnce = 16;
/** Of a lease this much must be left to begin with the next one, in milliseconds: a platform that hangs takes 15 s. */
const enough = 30_000;

/** Takes what is due. One statement for many, and no two processes take the same. */
async function take(data: Data, platform: string, now: Date): Promise<Leased[]> {
  const lease = newId();
  const skip = data.provider === 'postgresql' ? Prisma.sql`FOR UPDATE SKIP LOCKED` : Prisma.empty;
  const rows = await data.db.$transaction(
    (tx) => tx.$queryRaw<{ id: string; tokens: string }[]>`
      UPDATE "Installation" SET "lease" = ${lease}, "leaseUntil" = ${new Date(now.getTime() + leaseMs)}
      WHERE "id" IN (SELECT "id" FROM "Installation"
        WHERE "state" = 'active' AND "accessUntil" < ${new Date(now.getTime() + early)} AND "platform" = ${platform}
          AND ("leaseUntil" IS NULL OR "leaseUntil" <= ${now})
        ORDER BY "accessUntil" LIMIT ${batch} ${skip})
      RETURNING "id", "tokens"`,
  );
  return rows.map((row) => ({ ...row, lease }));
}

/** Has the next tokens wherever the present ones end soon. Any number of processes may do this at the same time. */
export async function rotate(
  house: House,
  clock: () => Date,
  platform: string,
  refresh: Refresh,
  isOver = () => false,
): Promise<number> {
  let total = 0;
  while (!isOver()) {
    const began = performance.now();
    const rows = await take(house.data, platform, clock());
    if (rows.length === 0) return total;
    total += rows.length;
    const next = rows[Symbol.iterator]();
    const work = async () => {
      for (const row of next) {
        // What is not begun in time is left to whoever comes when the lease is over.
        if (isOver() || performance.now() - began > leaseMs - enough) return;
        await renewing(house, clock, row, refresh);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
  }
  return total;
}
