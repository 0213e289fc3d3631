import type { z } from 'zod';
import type { Ctx } from './ctx.ts';
import type { Pressable } from './definition.ts';
import type { Button } from './view.ts';

/** A press on an action, of another feature or of ours: there when its feature is, and for those who may. */
export function buttonFor<S extends z.ZodObject>(
  ctx: Ctx,
  of: Pressable<S>,
  label: string,
  input: z.input<S>,
  style?: Button['style'],
): Button[] {
  // What goes to a channel is for everybody: who may is decided when it is pressed.
  const may = ctx.registry.actions.has(of.name) && (ctx.actor.kind === 'system' || ctx.can(of.permission));
  return may ? [{ label, ...(style ? { style } : {}), press: of.press(input) }] : [];
}
