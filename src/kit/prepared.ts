import type { Said } from './arrange.ts';
import type { Ctx } from './ctx.ts';
import type { Action, Command, Form, Result, Shortcut } from './definition.ts';
import { UserError } from './errors.ts';

/** What an assistant asked for, and what it would do. */
export interface Kept {
  asked: Said;
  definition: Command | Action | Form | Shortcut;
}

/** What was found, done; or kept for a person, where an assistant asks for what only a person does. */
export async function runFor(
  ctx: Ctx,
  found: { definition: Kept['definition']; run(ctx: Ctx): Promise<Result> },
  asked: Said,
  prepare: (ctx: Ctx, kept: Kept) => Promise<Result>,
): Promise<Result> {
  const { definition } = found;
  const { assistant } = ctx.place;
  if (!assistant) return found.run(ctx);
  if (definition.byPerson) throw new UserError('by-person', (w) => w.kit.byPerson);
  ctx.delivery.waits = !(assistant.may === 'act' && definition.undoneBy !== undefined);
  const result = await found.run(ctx).catch((error: unknown) => {
    if (!ctx.delivery.held) throw error;
  });
  if (result && !ctx.delivery.held) return result;
  if (assistant.may === 'read') throw new UserError('only-reads', (w) => w.kit.onlyReads);
  ctx.delivery.waits = false;
  return prepare(ctx, { asked, definition });
}
