import { z } from 'zod';
import { withFilter } from '../clients/filter.ts';
import { ways } from '../clients/reads/page.ts';
import { pressable } from '../kit/definition.ts';
import { paying } from '../terms/licence.ts';
import { plans } from '../terms/plans.ts';

const one = z.object({ id: z.uuid() });
const some = z.object({ id: z.uuid().optional() });

/** The licence of a client, and its history. */
export const openCard = pressable({ name: 'licenses.card', permission: 'see', input: some });
export const openHistory = pressable({ name: 'licenses.history', permission: 'see', input: one });
/** Contracting, for one client and for many. */
export const openContract = pressable({ name: 'licenses.contract', permission: 'license', input: some });
export const openBulk = pressable({
  name: 'licenses.bulk',
  permission: 'license',
  input: withFilter({
    page: z.number().int().min(1).optional(),
    anchor: z.uuid().optional(),
    way: z.enum(ways).optional(),
    picked: z.array(z.uuid()).min(1).max(25).optional(),
  }),
});
export const openRegister = pressable({ name: 'licenses.register', permission: 'license', input: one });
export const openRenew = pressable({ name: 'licenses.renew', permission: 'license', input: one });
export const askRenewal = pressable({
  name: 'licenses.renewalAsk',
  permission: 'license',
  input: z.object({ id: z.uuid(), on: z.boolean() }),
});
/** What is asked before it is done to a licence. */
export const deeds = ['block', 'unblock', 'cancel', 'transfer'] as const;
export const askDeed = pressable({
  name: 'licenses.ask',
  permission: 'license',
  input: z.object({ id: z.uuid(), deed: z.enum(deeds) }),
});
export const askPayer = pressable({
  name: 'licenses.payerAsk',
  permission: 'license',
  input: z.object({ id: z.uuid(), to: z.enum(paying) }),
});
export const openMove = pressable({ name: 'licenses.move', permission: 'license', input: one });
/** Packages: buying one, one of them, all of them. */
export const openBuy = pressable({
  name: 'licenses.buy',
  permission: 'license',
  input: z.object({ plan: z.enum(plans).optional() }),
});
export const openPackage = pressable({ name: 'licenses.package', permission: 'license', input: some });
export const turnList = pressable({
  name: 'licenses.list',
  permission: 'license',
  input: z.object({ before: z.uuid().optional() }),
});
