import { labelOf } from '../../clients/fields.ts';
import type { Filter } from '../../clients/filter.ts';
import { openClient } from '../../clients/presses.ts';
import { clientOf } from '../../clients/reads/client.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { UserError } from '../../kit/errors.ts';
import { cut } from '../../kit/text.ts';
import type { Button, Press, View } from '../../kit/view.ts';
import type { Words } from '../../kit/words.ts';
import { planNamed } from '../../terms/plans.ts';
import { openFilled } from '../presses.ts';
import { mayRun, pressOf, runAction } from '../run.ts';
import type { Act, ActReading, Vocabulary } from '../schema.ts';
import { actView } from '../views.ts';

/** What opens with an act: an action by its name, and where the button for it stands that says whether it can be done now. */
interface Opening {
  action: string;
  on?: 'clients.card' | 'licenses.card';
  /** Of several buttons for one action, the one that is meant. */
  is?(input: Press['input'], reading: ActReading): boolean;
}

const ofClients: Partial<Record<Act, Opening>> = {
  'resend-invite': { action: 'connections.resend', on: 'clients.card' },
  'accept-request': { action: 'connections.accept', on: 'clients.card' },
  'decline-request': { action: 'connections.decline', on: 'clients.card' },
  disconnect: { action: 'connections.disconnectAsk', on: 'clients.card' },
  contract: { action: 'licenses.contract', on: 'clients.card' },
  renew: { action: 'licenses.renew', on: 'licenses.card' },
  'cancel-licence': { action: 'licenses.ask', on: 'licenses.card', is: ({ deed }) => deed === 'cancel' },
  'auto-renew': {
    action: 'licenses.renewalAsk',
    on: 'licenses.card',
    is: ({ on }, { values }) => on === (values.autoRenew === 'yes'),
  },
  documents: { action: 'documents.take' },
  'ask-documents': { action: 'documents.ask' },
  remind: { action: 'digests.remindAsk' },
  assign: { action: 'clients.editContact' },
  edit: { action: 'clients.edit', on: 'clients.card' },
  delete: { action: 'clients.delete', on: 'clients.card' },
  invite: { action: 'invite.client', on: 'clients.card' },
};

/** What opens without a client. A slash is a command. */
const others: Partial<Record<Act, string>> = {
  invite: '/convidar',
  'register-purchase': 'licenses.buy',
  import: '/importar',
  digest: 'digests.new',
  'add-member': 'firms.add',
};

export const isOfClient = ({ opens, client }: ActReading): boolean =>
  opens in ofClients && !(opens === 'invite' && client === undefined);

/** What stands in the form's fields already, by their names. */
function filled({ opens, values }: ActReading, { members }: Vocabulary, me: string): Record<string, string> {
  const { plan, company, email, quantity, analyst, name, field, month, ...rest } = values;
  const code = plan && planNamed(plan);
  const person = analyst === 'me' ? me : members.find(({ first }) => first === analyst)?.id;
  return {
    ...(opens === 'edit' ? rest : {}),
    ...(code ? { plan: code } : {}),
    ...(company ? { name: company } : {}),
    ...(email ? { email } : {}),
    ...(quantity ? { quantity } : {}),
    ...(person ? { analyst: person } : {}),
    ...(name ? { name } : {}),
  };
}

/** The same as people read it. */
const lines = (w: Words, { values }: ActReading, { members }: Vocabulary): string[] =>
  Object.entries(values).flatMap(([name, value]) => {
    if (name === 'month') return [w.ask.month(w.format.month(value))];
    if (name === 'plan') return [w.ask.filled(labelOf(w, 'plan'), value)];
    if (name === 'email') return [w.ask.filled(labelOf(w, 'email'), value)];
    if (name === 'phone') return [w.ask.filled(labelOf(w, 'phone'), value)];
    if (name === 'analyst')
      return [w.ask.filled(labelOf(w, 'analyst'), members.find(({ first }) => first === value)?.name ?? value)];
    return [];
  });

const meOf = (ctx: Ctx) => (ctx.actor.kind === 'member' ? ctx.actor.id : '');

/** The button of a card that does this, when it can be done. */
function buttonOn(view: View, { action, is }: Opening, reading: ActReading): Button | undefined {
  for (const block of view.blocks) {
    if (block.kind !== 'buttons') continue;
    for (const button of block.buttons)
      if ('press' in button && button.press.action === action && (is?.(button.press.input, reading) ?? true))
        return button;
  }
  return undefined;
}

/** Opens what does it for one client: nothing is done before somebody presses. */
export async function openForClient(ctx: Ctx, reading: ActReading, id: string, vocabulary: Vocabulary): Promise<View> {
  const client = await clientOf(ctx, id);
  if (!client) throw new UserError('gone', (w) => w.clients.card.gone);
  const inContact = reading.opens === 'edit' && ['contact', 'analyst'].includes(reading.values.field ?? '');
  const opening: Opening = inContact ? { action: 'clients.editContact' } : ofClients[reading.opens]!;
  const what = ctx.w.ask.act(ctx.w.ask.acts[reading.opens], cut(client.name, 100));
  if (!mayRun(ctx, opening.action)) throw new UserError('not-allowed', (w) => w.kit.notAllowed);
  const card = await runAction(ctx, opening.on ?? 'clients.card', { id });
  const there = opening.on ? buttonOn(card, opening, reading) : undefined;
  if (opening.on && !there)
    return { ...card, blocks: [...actView(ctx.w, what, [ctx.w.ask.notNow], []).blocks, ...card.blocks] };
  const input =
    there && 'press' in there
      ? there.press.input
      : { id, ...(reading.values.month ? { month: reading.values.month } : {}) };
  const values = filled(reading, vocabulary, meOf(ctx));
  const direct = pressOf(ctx, opening.action, input);
  const press: Press =
    Object.keys(values).length > 0
      ? openFilled.press({ action: opening.action, input: JSON.stringify(input), values: JSON.stringify(values) })
      : direct;
  const label = there?.label ?? ctx.w.ask.acts[reading.opens];
  return actView(ctx.w, what, lines(ctx.w, reading, vocabulary), [
    { label, style: there?.style ?? 'primary', press },
    { label: ctx.w.ask.open, press: openClient.press({ id }) },
  ]);
}

/** Opens what needs no client, or a whole list of them. */
export function openOther(
  ctx: Ctx,
  reading: ActReading,
  vocabulary: Vocabulary,
  filter: Filter | undefined,
  told: readonly string[],
): View {
  const what = ctx.w.ask.acts[reading.opens];
  if (reading.opens === 'export' || reading.opens === 'share') {
    const action = reading.opens === 'export' ? 'clients.export' : 'clients.share';
    return actView(ctx.w, what, told, [{ label: what, style: 'primary', press: pressOf(ctx, action, filter ?? {}) }]);
  }
  const action = others[reading.opens];
  if (!action) throw new UserError('unclear', (w) => w.ask.nobodyKnown);
  const permission = action.startsWith('/')
    ? ctx.registry.commands.get(action.slice(1))?.permission
    : ctx.registry.actions.get(action)?.permission;
  if (!permission || !ctx.can(permission)) throw new UserError('not-allowed', (w) => w.kit.notAllowed);
  const values = filled(reading, vocabulary, meOf(ctx));
  const press: Press = openFilled.press({ action, input: '{}', values: JSON.stringify(values) });
  return actView(ctx.w, what, lines(ctx.w, reading, vocabulary), [{ label: what, style: 'primary', press }]);
}
