import { write } from '../../data/write.ts';
import { contextOf, type House } from '../../firms/context.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { type Day, dayAt } from '../../kit/days.ts';
import type { Locale } from '../../kit/words.ts';
import { followDigests } from '../../notices/service/follow.ts';
import { tell } from '../../notices/service/tell.ts';
import { type Kind, leftOn, type Recurrence, termsOf } from '../../terms/licence.ts';
import { due, roll } from '../../terms/state.ts';
import { expiredLicense } from '../topics.ts';
import { holdClients } from './lock.ts';
import { freeSlots } from './slots.ts';
import { type Put, putLicenses } from './write.ts';

/** Licences a transaction, and licences a tick and firm; the rest waits for the next minute. */
const step = 500;
const most = 10_000;

/** The zone in which a day begins first: what is not due there is due nowhere. */
const earliest = 'Pacific/Kiritimati';

/**
 * The clock's part: trials that are over, renewals, and licences that have run out become events, by each firm's own day. Asks an index
 * for what is due, so it costs nothing while nothing is. Each firm is on its own: one that fails holds up nobody.
 */
export async function lookAtLicenses(house: House, now: Date): Promise<number> {
  const day = dayAt(now, earliest);
  const waiting = await house.data.all<{ firmId: string; first: Day }>(
    `SELECT "firmId", min("first") AS "first" FROM (
       SELECT "firmId", min("dueOn") AS "first" FROM "License" WHERE "dueOn" < ? GROUP BY "firmId"
       UNION ALL SELECT "firmId", min("renewsOn") AS "first" FROM "LicensePackage" WHERE "autoRenew" = ? AND "renewsOn" < ? GROUP BY "firmId"
     ) AS w GROUP BY "firmId"`,
    [day, true, day],
  );
  let done = 0;
  for (const { firmId, first } of waiting) {
    try {
      const ctx = await contextFor(house, firmId, now);
      if (first >= ctx.today) continue;
      await renewPackages(ctx);
      for (let count = step, all = 0; count === step && all < most; all += count) done += count = await lookAtSome(ctx);
    } catch (error) {
      house.log.error({ err: error, firm: firmId }, 'the licences of a firm could not be looked at');
    }
  }
  return done;
}

async function contextFor(house: House, firmId: string, now: Date): Promise<Ctx> {
  const firm = await house.data.db.firm.findUniqueOrThrow({ where: { id: firmId } });
  return contextOf(house, {
    firm: { id: firm.id, name: firm.name, timeZone: firm.timeZone, version: firm.version },
    actor: { kind: 'system', id: 'clock' },
    locale: firm.locale as Locale,
    from: 'clock',
    now,
  });
}

/** Packages are renewed like licences; those who take from one tomorrow take what was renewed. */
const renewPackages = (ctx: Ctx): Promise<void> =>
  write(ctx, 'license', async ({ tx, audit }) => {
    const late = await tx.licensePackage.findMany({
      where: { firmId: ctx.firm.id, autoRenew: true, renewsOn: { lt: ctx.today } },
      take: step,
    });
    for (const { id, renewsOn, anchorDay, recurrence } of late) {
      const next = roll({ expiresOn: renewsOn, anchorDay, recurrence: recurrence as Recurrence }, ctx.today);
      const { count } = await tx.licensePackage.updateMany({
        where: { id, autoRenew: true, renewsOn },
        data: { renewsOn: next.expiresOn, anchorDay: next.anchorDay },
      });
      if (count > 0) await audit('package.renew', `package:${id}`, { renewsOn: next.expiresOn });
    }
  });

const lookAtSome = (ctx: Ctx): Promise<number> =>
  write(ctx, 'license', async (door) => {
    const { tx, audit, portfolioChanged } = door;
    const where = { firmId: ctx.firm.id, dueOn: { lt: ctx.today } };
    const found = await tx.license.findMany({
      where,
      orderBy: [{ dueOn: 'asc' }, { clientId: 'asc' }],
      take: step,
      select: { clientId: true },
    });
    const ids = found.map((each) => each.clientId).sort();
    if (ids.length === 0) return 0;
    // Held one by one in order, as everybody does; what somebody changed in the meantime is not due any more.
    await holdClients(tx, ctx.data.provider, ctx.firm.id, ids);
    const rows = await tx.license.findMany({ where: { ...where, clientId: { in: ids } } });
    const puts: Put[] = rows.flatMap((row) =>
      due(termsOf(row), ctx.today).map((each) => ({ clientId: row.clientId, ...each })),
    );
    // A licence that the client pays from now on leaves its package.
    const left = rows.flatMap((row) =>
      leftOn(
        termsOf(row),
        puts.filter((put) => put.clientId === row.clientId).map((put) => put.after),
      ),
    );
    await freeSlots(tx, left);
    await putLicenses(tx, ctx.data.provider, puts, {
      firmId: ctx.firm.id,
      actor: 'system:clock',
      source: 'system',
      now: ctx.now,
    });
    if (puts.length === 0) return found.length;
    const counts: Partial<Record<Kind, number>> = {};
    for (const { kind } of puts) counts[kind] = (counts[kind] ?? 0) + 1;
    await audit('license.clock', '', counts);
    await followDigests(door, ids);
    const expired = puts.filter(({ kind }) => kind === 'expired').map(({ clientId }) => ({ clientId }));
    await tell(door, ctx.firm.id, expiredLicense, expired);
    await portfolioChanged();
    return found.length;
  });
