import { z } from 'zod';
import { type Field, fieldsOf } from '../../src/kit/field.ts';
import type { Raw } from '../../src/kit/incoming.ts';
import { words } from '../../src/words/index.ts';
import { file } from '../house.ts';

// What a text may have to be, besides an id.
const texts = [
  'a',
  '2026-11',
  '2026-11-30',
  '2026-10-01T00:00:00Z',
  'x@example.com',
  '12',
  'connected',
  '11444777000161',
  '30d',
  'C1',
];
const numbers = [1, 2, 10, 0, 1_763_305_200_000];

/** The `i`th plausible input for a definition's own state: ids in turn, every choice in turn, optional ones present and absent. */
export function inputFor(object: z.ZodObject, ids: readonly string[], i: number): Record<string, unknown> {
  const entries = Object.entries(object.shape).map(
    ([key, schema]) => [key, value(schema as z.ZodType, ids, i, key)] as const,
  );
  return Object.fromEntries(entries.filter(([, each]) => each !== undefined));
}

function value(schema: z.ZodType, ids: readonly string[], i: number, key: string): unknown {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return i % 3 === 2 ? undefined : value(schema.unwrap() as z.ZodType, ids, i, key);
  if (schema instanceof z.ZodEnum) return schema.options[i % schema.options.length];
  if (schema instanceof z.ZodBoolean) return i % 2 === 0;
  if (schema instanceof z.ZodArray && schema.element instanceof z.ZodLazy)
    return [flat(schema.element.unwrap() as z.ZodObject, ids, i)];
  if (schema instanceof z.ZodArray) return [value(schema.element as z.ZodType, ids, i, key)];
  if (schema instanceof z.ZodObject) return inputFor(schema, ids, i);
  const id = ids[i % ids.length]!;
  const other = texts[i % texts.length]!;
  const inTurn = /id$/i.test(key) || i % 2 === 0 ? [id, other] : [other, id];
  const found = [...inTurn, ...texts, ...numbers].find((each) => schema.safeParse(each).success);
  if (found === undefined) throw new Error(`nothing here is a ${key}: add what is to test/everybody/inputs.ts`);
  return found;
}

/** A condition may hold others of its kind, to any depth: here none does. */
function flat(object: z.ZodObject, ids: readonly string[], i: number): Record<string, unknown> {
  const nests = (schema: unknown): boolean =>
    schema instanceof z.ZodOptional
      ? nests(schema.unwrap())
      : schema instanceof z.ZodArray && schema.element instanceof z.ZodLazy;
  const own = Object.entries(object.shape).filter(([, schema]) => !nests(schema));
  return inputFor(z.object(Object.fromEntries(own)), ids, i);
}

const typed = [
  'a',
  'x@example.com',
  '(11) 4002-8922',
  'hoje',
  '12/2026',
  'Manaus',
  '529.982.247-25',
  '100',
  '2026',
  'sim',
  '10/2025',
];

/** The `i`th plausible content of an option or a form's field; every third time one that is not required is left empty. */
function rawFor(field: Field, ids: readonly string[], i: number): Raw {
  if (!field.required && i % 3 === 1) return undefined;
  if (field.kind === 'file') return file('lista.csv', 'Fantasia;CNPJ\nPadaria;11.444.777/0001-61\n');
  const choices = field.choices?.map((choice) => (i % 2 ? choice.value : choice.label(words['pt-BR'])));
  if (choices) return field.kind === 'choices' ? [choices[i % choices.length]!] : choices[i % choices.length];
  if (field.kind === 'user') return `U${i}`;
  if (field.kind === 'channel') return `C${i}`;
  if (field.kind === 'search' || field.list)
    return i % 2 ? ids[i % ids.length] : (typed.find((each) => understood(field, each)) ?? 'a');
  const found = [...typed.slice(i % typed.length), ...typed].find((each) => understood(field, each));
  if (!found) throw new Error(`nothing here is a ${field.name}: add what is to test/everybody/inputs.ts`);
  return found;
}

const understood = (field: Field, text: string): boolean => {
  const read = field.read ? field.read(text, '2026-11-16') : text;
  return (
    read !== undefined &&
    read.length <= field.max &&
    field.schema.safeParse(field.kind === 'choices' ? [read] : read).success
  );
};

export const rawsFor = (object: z.ZodObject, ids: readonly string[], i: number): Record<string, Raw> =>
  Object.fromEntries(fieldsOf(object).map((field) => [field.name, rawFor(field, ids, i)]));
