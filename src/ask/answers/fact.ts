import { type FieldName, fieldOf, labelOf } from '../../clients/fields.ts';
import { openClient } from '../../clients/presses.ts';
import { clientOf } from '../../clients/reads/client.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { UserError } from '../../kit/errors.ts';
import type { View } from '../../kit/view.ts';
import { runAction } from '../run.ts';
import { type Fact, factFields } from '../schema.ts';
import { factView } from '../views.ts';

const fieldFor = (fact: Exclude<Fact, 'card'>): FieldName =>
  fact in factFields ? factFields[fact as keyof typeof factFields] : (fact as FieldName);
/** Of a client without a plan there is nothing to say of these. */
const ofPlans: ReadonlySet<Fact> = new Set(['expiresOn', 'payer', 'autoRenew']);

/** What is known of a client, as its card says it. What is not there is said to be not there. */
export async function tellFact(ctx: Ctx, id: string, fact: Fact): Promise<View> {
  if (fact === 'card') return runAction(ctx, 'clients.card', { id });
  const client = await clientOf(ctx, id);
  if (!client) throw new UserError('gone', (w) => w.clients.card.gone);
  const { w, today } = ctx;
  const field = fieldFor(fact);
  const { card } = fieldOf(field);
  const line = card === false ? undefined : card.line(w, client, today);
  const label = (card !== false && card.label?.(w)) || labelOf(w, field);
  return factView(
    w,
    client.name,
    label,
    line || (ofPlans.has(fact) ? w.ask.noPlan : w.ask.missing),
    openClient.press({ id }),
  );
}
