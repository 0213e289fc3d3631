import { command } from '../command.ts';
import type { Words } from '../kit/words.ts';
import { common } from './parse.ts';
import type { Verb } from './verb.ts';

const columns = (rows: readonly (readonly [string, string])[]): string[] => {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
};

/** `--help`: every command. */
export const overview = (w: Words, verbs: readonly Verb[]): string[] => [
  w.cli.about,
  '',
  `${w.cli.commands}:`,
  ...columns(
    verbs.map((verb) => [`${verb.name}${verb.takesFile ? ` ${w.cli.file}` : ''}`, w.cli.verbs[verb.name] ?? '']),
  ),
  '',
  w.cli.more(command),
];

/** `COMMAND --help`. */
export function verbHelp(w: Words, verb: Verb): string[] {
  const flag = (name: string, value?: string) => `--${name}${value ? ` ${value}` : ''}`;
  const own = Object.entries(verb.flags);
  const usage = [
    command,
    verb.name,
    ...(verb.takesFile ? [w.cli.file] : []),
    ...own.map(([name, { value, required }]) => (required ? flag(name, value) : `[${flag(name, value)}]`)),
  ];
  return [
    `${w.cli.verbs[verb.name]}.`,
    '',
    `${w.cli.usage}: ${usage.join(' ')}`,
    '',
    `${w.cli.options}:`,
    ...columns(
      [...own, ...Object.entries(common)].map(([name, { value }]) => [flag(name, value), w.cli.flags[name] ?? '']),
    ),
  ];
}
