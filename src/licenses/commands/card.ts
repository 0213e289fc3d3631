import { z } from 'zod';
import { type Act, allows, reasonAgainst } from '../../clients/gates.ts';
import { openClient } from '../../clients/presses.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { action } from '../../kit/definition.ts';
import type { Button, Press, View } from '../../kit/view.ts';
import * as pressed from '../presses.ts';
import { type Licensed, licensed } from '../reads/license.ts';
import { licenseCard } from '../views/card.ts';

const one = z.object({ id: z.uuid() });

interface Step {
  act: Act;
  label(w: Ctx['w'], of: Licensed): string;
  style?(of: Licensed): 'primary' | 'danger' | undefined;
  press(of: Licensed): Press;
}

const urgent = ({ state }: Licensed) =>
  state === 'expiring' || state === 'expired' ? ('primary' as const) : undefined;
const deed = (which: 'block' | 'unblock' | 'cancel' | 'transfer') => (of: Licensed) =>
  pressed.askDeed.press({ id: of.id, deed: which });

/** What can be done with a licence, in the order of the card. */
const steps: readonly Step[] = [
  {
    act: 'contract',
    label: (w) => w.licenses.contract,
    style: ({ agreedPayer, standing }) =>
      allows(standing, 'register') && agreedPayer === 'client' ? undefined : 'primary',
    press: ({ id }) => pressed.openContract.press({ id }),
  },
  {
    act: 'register',
    label: (w) => w.licenses.register,
    style: ({ agreedPayer }) => (agreedPayer === 'client' ? 'primary' : undefined),
    press: ({ id }) => pressed.openRegister.press({ id }),
  },
  { act: 'renew', label: (w) => w.licenses.renew, style: urgent, press: ({ id }) => pressed.openRenew.press({ id }) },
  { act: 'unblock', label: (w) => w.licenses.unblock, style: () => 'primary', press: deed('unblock') },
  {
    act: 'payer',
    label: (w, { terms }) =>
      terms?.nextPayer ? w.licenses.keepFirm : terms?.payer === 'client' ? w.licenses.toFirm : w.licenses.toClient,
    press: ({ id, terms }) =>
      pressed.askPayer.press({ id, to: (terms?.nextPayer || terms?.payer) === 'client' ? 'firm' : 'client' }),
  },
  {
    act: 'renewal',
    label: (w, { terms }) => (terms?.autoRenew ? w.licenses.renewalOff : w.licenses.renewalOn),
    press: ({ id, terms }) => pressed.askRenewal.press({ id, on: !terms?.autoRenew }),
  },
  { act: 'move', label: (w) => w.licenses.move, press: ({ id }) => pressed.openMove.press({ id }) },
  { act: 'block', label: (w) => w.licenses.block, press: deed('block') },
  { act: 'cancel', label: (w) => w.licenses.cancel, style: () => 'danger', press: deed('cancel') },
  { act: 'transfer', label: (w) => w.licenses.transfer, press: deed('transfer') },
];

function buttons(ctx: Ctx, of: Licensed): Button[] {
  const { id, standing, lot } = of;
  const offered = ctx.can('license') ? steps.filter(({ act }) => allows(standing, act)) : [];
  return [
    ...offered.map(
      ({ label, style, press }): Button => ({ label: label(ctx.w, of), style: style?.(of), press: press(of) }),
    ),
    ...(lot && ctx.can('license')
      ? [{ label: ctx.w.licenses.seePackage, press: pressed.openPackage.press({ id: lot.id }) }]
      : []),
    { label: ctx.w.licenses.history, press: pressed.openHistory.press({ id }) },
    { label: ctx.w.licenses.openClient, press: openClient.press({ id }) },
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
  ...pressed.openCard,
  command: 'cliente',
  answers: 'private',
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
