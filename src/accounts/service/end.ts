import type { Write } from '../../data/write.ts';
import { contextOf, type House } from '../../firms/context.ts';
import type { Sender } from '../../jobs/sender.ts';
import type { Locale } from '../../kit/words.ts';
import { AccountError } from '../schema.ts';
import { accessOf } from './tokens.ts';

/** Ends the authorisation of a client that is being disconnected: nobody reads by it from here on, and it is taken back over there. */
export async function endGrant(door: Write, firmId: string, clientId: string): Promise<void> {
  const { tx, now } = door;
  const grant = await tx.grant.findFirst({ where: { clientId, firmId } });
  if (!grant) return;
  if (!grant.tokens) {
    await tx.grant.deleteMany({ where: { id: grant.id, firmId } });
    return;
  }
  await tx.grant.updateMany({
    where: { id: grant.id, firmId },
    data: { state: 'ended', clientId: null, figures: '', figuresAt: null, changedAt: now },
  });
  await door.enqueue({ key: `grant.end:${grant.id}`, kind: 'grant.end', payload: { grantId: grant.id } });
}

/**
 * Takes ended authorisations back on the other side, and then forgets their tokens. It knows one consent of a company to the app: where
 * another client of this house lives by the same one, only the tokens are forgotten.
 */
export const endSender = (house: House, clock: () => Date): Sender => ({
  send: async (payload) => {
    const { grantId } = payload as { grantId: string };
    const { db } = house.data;
    const grant = await db.grant.findFirst({ where: { id: grantId, state: 'ended' }, include: { firm: true } });
    const { provider } = house;
    if (!grant || !provider) return { ok: true, message: '' };
    const shared = await db.grant.count({ where: { companyId: grant.companyId, state: { not: 'ended' } } });
    if (shared > 0) return { ok: true, message: 'shared' };
    const { firm } = grant;
    const ctx = contextOf(house, {
      firm: { id: firm.id, name: firm.name, timeZone: firm.timeZone, version: firm.version },
      actor: { kind: 'system', id: 'outbox' },
      locale: firm.locale as Locale,
      from: 'outbox',
      now: clock(),
    });
    try {
      const access = await accessOf(ctx, provider, grantId, { states: ['ended'] });
      await provider.revoke(access, grant.companyId);
      return { ok: true, message: '' };
    } catch (error) {
      const problem = error instanceof AccountError ? error : new AccountError('unavailable');
      const passing = problem.code === 'unavailable' || problem.code === 'rate_limited';
      // What cannot be taken back any more is over.
      return passing
        ? { ok: false, reason: problem.code, wait: problem.retryAfter }
        : { ok: true, message: problem.code };
    }
  },
  sent: async (tx, payload) => {
    await tx.grant.deleteMany({ where: { id: (payload as { grantId: string }).grantId, state: 'ended' } });
  },
});
