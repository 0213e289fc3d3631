import { ConfigError } from '../config.ts';
import { codeOf, databaseSays, safeLine } from '../data/says.ts';
import { UserError } from '../kit/errors.ts';
import type { Words } from '../kit/words.ts';
import { words } from '../words/index.ts';
import { overview, verbHelp } from './help.ts';
import { languageOf, parseFor, verbOf } from './parse.ts';
import { problemLines, problemsOf } from './problems.ts';
import type { Io, Verb } from './verb.ts';

interface Failure {
  code: string;
  message: string;
  problems?: readonly string[];
}

function failureOf(w: Words, error: unknown): Failure {
  if (error instanceof UserError) return { code: error.code, message: error.say(w) };
  if (error instanceof ConfigError)
    return { code: 'config', message: w.cli.configuration(error.problems.length), problems: problemsOf(w, error) };
  const code = codeOf(error);
  if (w.cli.database[code] || code.startsWith('MIGRATION_')) return { code, message: databaseSays(w, error) };
  return { code: code === 'unknown' ? 'failed' : code, message: w.cli.failed(safeLine(error)) };
}

/** Runs one command line; the exit code is 0 when all went well, 1 when it did not, 2 when it was typed wrong. */
export async function run(argv: readonly string[], verbs: readonly Verb[], io: Io): Promise<number> {
  const locale = languageOf(argv, io.env);
  const w = words[locale];
  const json = argv.includes('--json');
  const say = (lines: readonly string[]) => (lines.length > 0 ? io.out(`${lines.join('\n')}\n`) : undefined);
  try {
    const verb = verbOf(argv, verbs);
    if (!verb) {
      say(overview(w, verbs));
      return argv.includes('--help') ? 0 : 2;
    }
    const { flags, file } = parseFor(verb, argv);
    if (flags.help) {
      say(verbHelp(w, verb));
      return 0;
    }
    const progress = (line: string) => (json ? undefined : io.err(`${line}\n`));
    const answer = await verb.run({ w, locale, env: io.env, now: io.now(), flags, file, progress });
    say(json ? [JSON.stringify({ ok: answer.ok, ...answer.json }, null, 2)] : answer.lines);
    return answer.ok ? 0 : 1;
  } catch (error) {
    const failure = failureOf(w, error);
    if (json) say([JSON.stringify({ ok: false, error: failure }, null, 2)]);
    else io.err(`${problemLines(failure.message, failure.problems)}\n`);
    return failure.code === 'usage' ? 2 : 1;
  }
}
