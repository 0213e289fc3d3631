import type { z } from 'zod';
import { UserError } from './errors.ts';
import { type Field, fieldsOf } from './field.ts';
import type { FileIn, Raw } from './incoming.ts';
import { fold, nearest } from './text.ts';
import type { Say, Words } from './words.ts';

export const isFile = (raw: Raw): raw is FileIn => typeof raw === 'object' && 'read' in raw;
export const loose = (value: string) => fold(value).replace(/[_-]+/g, ' ');

function readChoice(field: Field, typed: string, languages: readonly Words[]): string | { refused: Say } {
  const wanted = loose(typed);
  const choices = field.choices ?? [];
  // Turned round, of a choice that has its opposite: `-nome`.
  if (typed.startsWith('-') && choices.some((choice) => choice.value.startsWith('-'))) {
    const other = readChoice(field, typed.slice(1), languages);
    if (choices.some((choice) => choice.value === `-${other}`)) return `-${other}`;
  }
  for (const choice of choices) if (loose(choice.value) === wanted) return choice.value;
  for (const choice of choices) for (const w of languages) if (loose(choice.label(w)) === wanted) return choice.value;
  for (const w of languages) {
    const before = field.words(w).formerValues?.find(([was]) => loose(was) === wanted)?.[1];
    if (before !== undefined) return before;
  }
  const begins = choices.filter(
    (choice) => wanted.length > 2 && languages.some((w) => loose(choice.label(w)).startsWith(wanted)),
  );
  if (begins.length === 1) return begins[0]!.value;
  return {
    refused: (w) =>
      w.kit.notAChoice(
        field.words(w).label,
        typed.slice(0, 60),
        nearest(
          typed,
          choices.map((choice) => choice.label(w)),
        ),
      ),
  };
}

export function readOne(
  field: Field,
  typed: string,
  today: string,
  languages: readonly Words[],
): string | { refused: Say } {
  if (field.kind !== 'file' && typed.length > field.max)
    return { refused: (w) => w.kit.tooLong(field.words(w).label, field.max) };
  if (field.choices) return readChoice(field, typed, languages);
  if (!field.read) return typed;
  const value = field.read(typed, today);
  if (value !== undefined) return value;
  return { refused: field.refuse ?? ((w) => w.kit.notUnderstood(field.words(w).label, typed.slice(0, 60))) };
}

/**
 * Raw values into the object's own type, each read as people write it. Throws UserError 'input' whose `fields` says what is
 * wrong where, and whose message is the first of them. Empty text counts as nothing given.
 */
export function readValues<S extends z.ZodObject>(
  object: S,
  raw: Readonly<Record<string, Raw>>,
  today: string,
  languages: readonly Words[],
): z.infer<S> {
  const wrong: Record<string, Say> = {};
  const values: Record<string, unknown> = {};
  for (const field of fieldsOf(object)) {
    const given = raw[field.name];
    if (isFile(given) && field.kind === 'file') {
      values[field.name] = given;
      continue;
    }
    const texts = isFile(given) ? [given.name] : typeof given === 'string' ? [given] : [...(given ?? [])];
    const list = texts
      // What was chosen from a list stands for itself, whatever is in it.
      .flatMap((each) => (field.kind === 'choices' && typeof given === 'string' ? each.split(',') : [each]))
      .map((each) => each.replaceAll('\0', '').trim())
      .filter(Boolean);
    if (list.length === 0) {
      if (field.required && !field.schema.safeParse(undefined).success)
        wrong[field.name] = (w) => w.kit.missing(field.words(w).label);
      continue;
    }
    const read: string[] = [];
    for (const each of list) {
      const value = readOne(field, each, today, languages);
      if (typeof value === 'string') read.push(value);
      else wrong[field.name] ??= value.refused;
    }
    if (field.name in wrong) continue;
    const value = field.kind === 'choices' ? [...new Set(read)] : read[0];
    const parsed = field.schema.safeParse(value);
    if (parsed.success) values[field.name] = parsed.data;
    else wrong[field.name] = (w) => w.kit.notUnderstood(field.words(w).label, String(read[0]).slice(0, 60));
  }
  const first = Object.values(wrong)[0];
  if (first) throw new UserError('input', first, { fields: wrong });
  return object.parse(values) as z.infer<S>;
}
