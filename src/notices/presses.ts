import { z } from 'zod';
import { pressable } from '../kit/definition.ts';

/** What a command shows, for the one who presses alone; the message stays as it is for the others. */
export const openCommand = pressable({
  name: 'digests.go',
  permission: 'see',
  input: z.object({ command: z.enum(['conexoes', 'carteira', 'clientes']) }),
});
