import type { z } from 'zod';
import { UserError } from './errors.ts';
import { type Field, fieldsOf } from './field.ts';
import type { Raw } from './incoming.ts';
import { fold, nearest, visible } from './text.ts';
import { readOne } from './values.ts';
import type { Words } from './words.ts';

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
