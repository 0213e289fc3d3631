import { z } from 'zod';
import type { Ctx } from './ctx.ts';
import { readDay } from './days.ts';
import type { FieldKind, FileIn } from './incoming.ts';
import type { Option } from './view.ts';
import type { FieldWords, Say, Words } from './words.ts';

/** What a zod object cannot say of a field: how it is called, chosen, read and searched. Hangs on the schema itself. */
export interface FieldMeta {
  kind: FieldKind;
  words(w: Words): FieldWords;
  /** Canonical values and what people call them. */
  choices?: readonly { value: string; label: Say }[];
  /** Choices that depend on the firm; asked when a form is shown, never in a registration. */
  list?(ctx: Ctx): Promise<readonly Option[]>;
  /** Suggestions while typing. */
  complete?(ctx: Ctx, typed: string): Promise<readonly Option[]>;
  /** What people type to the canonical value; undefined when it is not understood. */
  read?(typed: string, today: string): string | undefined;
  /** What to say when `read` understands nothing. */
  refuse?: Say;
  /** Takes the typed words that name no field. */
  rest?: boolean;
  max: number;
  /** How the names of files end that can be taken, without the dot; what a platform offers to choose is no more than that. */
  endings?: readonly string[];
}

const metas = new WeakMap<z.ZodType, FieldMeta>();

type Named = (w: Words) => FieldWords;
type More = Partial<Omit<FieldMeta, 'kind' | 'words'>>;

const withMeta = <T extends z.ZodType>(schema: T, meta: FieldMeta): T => {
  metas.set(schema, meta);
  return schema;
};

/** The field builders. Each makes a required field; `.optional()` makes it optional. */
export const field = {
  text: (words: Named, more: More = {}) => withMeta(z.string().min(1), { kind: 'text', words, max: 200, ...more }),
  long: (words: Named, more: More = {}) => withMeta(z.string().min(1), { kind: 'long', words, max: 2000, ...more }),
  email: (words: Named, more: More = {}) =>
    withMeta(z.email(), { kind: 'text', words, max: 254, read: (typed) => typed.trim().toLowerCase(), ...more }),
  day: (words: Named, more: More = {}) =>
    withMeta(z.iso.date(), { kind: 'text', words, max: 20, read: readDay, refuse: (w) => w.kit.notADate(''), ...more }),
  choice: <const V extends readonly [string, ...string[]]>(
    values: V,
    words: Named,
    label: (w: Words, value: V[number]) => string,
    more: More = {},
  ) =>
    withMeta(z.enum(values), {
      kind: 'choice',
      words,
      max: 100,
      choices: values.map((value) => ({ value, label: (w: Words) => label(w, value) })),
      ...more,
    }),
  choices: <const V extends readonly [string, ...string[]]>(
    values: V,
    words: Named,
    label: (w: Words, value: V[number]) => string,
    more: More = {},
  ) =>
    withMeta(z.array(z.enum(values)), {
      kind: 'choices',
      words,
      max: 300,
      choices: values.map((value) => ({ value, label: (w: Words) => label(w, value) })),
      ...more,
    }),
  yesNo: (words: Named) => field.choice(['yes', 'no'], words, (w, value) => w.kit[value]),
  /** One of a list that depends on the firm. */
  pick: (words: Named, list: NonNullable<FieldMeta['list']>, more: More = {}) =>
    withMeta(z.string().min(1), { kind: 'choice', words, max: 100, list, ...more }),
  /** Any of a list that depends on the firm. */
  picks: (words: Named, list: NonNullable<FieldMeta['list']>, more: More = {}) =>
    withMeta(z.array(z.string().min(1)).min(1), { kind: 'choices', words, max: 300, list, ...more }),
  /** Several texts, with commas between them. */
  texts: (words: Named, more: More = {}) =>
    withMeta(z.array(z.string().min(1)).min(1), { kind: 'choices', words, max: 300, ...more }),
  /** A whole number. */
  number: (words: Named, { min, max }: { min: number; max: number }, more: More = {}) =>
    withMeta(z.coerce.number<number>().int().min(min).max(max), {
      kind: 'text',
      words,
      max: 12,
      read: (typed) => /^\d+$/.exec(typed)?.[0],
      ...more,
    }),
  /** Text with suggestions. */
  search: (words: Named, complete: NonNullable<FieldMeta['complete']>, more: More = {}) =>
    withMeta(z.string().min(1), { kind: 'search', words, max: 200, complete, ...more }),
  /** A person of the platform, as the platform's own id. */
  user: (words: Named) =>
    withMeta(z.string().min(1), {
      kind: 'user',
      words,
      max: 100,
      read: (typed) => /^<@!?([A-Z0-9]+)(?:\|[^>]*)?>$/i.exec(typed)?.[1] ?? typed,
    }),
  channel: (words: Named) =>
    withMeta(z.string().min(1), {
      kind: 'channel',
      words,
      max: 100,
      read: (typed) => /^<#([A-Z0-9]+)(?:\|[^>]*)?>$/i.exec(typed)?.[1] ?? typed,
    }),
  /** A file; the value is a FileIn. `endings`: at most ten. */
  file: (words: Named, endings: readonly string[]) =>
    withMeta(
      z.custom<FileIn>((value) => typeof value === 'object' && value !== null && 'read' in value),
      {
        kind: 'file',
        words,
        max: 1,
        endings,
      },
    ),
};

/** A field of a zod object: its name, whether it must be there, and its meta. */
export interface Field extends FieldMeta {
  name: string;
  required: boolean;
  schema: z.ZodType;
}

const known = new WeakMap<z.ZodObject, readonly Field[]>();

/** The fields of a zod object that people see, in order. What has no meta is the definition's own state. */
export function fieldsOf(object: z.ZodObject): readonly Field[] {
  const before = known.get(object);
  if (before) return before;
  const fields = Object.entries(object.shape).flatMap(([name, schema]) => {
    let inner = schema as z.ZodType;
    let required = true;
    while (inner instanceof z.ZodOptional || inner instanceof z.ZodDefault) {
      required = false;
      inner = inner.unwrap() as z.ZodType;
    }
    const meta = metas.get(inner);
    return meta ? [{ ...meta, name, required, schema: schema as z.ZodType }] : [];
  });
  known.set(object, fields);
  return fields;
}

/** Suggestions for what is being typed into a field: of several values, for the last. */
export async function suggestIn({ kind, complete }: FieldMeta, ctx: Ctx, typed: string): Promise<readonly Option[]> {
  const end = kind === 'choices' ? typed.lastIndexOf(',') + 1 : 0;
  const options = (await complete?.(ctx, typed.slice(end).trim())) ?? [];
  if (end === 0) return options;
  const before = typed.slice(0, end);
  return options.map((option) => ({ ...option, label: `${before} ${option.label}`, value: before + option.value }));
}
