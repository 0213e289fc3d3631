import { action } from '../../kit/definition.ts';
import { UserError } from '../../kit/errors.ts';
import { openCommand } from '../../notices/presses.ts';

export const go = action({
  ...openCommand,
  command: 'resumo',
  answers: 'private',
  run: async (ctx, { command }) => {
    const wanted = ctx.registry.commands.get(command);
    if (!wanted || !ctx.can(wanted.permission)) throw new UserError('not-allowed', (w) => w.kit.notAllowed);
    return wanted.run(ctx, {});
  },
});
