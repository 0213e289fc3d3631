import { z } from 'zod';
import { memberOptions } from '../../firms/reads/team.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { field } from '../../kit/field.ts';
import { cut, fold } from '../../kit/text.ts';
import type { Option } from '../../kit/view.ts';
import { topicsOf } from '../../notices/schema.ts';
import { kinds, onHolidays, places, readSteps } from '../schema.ts';
import { ruleText } from '../views/parts.ts';
import { readRule } from '../when/rule.ts';
import { address } from './place.ts';

/** What was understood comes first, then what is usual. */
async function suggestRules(ctx: Ctx, typed: string): Promise<Option[]> {
  const understood = typed.trim() ? readRule(typed) : undefined;
  const usual = ctx.w.digests.presets
    .filter((preset) => fold(preset).includes(fold(typed)))
    .map((preset) => ({ label: preset, value: readRule(preset) ?? preset }));
  return understood && !usual.some(({ value }) => value === understood)
    ? [{ label: ruleText(ctx.w, understood), value: understood }, ...usual]
    : usual;
}

export const kind = field.choice(
  kinds,
  (w) => w.digests.field.kind,
  (w, value) => w.digests.kind[value],
);
export const when = field.search((w) => w.digests.field.when, suggestRules, {
  max: 120,
  read: (typed) => readRule(typed),
  refuse: (w) => w.digests.notARule,
});
export const place = field.choice(
  places,
  (w) => w.digests.field.place,
  (w, value) => w.digests.place[value],
);
export const channel = field.channel((w) => w.digests.field.channel).optional();
/** Members, and an address that was typed whole: where only what is offered can be chosen, it must be offered. */
async function suggestReaders(ctx: Ctx, typed: string): Promise<Option[]> {
  const members = await memberOptions(ctx, typed);
  const given = address(typed);
  return given && members.length === 0 ? [{ label: cut(ctx.w.digests.outside(given), 75), value: given }] : members;
}

export const to = field.search((w) => w.digests.field.to, suggestReaders).optional();
export const ownPlace = field.choice(
  ['member', 'mail'],
  (w) => w.digests.field.ownPlace,
  (w, value) => w.digests.ownPlace[value],
);
export const holiday = field.choice(
  onHolidays,
  (w) => w.digests.field.holiday,
  (w, value) => w.digests.holiday[value],
);
export const steps = field
  .text((w) => w.digests.field.steps, { max: 60, read: (typed) => readSteps(typed), refuse: (w) => w.digests.notSteps })
  .optional();
export const empty = field.yesNo((w) => w.digests.field.empty);
export const dayFields = z.object({
  day: field.day((w) => w.digests.field.day),
  until: field.day((w) => w.digests.field.until).optional(),
  name: field.text((w) => w.digests.field.dayName, { max: 60 }),
});
export const topicChoices = field
  .picks(
    (w) => w.digests.field.topics,
    async (ctx) => topicsOf(ctx.registry).map(({ name, label }) => ({ value: name, label: label(ctx.w) })),
  )
  .optional();
