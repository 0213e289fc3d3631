import { z } from 'zod';
import { action } from '../../kit/definition.ts';
import { UserError } from '../../kit/errors.ts';

/** What a command shows, for the one who presses alone; the digest stays as it is for the others. */
export const go = action({
  name: 'digests.go',
  command: 'resumo',
  permission: 'see',
  answers: 'private',
  input: z.object({ command: z.enum(['conexoes', 'carteira', 'clientes']) }),
  run: async (ctx, { command }) => {
    const wanted = ctx.registry.commands.get(command);
    if (!wanted || !ctx.can(wanted.permission)) throw new UserError('not-allowed', (w) => w.kit.notAllowed);
    return wanted.run(ctx, {});
  },
});
