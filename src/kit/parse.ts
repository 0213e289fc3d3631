import type { z } from 'zod';
import { UserError } from './errors.ts';
import { type Field, fieldsOf } from './field.ts';
import type { FileIn, Raw } from './incoming.ts';
import { fold, nearest, visible } from './text.ts';
import type { Say, Words } from './words.ts';

const isFile = (raw: Raw): raw is FileIn => typeof raw === 'object' && 'read' in raw;
const loose = (value: string) => fold(value).replace(/[_-]+/g, ' ');

/** Words, with "quoted ones" kept together; a quote may follow a colon. */
function split(text: string): string[] {
  const parts: string[] = [];
  for (const match of text.matchAll(/(?:[^\s"“”]|["“”][^"“”]*["“”]?)+/g)) parts.push(match[0]);
  return parts;
}
const unquote = (part: string) => part.replace(/["“”]/g, '').trim();

/**
 * The words behind a value that still belong to it, because with them it means something: `vencimento:30 dias`,
 * `situacao:não conectado`. As many as make sense; for a field that takes any text, none.
 */
function goesOn(
  field: Field,
  begun: string,
  next: readonly string[],
  today: string,
  languages: readonly Words[],
): readonly string[] {
  if (field.rest || !(field.choices || field.read)) return [];
  const named = next.findIndex((part) => /^[\p{L}_-]+:/u.test(part) || /^["“”]/.test(part));
  const free = named < 0 ? next : next.slice(0, named);
  for (let count = free.length; count > 0; count--) {
    const joined = [begun, ...free.slice(0, count)].join(' ');
    const parts = field.kind === 'choices' ? joined.split(',').map((each) => each.trim()) : [joined];
    const values = parts.map((each) => readOne(field, each, today, languages));
    const understood = values.every((value) => typeof value === 'string') && values.at(-1) !== parts.at(-1);
    if (understood && field.schema.safeParse(field.kind === 'choices' ? values : values[0]).success)
      return free.slice(0, count);
  }
  return [];
}

/**
 * Typed text into raw values by field: `situacao:conectado vencimento:30d padaria`. Field names are known in every language;
 * words without a name go to the field that takes the rest. Throws UserError 'option' for a name that is none.
 */
export function readTyped(
  text: string,
  object: z.ZodObject,
  languages: readonly Words[],
  today = '',
): Record<string, Raw> {
  const fields = fieldsOf(object);
  const names = new Map<string, Field>();
  for (const field of fields) {
    names.set(fold(field.name), field);
    for (const { typed, former = [] } of languages.map(field.words))
      for (const name of [typed, ...former]) names.set(fold(name), field);
  }
  const rest = fields.find((field) => field.rest);
  const values: Record<string, string> = {};
  const loosened: string[] = [];
  const add = (field: Field, value: string) => {
    values[field.name] = [values[field.name], value].filter(Boolean).join(',');
  };
  /** A field whose colon was followed by a space: what comes next is its value. */
  let waiting: Field | undefined;
  const parts = split(visible(text.slice(0, 12_000)));
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i]!;
    const colon = part.indexOf(':');
    const name = colon > 0 ? part.slice(0, colon) : '';
    const field = name && /^[\p{L}_-]+$/u.test(name) ? names.get(fold(name)) : undefined;
    const value = unquote(part.slice(colon + 1));
    const filled = field ?? waiting;
    if (filled) {
      const begun = field ? value : unquote(part);
      const more = begun ? goesOn(filled, begun, parts.slice(i + 1, i + 7), today, languages) : [];
      add(filled, [begun, ...more].join(' '));
      waiting = begun ? undefined : filled;
      i += more.length;
    } else if (name && /^[\p{L}_-]+$/u.test(name) && !part.startsWith('"') && !part.slice(colon + 1).startsWith('//')) {
      const near = nearest(
        name,
        fields.map((each) => each.words(languages[0]!).typed),
      );
      throw new UserError('option', (w) => w.kit.unknownOption(name.slice(0, 60), near));
    } else loosened.push(unquote(part));
  }
  const words = loosened.filter(Boolean).join(' ');
  if (words && rest) values[rest.name] = [values[rest.name], words].filter(Boolean).join(' ');
  else if (words) {
    const only = fields.find((field) => field.required) ?? fields[0];
    if (only && !(only.name in values)) values[only.name] = words;
    else throw new UserError('option', (w) => w.kit.unknownOption(words.slice(0, 60), undefined));
  }
  return values;
}

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

function readOne(field: Field, typed: string, today: string, languages: readonly Words[]): string | { refused: Say } {
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
