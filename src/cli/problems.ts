import type { ConfigError } from '../config.ts';
import type { Words } from '../kit/words.ts';

/** Each variable that is wrong, and what is wrong with it; never its value. */
export const problemsOf = (w: Words, error: ConfigError): readonly string[] =>
  error.problems.map(({ variable, wrong }) => `${variable}: ${w.cli.wrongs[wrong] ?? wrong}`);

/** All of them, for a terminal. */
export const problemLines = (message: string, problems: readonly string[] = []): string =>
  [message, ...problems.map((each) => `  - ${each}`)].join('\n');
