import { type FieldName, fieldOf, labelOf } from '../../clients/fields.ts';
import { openClient } from '../../clients/presses.ts';
import { clientOf } from '../../clients/reads/client.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { UserError } from '../../kit/errors.ts';
import type { View } from '../../kit/view.ts';
import { runAction } from '../run.ts';
import type { Fact } from '../schema.ts';
import { factView } from '../views.ts';

/** The field of the table that each question is about. */
const fields: Readonly<Record<Exclude<Fact, 'card'>, FieldName>> = {
  expiresOn: 'expiresOn',
  analyst: 'analyst',
  phone: 'phone',
  email: 'email',
  document: 'document',
  contact: 'contactName',
  plan: 'plan',
  situation: 'situation',
  payer: 'payer',
  autoRenew: 'autoRenew',
  lastExport: 'lastExportOn',
  charges: 'charges',
};
/** Of a client without a plan there is nothing to say of these. */
const ofPlans: ReadonlySet<Fact> = new Set(['expiresOn', 'payer', 'autoRenew']);

/** What is known of a client, as its card says it. What is not there is said to be not there. */
export async function tellFact(ctx: Ctx, id: string, fact: Fact): Promise<View> {
  if (fact === 'card') return runAction(ctx, 'clients.card', { id });
  const client = await clientOf(ctx, id);
  if (!client) throw new UserError('gone', (w) => w.clients.card.gone);
  const { w, today } = ctx;
  const { card } = fieldOf(fields[fact]);
  const line = card === false ? undefined : card.line(w, client, today);
  const label = (card !== false && card.label?.(w)) || labelOf(w, fields[fact]);
  return factView(w, client.name, label, line || (ofPlans.has(fact) ? w.ask.noPlan : w.ask.missing), openClient.press({ id }));
}
