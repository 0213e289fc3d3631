import { contextOf, type House } from '../../firms/context.ts';
import type { Locale } from '../../kit/words.ts';
import { AccountError } from '../schema.ts';
import { booksOf } from './books.ts';

/** Nobody is told when a company takes its consent back: it is found out by asking, so often. */
const every = 12 * 3_600_000;
/** How many one tick looks at; the rest waits for the next minute. */
const most = 20;
const timeout = 30_000;

/** Asks the authorisations that were not asked for half a day whether they still hold. Two processes look at each only once. */
export async function checkGrants(house: House, now: Date): Promise<number> {
  const { db } = house.data;
  if (!house.provider) return 0;
  const before = new Date(now.getTime() - every);
  const due = await db.grant.findMany({
    where: { state: { in: ['active', 'blocked'] }, checkedAt: { lte: before }, clientId: { not: null } },
    orderBy: { checkedAt: 'asc' },
    take: most,
    include: { firm: true },
  });
  const checks = due.map(async ({ id, clientId, checkedAt, firm }) => {
    const { count } = await db.$transaction((tx) =>
      tx.grant.updateMany({ where: { id, checkedAt }, data: { checkedAt: now } }),
    );
    if (count === 0 || !clientId) return 0;
    const ctx = contextOf(house, {
      firm: { id: firm.id, name: firm.name, timeZone: firm.timeZone, version: firm.version },
      actor: { kind: 'system', id: 'clock' },
      locale: firm.locale as Locale,
      from: 'clock',
      now,
    });
    try {
      await (await booksOf(ctx, clientId)).company({ signal: AbortSignal.timeout(timeout) });
    } catch (error) {
      // What it says of the authorisation has been put down already.
      if (!(error instanceof AccountError))
        house.log.warn({ err: error, grant: id }, 'an authorisation could not be checked');
    }
    return 1;
  });
  return (await Promise.all(checks)).reduce<number>((sum, each) => sum + each, 0);
}
