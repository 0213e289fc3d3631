import type { Ctx } from '../kit/ctx.ts';
import { isForm, pressable, type Result } from '../kit/definition.ts';
import { UserError } from '../kit/errors.ts';
import type { Press, View } from '../kit/view.ts';

/** What another feature does, by its name: it is there when the feature is, and allowed to those who may. */
export async function run(
  ctx: Ctx,
  name: string,
  input: Readonly<Record<string, unknown>>,
  picked: readonly string[] = [],
): Promise<Result> {
  const action = ctx.registry.actions.get(name);
  if (!action || !ctx.can(action.permission)) throw new UserError('not-allowed', (w) => w.kit.notAllowed);
  return action.run(ctx, input, picked);
}

const asView = (result: Result): View => (isForm(result) ? { blocks: [] } : result);

export const runAction = async (
  ctx: Ctx,
  name: string,
  input: Readonly<Record<string, unknown>>,
  picked: readonly string[] = [],
): Promise<View> => asView(await run(ctx, name, input, picked));

export async function runCommand(ctx: Ctx, name: string, input: Readonly<Record<string, unknown>> = {}): Promise<View> {
  const command = ctx.registry.commands.get(name);
  if (!command || !ctx.can(command.permission)) throw new UserError('not-allowed', (w) => w.kit.notAllowed);
  return asView(await command.run(ctx, input));
}

export const mayRun = (ctx: Ctx, name: string): boolean => {
  const action = ctx.registry.actions.get(name);
  return action !== undefined && ctx.can(action.permission);
};

/** A button for what another feature does, by its name. */
export function pressOf(ctx: Ctx, name: string, input: Readonly<Record<string, unknown>>): Press {
  const action = ctx.registry.actions.get(name);
  if (!action) throw new UserError('not-allowed', (w) => w.kit.notAllowed);
  return pressable(action).press(input);
}
