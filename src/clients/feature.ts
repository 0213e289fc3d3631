import type { Feature } from '../kit/definition.ts';
import { clientCard } from './commands/card.ts';
import { clientEdit } from './commands/edit.ts';
import { clientList } from './commands/list.ts';
import { clientRemove } from './commands/remove.ts';

const parts: readonly Feature[] = [clientList, clientCard, clientEdit, clientRemove];

export const clients: Feature = {
  commands: parts.flatMap((part) => part.commands ?? []),
  actions: parts.flatMap((part) => part.actions ?? []),
  forms: parts.flatMap((part) => part.forms ?? []),
};
