import { run } from '../../src/cli/run.ts';
import type { Verb } from '../../src/cli/verb.ts';
import { testNow } from '../house.ts';

export interface Printed {
  code: number;
  out: string;
  err: string;
  /** What was printed with --json. */
  // biome-ignore lint/suspicious/noExplicitAny: each command has its own shape, which its test looks into
  json(): any;
}

/** A command line as typed, with only the environment that is given. */
export async function typed(
  line: readonly string[],
  verbs: readonly Verb[],
  env: Readonly<Record<string, string>> = {},
): Promise<Printed> {
  let out = '';
  let err = '';
  const code = await run(line, verbs, {
    env,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    now: () => testNow,
  });
  return { code, out, err, json: () => JSON.parse(out) };
}
