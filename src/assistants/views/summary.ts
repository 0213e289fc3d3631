import type { Ctx } from '../../kit/ctx.ts';
import { type Field, fieldsOf } from '../../kit/field.ts';
import type { Raw } from '../../kit/incoming.ts';
import type { Kept } from '../../kit/prepared.ts';
import { cut, visible } from '../../kit/text.ts';

/** What an act is, as its person is asked for it: how the button was called, of what, and what is filled in. */
export interface ActSummary {
  label: string;
  title: string;
  facts: { label: string; value: string }[];
}

async function sayValue(ctx: Ctx, field: Field, value: string): Promise<string> {
  const list = field.list
    ? await field.list(ctx)
    : field.choices?.map((each) => ({ value: each.value, label: each.label(ctx.w) }));
  return list?.find((each) => each.value === value)?.label ?? value;
}

async function filled(
  ctx: Ctx,
  fields: readonly Field[],
  given: Readonly<Record<string, Raw>>,
): Promise<ActSummary['facts']> {
  const facts: ActSummary['facts'] = [];
  for (const field of fields) {
    const value = given[field.name];
    const texts = typeof value === 'string' ? [value] : Array.isArray(value) ? (value as readonly string[]) : [];
    const said = await Promise.all(texts.filter(Boolean).map((each) => sayValue(ctx, field, each)));
    if (said.length > 0) facts.push({ label: field.words(ctx.w).label, value: cut(visible(said.join(', ')), 300) });
  }
  return facts;
}

/** All of it in words of ours, but for what was filled in: an assistant has no say in how its act is called. */
export async function toldOf(ctx: Ctx, asked: Kept['asked'], definition: Kept['definition']): Promise<ActSummary> {
  const shown = ctx.place.assistant?.shown;
  if ('fields' in definition) {
    const given = asked.kind === 'submit' ? asked.fields : {};
    const facts = await filled(ctx, fieldsOf(definition.fields), given);
    const title = [definition.title(ctx.w), shown?.title].filter(Boolean).join(' · ');
    return { label: definition.submit(ctx.w), title, facts };
  }
  if ('summary' in definition && 'input' in definition) {
    const facts = asked.kind === 'command' ? await filled(ctx, fieldsOf(definition.input), asked.options) : [];
    return { label: `/${definition.name}`, title: definition.summary(ctx.w), facts };
  }
  return { label: shown?.label ?? definition.name, title: shown?.title ?? '', facts: [] };
}
