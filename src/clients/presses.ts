import { z } from 'zod';
import { pressable } from '../kit/definition.ts';
import { filterObject } from './filter.ts';

/** A client's card; without a client, whichever is picked. */
export const openClient = pressable({ name: 'clients.card', permission: 'see', input: z.object({ id: z.uuid().optional() }) });

/** A list of clients, for the one who presses alone. */
export const ownList = pressable({ name: 'clients.own', permission: 'see', input: filterObject });
