import { z } from 'zod';
import { pressable } from '../kit/definition.ts';

/** The client that was meant of several; `reading` is what was asked. */
export const openWhich = pressable({
  name: 'ask.which',
  permission: 'see',
  input: z.object({ reading: z.string().max(2000) }),
});

/** Another feature's form, with values in its fields already. */
export const openFilled = pressable({
  name: 'ask.fill',
  permission: 'see',
  input: z.object({ action: z.string().max(60), input: z.string().max(500), values: z.string().max(2000) }),
});
