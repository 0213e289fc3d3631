import { z } from 'zod';
import { gateOf } from '../../clients/schema.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { action } from '../../kit/definition.ts';
import type { Button, View } from '../../kit/view.ts';
import { type Licensed, licensed } from '../reads/license.ts';
import { type Deed, may } from '../schema/deeds.ts';
import { licenseCard } from '../views/card.ts';

const one = z.object({ id: z.uuid() });

interface Step {
  deed: Deed;
  action: string;
  label(w: Ctx['w'], of: Licensed): string;
  style?(of: Licensed): 'primary' | 'danger' | undefined;
  input?(of: Licensed): object;
}

const urgent = ({ state }: Licensed) => (state === 'expiring' || state === 'expired' ? ('primary' as const) : undefined);

/** What can be done with a licence, in the order of the card. Named by their actions: each is offered where it makes sense. */
const steps: readonly Step[] = [
  { deed: 'contract', action: 'licenses.contract', label: (w) => w.licenses.contract, style: () => 'primary' },
  { deed: 'renew', action: 'licenses.renew', label: (w) => w.licenses.renew, style: urgent },
  { deed: 'unblock', action: 'licenses.ask', label: (w) => w.licenses.unblock, style: () => 'primary', input: () => ({ deed: 'unblock' }) },
  {
    deed: 'payer',
    action: 'licenses.payerAsk',
    label: (w, { terms }) => (terms?.payer === 'client' ? w.licenses.toFirm : w.licenses.toClient),
    input: ({ terms }) => ({ to: terms?.payer === 'client' ? 'firm' : 'client' }),
  },
  {
    deed: 'renewal',
    action: 'licenses.renewalAsk',
    label: (w, { terms }) => (terms?.autoRenew ? w.licenses.renewalOff : w.licenses.renewalOn),
    input: ({ terms }) => ({ on: !terms?.autoRenew }),
  },
  { deed: 'move', action: 'licenses.move', label: (w) => w.licenses.move },
  { deed: 'block', action: 'licenses.ask', label: (w) => w.licenses.block, input: () => ({ deed: 'block' }) },
  { deed: 'cancel', action: 'licenses.ask', label: (w) => w.licenses.cancel, style: () => 'danger', input: () => ({ deed: 'cancel' }) },
  { deed: 'transfer', action: 'licenses.ask', label: (w) => w.licenses.transfer, input: () => ({ deed: 'transfer' }) },
];

function buttons(ctx: Ctx, of: Licensed): Button[] {
  const { id, situation, state, terms, lot } = of;
  const offered = steps.filter(({ deed }) => {
    if (!ctx.can('license') || (deed === 'contract' && gateOf(situation) !== 'open')) return false;
    return may(deed, state, terms?.packageId ?? null) === 'yes';
  });
  return [
    ...offered.map(
      ({ action: name, label, style, input }): Button => ({
        label: label(ctx.w, of),
        style: style?.(of),
        press: { action: name, input: { id, ...input?.(of) } },
      }),
    ),
    ...(lot && ctx.can('license')
      ? [{ label: ctx.w.licenses.seePackage, press: { action: 'licenses.package', input: { id: lot.id } } }]
      : []),
    { label: ctx.w.licenses.history, press: { action: 'licenses.history', input: { id } } },
    { label: ctx.w.licenses.openClient, press: { action: 'clients.card', input: { id } } },
  ];
}

/** Why a plan cannot be contracted for a client who has none. */
function why(ctx: Ctx, { situation, state, terms }: Licensed): string | undefined {
  const gate = gateOf(situation);
  if (gate === 'open' || !ctx.can('license') || may('contract', state, terms?.packageId ?? null) !== 'yes') return undefined;
  return ctx.w.licenses.gate[gate];
}

/** The licence of a client as it stands now. */
export async function card(ctx: Ctx, id: string, said?: string): Promise<View> {
  const of = await licensed(ctx, id);
  return licenseCard(ctx.w, of, ctx.today, buttons(ctx, of), { said, why: why(ctx, of) });
}

export const openCard = action({
  name: 'licenses.card',
  command: 'cliente',
  permission: 'see',
  answers: 'private',
  input: z.object({ id: z.uuid().optional() }),
  run: (ctx, { id }, picked) => card(ctx, picked[0] ?? id ?? ''),
});

/** The card again, in the place of what was asked about it. */
export const backToCard = action({
  name: 'licenses.back',
  command: 'cliente',
  permission: 'see',
  answers: 'update',
  input: one,
  run: (ctx, { id }) => card(ctx, id),
});
