import { parseArgs } from 'node:util';
import { command } from '../command.ts';
import { nearest } from '../kit/text.ts';
import { type Locale, locales } from '../kit/words.ts';
import { localeOf } from '../words/index.ts';
import { type Flag, type Io, misuse, type Verb } from './verb.ts';

/** Every command understands these. */
export const common: Readonly<Record<string, Flag>> = { help: {}, json: {}, lang: { value: 'pt-BR|en' } };

/** --lang, else what the machine speaks; a machine that speaks nothing (C, POSIX) speaks Portuguese. */
export function languageOf(argv: readonly string[], env: Io['env']): Locale {
  const at = argv.findIndex((each) => each === '--lang' || each.startsWith('--lang='));
  const asked = at < 0 ? undefined : (argv[at]!.split('=')[1] ?? argv[at + 1]);
  const machine = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return localeOf(asked ?? (/^(C|POSIX)\b/.test(machine) ? undefined : machine)) ?? locales[0];
}

/** The command that was typed; undefined when none was. */
export function verbOf(argv: readonly string[], verbs: readonly Verb[]): Verb | undefined {
  const typed = argv.filter((each, i) => !each.startsWith('-') && argv[i - 1] !== '--lang');
  if (typed.length === 0) return undefined;
  const found = verbs.find((verb) => verb.name.split(' ').every((word, i) => typed[i] === word));
  if (found) return found;
  const names = verbs.map((verb) => verb.name);
  const two = typed.slice(0, 2).join(' ');
  const near =
    names.find((name) => name.startsWith(`${typed[0]} `)) ?? nearest(two, names) ?? nearest(typed[0]!, names);
  throw misuse((w) => w.cli.unknown(two, near, command));
}

export interface Parsed {
  flags: Record<string, string | undefined>;
  file: string;
}

/** Flags and file of a command. Refuses what it does not know and what is missing. */
export function parseFor(verb: Verb, argv: readonly string[]): Parsed {
  const known = { ...common, ...verb.flags };
  const { tokens } = parseArgs({
    args: [...argv],
    options: Object.fromEntries(
      Object.entries(known).map(([name, flag]) => [name, { type: flag.value ? 'string' : 'boolean' } as const]),
    ),
    strict: false,
    tokens: true,
  });
  const flags: Record<string, string | undefined> = {};
  const words: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option') continue;
    const flag = known[token.name];
    if (!flag || !token.rawName.startsWith('--')) throw misuse((w) => w.cli.unknownFlag(token.rawName));
    const value = token.value?.trim();
    if (flag.value ? !value || (!token.inlineValue && value.startsWith('--')) : value !== undefined)
      throw misuse((w) => w.cli.noValue(token.rawName));
    const before = flag.many ? flags[token.name] : undefined;
    flags[token.name] = before === undefined ? (value ?? 'on') : `${before}\n${value}`;
  }
  if (flags.lang && !/^(pt(-br)?|en)\b/i.test(flags.lang)) throw misuse((w) => w.cli.noValue('--lang'));
  const [file = '', extra] = words.slice(verb.name.split(' ').length);
  if (flags.help) return { flags, file };
  if (file && !verb.takesFile) throw misuse((w) => w.cli.tooMuch(file));
  if (extra) throw misuse((w) => w.cli.tooMuch(extra));
  if (verb.takesFile && !file) throw misuse((w) => w.cli.missing(w.cli.file));
  for (const [name, flag] of Object.entries(verb.flags))
    if (flag.required && !flags[name]) throw misuse((w) => w.cli.missing(`--${name}`));
  return { flags, file };
}
