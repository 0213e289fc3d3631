import type { Ctx } from '../../kit/ctx.ts';
import type { Button, Press } from '../../kit/view.ts';
import type { Words } from '../../kit/words.ts';
import { type Act, allows, stageOf } from '../gates.ts';
import type { Client } from '../reads/client.ts';

/** Something that can be done with a client. Named, not imported: a step of another feature is there when the feature is. */
interface Step {
  action: string;
  label(w: Words): string;
  style?(client: Client): Button['style'];
  /** What the table must allow; without one it makes sense for every client. */
  act?: Act;
  /** What must hold besides, of this client and for this person. */
  when?(client: Client, ctx: Ctx): boolean;
  input?(client: Client): Press['input'];
  /** Only looks at something, or keeps the record: nothing that a state waits for. */
  aside?: true;
  /** Only for somebody to whom nothing else is offered that the state waits for. */
  otherwise?: true;
}

const primary = () => 'primary' as const;
const danger = () => 'danger' as const;
const request = ({ standing }: Client) => ({ id: standing.waiting?.id });

const steps: readonly Step[] = [
  { act: 'accept', action: 'connections.accept', label: (w) => w.connections.accept, style: primary, input: request },
  { act: 'decline', action: 'connections.decline', label: (w) => w.connections.decline, style: danger, input: request },
  { act: 'resend', action: 'connections.resend', label: (w) => w.connections.resend, style: primary, input: request },
  { act: 'correct', action: 'connections.correct', label: (w) => w.connections.correct, input: request },
  { act: 'withdraw', action: 'connections.cancel', label: (w) => w.connections.cancel, style: danger, input: request },
  // Those who may not answer it can see it.
  {
    action: 'connections.open',
    label: (w) => w.connections.openOne,
    when: ({ standing }, ctx) => (stageOf(standing) === 'invited' || stageOf(standing) === 'requested') && !ctx.can('decide'),
    input: request,
  },
  { act: 'invite', action: 'invite.client', label: (w) => w.clients.card.invite, style: primary },
  {
    act: 'contract',
    action: 'licenses.contract',
    label: (w) => w.licenses.contract,
    style: (client) => (stageOf(client.standing) === 'connected' && client.agreedPayer !== 'client' ? 'primary' : undefined),
    when: ({ plan }) => plan === '',
  },
  {
    act: 'register',
    action: 'licenses.register',
    label: (w) => w.licenses.register,
    style: ({ agreedPayer }) => (agreedPayer === 'client' ? 'primary' : undefined),
    when: ({ plan }) => plan === '',
  },
  { action: 'licenses.card', label: (w) => w.licenses.openCard, when: ({ license }) => license !== null, aside: true },
  { action: 'licenses.history', label: (w) => w.licenses.history, when: ({ license }) => license !== null, aside: true },
  { act: 'finances', action: 'finances.show', label: (w) => w.accounts.button },
  { act: 'edit', action: 'clients.edit', label: (w) => w.clients.edit.button },
  { action: 'clients.editContact', label: (w) => w.clients.edit.contactButton, aside: true },
  {
    act: 'documents',
    action: 'documents.take',
    label: (w) => w.documents.takeButton,
    when: (_client, { provider }) => provider !== undefined,
  },
  { act: 'received', action: 'documents.received', label: (w) => w.documents.received },
  { act: 'disconnect', action: 'connections.disconnectAsk', label: (w) => w.clients.card.disconnect },
  { action: 'rights.eraseAsk', label: (w) => w.rights.button, aside: true },
  { act: 'remove', action: 'clients.delete', label: (w) => w.clients.remove.button, style: danger },
  { action: 'digests.client', label: (w) => w.clients.card.notices, otherwise: true },
];

/** What this person can do next with a client: at least one thing in every state. */
export function nextSteps(ctx: Ctx, client: Client): Button[] {
  const offered = steps.filter(({ action, act, when }) => {
    const definition = ctx.registry.actions.get(action);
    if (!definition || !ctx.can(definition.permission)) return false;
    return (!act || allows(client.standing, act)) && when?.(client, ctx) !== false;
  });
  const moving = offered.some(({ aside, otherwise }) => !aside && !otherwise);
  return offered
    .filter(({ otherwise }) => !otherwise || !moving)
    .map(({ action, label, style, input }) => ({
      label: label(ctx.w),
      style: style?.(client),
      press: { action, input: input?.(client) ?? { id: client.id } },
    }));
}
