import { type ClientStatus, type Reason, reasonAgainst } from '../../clients/gates.ts';
import { openClient } from '../../clients/presses.ts';
import type { Tx } from '../../data/client.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { UserError } from '../../kit/errors.ts';
import type { Press } from '../../kit/view.ts';
import type { LicenseState } from '../../terms/licence.ts';
import type { LicenseAct } from '../../terms/license-acts.ts';
import { planNamed } from '../../terms/plans.ts';
import { openBuy, openCard, openPackage, turnList } from '../presses.ts';

/** A button to what helps. Named, because what a service refuses is offered by commands. */
const way = (label: string, press: Press, style?: 'primary') => ({
  kind: 'buttons' as const,
  buttons: [{ label, press, style }],
});

export const gone = (): UserError => new UserError('gone', (w) => w.clients.card.gone);

/** No package of this plan has a licence left: says so, and offers the purchase form. */
export const noneFree = (ctx: Ctx, plan: string): UserError =>
  new UserError('none-free', (w) => w.licenses.noneFree(plan), {
    blocks: [
      {
        kind: 'buttons',
        buttons: [
          { label: ctx.w.licenses.buy, style: 'primary', press: openBuy.press({ plan: planNamed(plan) }) },
          { label: ctx.w.licenses.seePackages, press: turnList.press({}) },
        ],
      },
    ],
  });

export const cardPress = (id: string): Press => openCard.press({ id });

/** Where the client stands does not allow it: leads to the client's card, which has what does. */
const gated = (ctx: Ctx, id: string, why: 'invited' | 'requested' | 'open'): UserError =>
  new UserError('gated', (w) => w.licenses.gate[why], {
    blocks: [way(ctx.w.clients.card.open, openClient.press({ id }), 'primary')],
  });

/** Why something cannot be done with a licence, as the table says it. */
async function refused(
  ctx: Ctx,
  tx: Pick<Tx, 'licenseEvent' | 'member'>,
  { id, packageId }: { id: string; packageId: string | null },
  { act, reason, state }: { act: LicenseAct | 'register'; reason: Reason; state: LicenseState },
): Promise<UserError> {
  if (reason === 'lot' && packageId) return byLot(ctx, packageId);
  if (reason === 'no-lot') return noLot(ctx, id);
  if (reason === 'invited' || reason === 'requested' || reason === 'open') return gated(ctx, id, reason);
  return notNow(ctx, tx, id, act, state);
}

export async function whoDid(ctx: Ctx, tx: Pick<Tx, 'member'>, actor: string): Promise<string> {
  const [kind, memberId = ''] = actor.split(':');
  if (kind !== 'member') return '';
  return (
    (await tx.member.findFirst({ where: { id: memberId, firmId: ctx.firm.id }, select: { name: true } }))?.name ?? ''
  );
}

/** The deed makes no sense for the licence as it is now: says what it is, and who made it so. */
export async function notNow(
  ctx: Ctx,
  tx: Pick<Tx, 'licenseEvent' | 'member'>,
  id: string,
  deed: LicenseAct | 'register',
  state: LicenseState,
): Promise<UserError> {
  const event = await tx.licenseEvent.findFirst({
    where: { clientId: id, firmId: ctx.firm.id },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
  });
  const who = event ? await whoDid(ctx, tx, event.actor) : '';
  const last = event ? { kind: event.kind, who, at: event.at } : undefined;
  return new UserError(
    'not-now',
    (w) =>
      w.licenses.notNow(
        w.licenses.deed[deed],
        w.licenses.state[state],
        last && w.licenses.lastDeed(last, ctx.firm.timeZone),
      ),
    {
      blocks: [way(ctx.w.licenses.openCard, cardPress(id), 'primary')],
    },
  );
}

/** What only the package of a licence decides. */
const byLot = (ctx: Ctx, packageId: string): UserError =>
  new UserError('lot', (w) => w.licenses.byLot, {
    blocks: [way(ctx.w.licenses.seePackage, openPackage.press({ id: packageId }), 'primary')],
  });

const noLot = (ctx: Ctx, id: string): UserError =>
  new UserError('no-lot', (w) => w.licenses.noLot, { blocks: [way(ctx.w.licenses.openCard, cardPress(id))] });

/** Throws when the table does not allow something: inside a write by its transaction, before a form is opened without one. */
export async function allow(
  ctx: Ctx,
  { id, standing }: { id: string; standing: ClientStatus },
  act: LicenseAct | 'register',
  tx: Pick<Tx, 'licenseEvent' | 'member'> = ctx.data.db,
): Promise<void> {
  const reason = reasonAgainst(act, standing);
  if (reason)
    throw await refused(ctx, tx, { id, packageId: standing.packageId }, { act, reason, state: standing.license });
}
