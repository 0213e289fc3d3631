import { z } from 'zod';
import type { Ctx } from '../../kit/ctx.ts';
import type { Button, Press } from '../../kit/view.ts';
import type { Words } from '../../kit/words.ts';
import type { Client } from '../reads/client.ts';
import { gateOf } from '../schema.ts';
import { undeletable } from '../service/remove.ts';

/** Something that can be done with a client. Named, not imported: a step of another feature is there when the feature is. */
interface Step {
  action: string;
  label(w: Words): string;
  style?: 'primary' | 'danger';
  /** Whether it makes sense for this client. */
  when?(client: Client): boolean;
  input?(client: Client): Press['input'];
}

const steps: readonly Step[] = [
  {
    action: 'invite.again',
    label: (w) => w.clients.card.invite,
    style: 'primary',
    when: ({ situation, email }) => !undeletable.includes(situation) && z.email().safeParse(email).success,
    input: ({ id, name, email, document, contactName, phone }) => ({
      clientId: id,
      name: name.slice(0, 150),
      email,
      document: document ?? undefined,
      contactName: contactName.slice(0, 100) || undefined,
      phone: phone.slice(0, 40) || undefined,
    }),
  },
  {
    action: 'licenses.contract',
    label: (w) => w.licenses.contract,
    when: ({ situation, plan }) => gateOf(situation) === 'open' && plan === '',
  },
  { action: 'licenses.card', label: (w) => w.licenses.openCard, when: ({ license }) => license !== null },
  { action: 'licenses.history', label: (w) => w.licenses.history, when: ({ license }) => license !== null },
  { action: 'finances.show', label: (w) => w.accounts.button, when: ({ situation }) => situation === 'connected' },
  { action: 'clients.edit', label: (w) => w.clients.edit.button, when: ({ situation }) => gateOf(situation) === 'open' },
  { action: 'clients.editContact', label: (w) => w.clients.edit.contactButton },
  { action: 'documents.take', label: (w) => w.documents.takeButton, when: ({ situation }) => situation === 'connected' },
  { action: 'documents.received', label: (w) => w.documents.received, when: ({ situation }) => situation === 'connected' },
  {
    action: 'connections.disconnectAsk',
    label: (w) => w.clients.card.disconnect,
    when: ({ situation }) => situation === 'connected',
  },
  { action: 'rights.eraseAsk', label: (w) => w.rights.button },
  {
    action: 'clients.delete',
    label: (w) => w.clients.remove.button,
    style: 'danger',
    when: ({ situation }) => !undeletable.includes(situation),
  },
];

/** What this person can do next with a client. */
export const nextSteps = (ctx: Ctx, client: Client): Button[] =>
  steps.flatMap(({ action, label, style, when, input }) => {
    const definition = ctx.registry.actions.get(action);
    if (!definition || !ctx.can(definition.permission) || when?.(client) === false) return [];
    return [{ label: label(ctx.w), style, press: { action, input: input?.(client) ?? { id: client.id } } }];
  });
