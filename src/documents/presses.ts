import { z } from 'zod';
import { pressable } from '../kit/definition.ts';

/** One client's documents, of last month unless another is named. */
export const take = pressable({
  name: 'documents.take',
  permission: 'see',
  input: z.object({
    id: z.uuid(),
    month: z
      .string()
      .regex(/^\d{4}-\d{2}$/)
      .optional(),
  }),
});
/** Asks a client for documents, after a look at what goes out. */
export const ask = pressable({ name: 'documents.ask', permission: 'see', input: z.object({ id: z.uuid() }) });
/** What a client has sent. */
export const received = pressable({ name: 'documents.received', permission: 'see', input: z.object({ id: z.uuid() }) });
