import { UserError } from '../kit/errors.ts';
import type { Locale, Say, Words } from '../kit/words.ts';

/** Where the command line reads and writes: the process, or a test. */
export interface Io {
  env: Readonly<Record<string, string | undefined>>;
  out(text: string): void;
  err(text: string): void;
  now(): Date;
}

/** What was asked for, taken apart. */
export interface Invocation {
  w: Words;
  locale: Locale;
  env: Io['env'];
  now: Date;
  /** The values of the flags; a switch that is on is 'on'. */
  flags: Readonly<Record<string, string | undefined>>;
  /** The file that stands behind the command, where it takes one. */
  file: string;
  /** Shows how far long work has come; nothing with --json. */
  progress(line: string): void;
}

/** The same answer twice: for programs and for people. Not ok is exit code 1. */
export interface CliAnswer {
  ok: boolean;
  json: object;
  lines: readonly string[];
}

export interface Flag {
  /** What stands for the value in the help; a flag without is a switch. */
  value?: string;
  required?: boolean;
  /** May stand there more than once: its values come one a line. */
  many?: boolean;
}

export interface Verb {
  name: string;
  takesFile?: boolean;
  flags: Readonly<Record<string, Flag>>;
  run(asked: Invocation): Promise<CliAnswer>;
}

/** Something typed wrong: said with exit code 2. */
export const misuse = (say: Say): UserError => new UserError('usage', say);
