import { clientOf } from '../../clients/reads/client.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { UserError } from '../../kit/errors.ts';
import { current, stateOf } from '../schema/state.ts';
import { type LicenseState, slotOf, type Terms, termsOf } from '../schema/terms.ts';

/** A client and its licence as it is today. */
export interface Licensed {
  id: string;
  name: string;
  situation: string;
  revenue: number | null;
  state: LicenseState;
  terms: Terms | null;
  lot?: { id: string; name: string; renewsOn: string };
}

/** The licence of a client this person may see; throws when there is no such client. */
export async function licensed(ctx: Ctx, id: string): Promise<Licensed> {
  const client = await clientOf(ctx, id);
  if (!client) throw new UserError('gone', (w) => w.clients.card.gone);
  const row = await ctx.data.db.license.findUnique({ where: { clientId: id } });
  const terms = row ? current(termsOf(row), ctx.today) : null;
  const packageId = slotOf(terms);
  const lot = packageId
    ? await ctx.data.db.licensePackage.findFirst({
        where: { id: packageId, firmId: ctx.firm.id },
        select: { id: true, name: true, renewsOn: true },
      })
    : null;
  const { name, situation, revenue } = client;
  return { id, name, situation, revenue, state: stateOf(terms, ctx.today), terms, ...(lot ? { lot } : {}) };
}
