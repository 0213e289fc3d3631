import { z } from 'zod';
import { pressable } from '../kit/definition.ts';
import { filterObject } from './filter.ts';

/** A client's card; without a client, whichever is picked. */
export const openClient = pressable({
  name: 'clients.card',
  permission: 'see',
  input: z.object({ id: z.uuid().optional() }),
});

/** Where the e-mail of a client is put down who has none. */
export const openAddress = pressable({
  name: 'clients.address',
  permission: 'edit',
  input: z.object({ id: z.uuid() }),
});

/** A list of clients, for the one who presses alone. */
export const ownList = pressable({ name: 'clients.own', permission: 'see', input: filterObject });
