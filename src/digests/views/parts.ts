import type { Ctx } from '../../kit/ctx.ts';
import { dayAt } from '../../kit/days.ts';
import type { Button, Press } from '../../kit/view.ts';
import type { Words } from '../../kit/words.ts';
import type { Deed } from '../reads/digest.ts';
import { type Rule, ruleOf, timeText } from '../when/rule.ts';
import { wallAt, wallText } from '../when/wall.ts';

/** A press on another feature's action: there when the feature is. */
export function buttonFor(ctx: Ctx, action: string, label: string, input: Press['input'], style?: Button['style']): Button[] {
  const definition = ctx.registry.actions.get(action);
  // What goes to a channel is for everybody: who may is decided when it is pressed.
  const may = definition && (ctx.actor.kind === 'system' || ctx.can(definition.permission));
  return may ? [{ label, ...(style ? { style } : {}), press: { action, input } }] : [];
}

/** A rule as people say it. */
export function ruleText(w: Words, text: string): string {
  const rule: Rule = ruleOf(text);
  if (rule.kind === 'cron') return w.digests.rule.cron(rule.expression);
  const time = timeText(rule.at);
  if (rule.kind === 'weekly') return w.digests.rule.weekly(rule.days, time);
  if (rule.kind === 'monthly') return w.digests.rule.monthly(rule.day, time);
  return w.digests.rule[rule.kind](time);
}

/** Day and time of an instant, as the firm's clocks show it. */
export function instantText(ctx: Ctx, at: Date): string {
  const { timeZone } = ctx.firm;
  return ctx.w.digests.instant(ctx.w.format.day(dayAt(at, timeZone)), wallText(wallAt(at.getTime(), timeZone)).slice(11));
}

/** What was done about a client, the last first. */
export const deedText = (w: Words, deeds: readonly Deed[]): string =>
  [...deeds]
    .reverse()
    .map(({ kind, who, system }) => w.digests.deed[kind](who || (system ? w.digests.system : w.digests.somebody)))
    .join(', ');
