import type { Asked, Raw } from './incoming.ts';
import { cut } from './text.ts';

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
  if (asked.kind === 'typed') return asked.text.trim() === '' ? [] : [cut(`/${asked.command} ${asked.text.trim()}`, most)];
  if (asked.kind === 'command') {
    const options = written(asked.options).map(([name, value]) => `${name}:${value}`);
    return options.length === 0 ? [] : [cut(`/${asked.command} ${options.join(' ')}`, most)];
  }
  if (asked.kind === 'words') return [cut(asked.text, most)];
  return asked.kind === 'submit' ? written(asked.fields).map(([, value]) => cut(value, most)) : [];
}
