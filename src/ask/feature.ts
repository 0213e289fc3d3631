import { z } from 'zod';
import { action, type Feature, isForm } from '../kit/definition.ts';
import { UserError } from '../kit/errors.ts';
import { fieldsOf } from '../kit/field.ts';
import { answer, goOn } from './answer.ts';
import { openFilled, openWhich } from './presses.ts';
import { promptsFor } from './prompts.ts';
import { vocabularyOf } from './reads/vocabulary.ts';
import { run } from './run.ts';
import { acts, facts, numbers } from './schema.ts';

/** What somebody says in their own words, on any platform. */
export const said = action({
  name: 'ask.said',
  command: 'ajuda',
  permission: 'see',
  answers: 'private',
  input: z.object({ text: z.string() }),
  complete: (ctx) => promptsFor(ctx),
  run: (ctx, { text }) => answer(ctx, text),
});

const json = <T extends z.ZodType>(inner: T) =>
  z.string().transform((text, issues): z.infer<T> => {
    try {
      const read = inner.safeParse(JSON.parse(text));
      if (read.success) return read.data as z.infer<T>;
    } catch {
      // Not ours: said below.
    }
    issues.addIssue({ code: 'custom' });
    return z.NEVER;
  });

const month = z.string().regex(/^\d{4}-\d{2}$/);
const texts = z.record(z.string().max(40), z.string().max(400));
const asked = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('fact'), field: z.enum(facts) }),
  z.object({ kind: z.literal('number'), what: z.enum(numbers), month: month.optional() }),
  z.object({ kind: z.literal('act'), opens: z.enum(acts), values: texts }),
]);

/** The client that was meant of several; what was asked goes on. */
const which = action({
  ...openWhich,
  command: 'cliente',
  answers: 'private',
  run: async (ctx, { reading }, picked) => {
    const known = json(asked).safeParse(reading);
    const id = z.uuid().safeParse(picked[0]);
    if (!known.success || !id.success) throw new UserError('unclear', (w) => w.ask.gone);
    const read = known.data;
    const full = read.kind === 'fact' ? { ...read, client: '', left: [] } : { ...read, left: [] };
    return goOn(ctx, full, id.data, await vocabularyOf(ctx));
  },
});

/** Another feature's form, with what a sentence said in its fields already. Whoever may not open it is told so by the same rule. */
const fill = action({
  ...openFilled,
  command: 'ajuda',
  answers: 'form',
  run: async (ctx, { action: name, input, values }) => {
    const [given, stand] = [json(z.record(z.string(), z.unknown())).safeParse(input), json(texts).safeParse(values)];
    const command = name.startsWith('/') ? ctx.registry.commands.get(name.slice(1)) : undefined;
    const target = ctx.registry.actions.get(name);
    if (!given.success || !stand.success || !(command ?? target)) throw new UserError('unclear', (w) => w.ask.gone);
    if (!ctx.can((command ?? target)!.permission)) throw new UserError('not-allowed', (w) => w.kit.notAllowed);
    if (target && !target.input.safeParse(given.data).success) throw new UserError('unclear', (w) => w.ask.gone);
    const opened = command ? await command.run(ctx, {}) : await run(ctx, name, given.data);
    if (!isForm(opened)) return opened;
    const form = ctx.registry.forms.get(opened.form);
    const names = new Set(form ? fieldsOf(form.fields).map((each) => each.name) : []);
    const filled = Object.fromEntries(Object.entries(stand.data).filter(([field]) => names.has(field)));
    return { ...opened, values: { ...opened.values, ...filled } };
  },
});

export const ask: Feature = { actions: [said, which, fill] };
