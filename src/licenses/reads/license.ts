import type { ClientStatus } from '../../clients/gates.ts';
import { clientOf } from '../../clients/reads/client.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { UserError } from '../../kit/errors.ts';
import { type LicenseState, type Paying, slotOf, type Terms, termsOf } from '../../terms/licence.ts';
import { current } from '../../terms/state.ts';

/** A client and its licence as it is today. */
export interface Licensed {
  id: string;
  name: string;
  standing: ClientStatus;
  revenue: number | null;
  /** Who is to pay, as the last invitation has it. */
  agreedPayer?: Paying;
  state: LicenseState;
  terms: Terms | null;
  lot?: { id: string; name: string; renewsOn: string };
}

/** The licence of a client this person may see; throws when there is no such client. */
export async function licensed(ctx: Ctx, id: string): Promise<Licensed> {
  const client = await clientOf(ctx, id);
  if (!client) throw new UserError('gone', (w) => w.clients.card.gone);
  const terms = client.license ? current(termsOf(client.license), ctx.today) : null;
  const packageId = slotOf(terms);
  const lot = packageId
    ? await ctx.data.db.licensePackage.findFirst({
        where: { id: packageId, firmId: ctx.firm.id },
        select: { id: true, name: true, renewsOn: true },
      })
    : null;
  const { name, standing, revenue, agreedPayer } = client;
  return { id, name, standing, revenue, agreedPayer, state: standing.license, terms, ...(lot ? { lot } : {}) };
}
