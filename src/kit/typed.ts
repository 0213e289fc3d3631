import type { Command } from './definition.ts';
import { fieldsOf } from './field.ts';
import { readId } from './ids.ts';
import type { Asked, Raw } from './incoming.ts';
import { cut, visible } from './text.ts';

/** What stands in a form's fields as text: files cannot be put back. */
export const textsOf = (raw: Readonly<Record<string, Raw>>): Record<string, string | string[]> =>
  Object.fromEntries(
    Object.entries(raw).flatMap(([name, value]) =>
      typeof value === 'string' || Array.isArray(value) ? [[name, value as string | string[]]] : [],
    ),
  );

const most = 1000;
const written = (raw: Readonly<Record<string, Raw>>): [string, string][] =>
  Object.entries(textsOf(raw)).flatMap(([name, value]) => {
    const said = [value].flat().join(', ').trim();
    return said === '' ? [] : [[name, said] as [string, string]];
  });

/** What somebody typed, so that it can be copied; nothing where a bare command or a button says it all. */
export function asTyped(asked: Asked): string[] {
  if (asked.kind === 'typed')
    return asked.text.trim() === '' ? [] : [cut(`/${asked.command} ${asked.text.trim()}`, most)];
  if (asked.kind === 'command') {
    const options = written(asked.options).map(([name, value]) => `${name}:${value}`);
    return options.length === 0 ? [] : [cut(`/${asked.command} ${options.join(' ')}`, most)];
  }
  if (asked.kind === 'words') return [cut(asked.text, most)];
  return asked.kind === 'submit' ? written(asked.fields).map(([, value]) => cut(value, most)) : [];
}

/** Words that were typed behind a command and name no option of it; undefined where something else was said as well. */
export function looseIn(command: Command, asked: Extract<Asked, { kind: 'typed' | 'command' }>): string | undefined {
  if (asked.kind === 'typed')
    return /^\s*$|[\p{L}_-]:/u.test(asked.text) ? undefined : visible(asked.text.slice(0, 400)).trim();
  const given = Object.entries(asked.options).filter(([, value]) => value !== undefined);
  const [only] = given;
  const rest = fieldsOf(command.input).find((field) => field.rest);
  return given.length === 1 && only![0] === rest?.name && typeof only![1] === 'string'
    ? visible(only![1]).trim() || undefined
    : undefined;
}

/** What was asked for, as the log has it: never what was said. */
export const nameOf = (asked: Exclude<Asked, { kind: 'home' }>): string =>
  asked.kind === 'words'
    ? 'words'
    : asked.kind === 'shortcut'
      ? `shortcut ${asked.name}`
      : asked.kind === 'typed' || asked.kind === 'command'
        ? `/${asked.command}`
        : readId((asked as { id?: string }).id ?? '').name;
