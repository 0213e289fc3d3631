import { z } from 'zod';
import { filterObject } from '../clients/filter.ts';
import { pressable } from '../kit/definition.ts';

const one = z.object({ id: z.uuid() });

/** The parts of the list. */
export const tabs = ['received', 'sent', 'history'] as const;

/** An invitation or a request, as it stands now. */
export const openRequest = pressable({
  name: 'connections.open',
  permission: 'see',
  input: z.object({ id: z.uuid().optional() }),
});
/** Answers what a client asks with yes. */
export const accept = pressable({ name: 'connections.accept', permission: 'decide', input: one });
/** Sends an invitation again whose time is over. */
export const renew = pressable({ name: 'connections.renew', permission: 'invite', input: one });
/** Asks by letter to authorise the account: one client, or those of a list. */
export const askAccess = pressable({ name: 'connections.askAccess', permission: 'invite', input: one });
export const askAccessMany = pressable({
  name: 'connections.askAccessMany',
  permission: 'invite',
  input: filterObject,
});
export const disconnectAsk = pressable({ name: 'connections.disconnectAsk', permission: 'decide', input: one });
export const requestsTab = pressable({
  name: 'connections.tab',
  permission: 'see',
  input: z.object({ tab: z.enum(tabs), before: z.uuid().optional() }),
});
