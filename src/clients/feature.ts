import type { Feature } from '../kit/definition.ts';
import { clientAddress } from './commands/address.ts';
import { clientCard } from './commands/card.ts';
import { clientEdit, contactButtons, detailButtons } from './commands/edit.ts';
import { clientList } from './commands/list.ts';
import { clientRemove, removeNow } from './commands/remove.ts';
import { clientShortcuts } from './commands/shortcuts.ts';
import { allows } from './gates.ts';
import type { Client } from './reads/client.ts';
import { step } from './steps.ts';

const parts: readonly Feature[] = [clientList, clientCard, clientEdit, clientAddress, clientRemove, clientShortcuts];
const numbered = (label: string, page: number) => (page === 0 ? label : `${label} (${page + 1})`);

const clientSteps = [
  ...detailButtons.map((button, page) =>
    step(button, {
      at: 130,
      act: 'edit',
      label: (w) => numbered(w.clients.edit.button, page),
      ...(page === 0 ? { row: true } : {}),
    }),
  ),
  ...contactButtons.map((button, page) =>
    step(button, {
      at: 140,
      label: (w) => numbered(w.clients.edit.contactButton, page),
      aside: true,
      // Of whom nothing else can be edited.
      ...(page === 0 ? { row: ({ standing }: Client) => !allows(standing, 'edit') } : {}),
    }),
  ),
  step(removeNow, { at: 190, act: 'remove', label: (w) => w.clients.remove.button, rare: true }),
];

export const clients: Feature = {
  commands: parts.flatMap((part) => part.commands ?? []),
  actions: parts.flatMap((part) => part.actions ?? []),
  forms: parts.flatMap((part) => part.forms ?? []),
  shortcuts: parts.flatMap((part) => part.shortcuts ?? []),
  gives: { clientSteps },
};
