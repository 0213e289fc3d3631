import { z } from 'zod';
import { type Act, allows, reasonAgainst } from '../../clients/gates.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { action } from '../../kit/definition.ts';
import type { Button, View } from '../../kit/view.ts';
import { type Licensed, licensed } from '../reads/license.ts';
import { licenseCard } from '../views/card.ts';

const one = z.object({ id: z.uuid() });

interface Step {
  act: Act;
  action: string;
  label(w: Ctx['w'], of: Licensed): string;
  style?(of: Licensed): 'primary' | 'danger' | undefined;
  input?(of: Licensed): object;
}

const urgent = ({ state }: Licensed) => (state === 'expiring' || state === 'expired' ? ('primary' as const) : undefined);

/** What can be done with a licence, in the order of the card. Named by their actions: each is offered where it makes sense. */
const steps: readonly Step[] = [
  {
    act: 'contract',
    action: 'licenses.contract',
    label: (w) => w.licenses.contract,
    style: ({ agreedPayer, standing }) => (allows(standing, 'register') && agreedPayer === 'client' ? undefined : 'primary'),
  },
  {
    act: 'register',
    action: 'licenses.register',
    label: (w) => w.licenses.register,
    style: ({ agreedPayer }) => (agreedPayer === 'client' ? 'primary' : undefined),
  },
  { act: 'renew', action: 'licenses.renew', label: (w) => w.licenses.renew, style: urgent },
  { act: 'unblock', action: 'licenses.ask', label: (w) => w.licenses.unblock, style: () => 'primary', input: () => ({ deed: 'unblock' }) },
  {
    act: 'payer',
    action: 'licenses.payerAsk',
    label: (w, { terms }) => (terms?.nextPayer ? w.licenses.keepFirm : terms?.payer === 'client' ? w.licenses.toFirm : w.licenses.toClient),
    input: ({ terms }) => ({ to: (terms?.nextPayer || terms?.payer) === 'client' ? 'firm' : 'client' }),
  },
  {
    act: 'renewal',
    action: 'licenses.renewalAsk',
    label: (w, { terms }) => (terms?.autoRenew ? w.licenses.renewalOff : w.licenses.renewalOn),
    input: ({ terms }) => ({ on: !terms?.autoRenew }),
  },
  { act: 'move', action: 'licenses.move', label: (w) => w.licenses.move },
  { act: 'block', action: 'licenses.ask', label: (w) => w.licenses.block, input: () => ({ deed: 'block' }) },
  { act: 'cancel', action: 'licenses.ask', label: (w) => w.licenses.cancel, style: () => 'danger', input: () => ({ deed: 'cancel' }) },
  { act: 'transfer', action: 'licenses.ask', label: (w) => w.licenses.transfer, input: () => ({ deed: 'transfer' }) },
];

function buttons(ctx: Ctx, of: Licensed): Button[] {
  const { id, standing, lot } = of;
  const offered = ctx.can('license') ? steps.filter(({ act }) => allows(standing, act)) : [];
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
function why(ctx: Ctx, { standing }: Licensed): string | undefined {
  const reason = ctx.can('license') ? reasonAgainst('contract', standing) : undefined;
  return reason === 'invited' || reason === 'requested' ? ctx.w.licenses.gate[reason] : undefined;
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
