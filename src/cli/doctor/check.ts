import type { Config } from '../../config.ts';
import type { Words } from '../../kit/words.ts';

/** One line of the doctor. `problem` must be fixed; `warn` may wait; `off` is not set up. */
export interface Check {
  name: string;
  status: 'ok' | 'warn' | 'problem' | 'off';
  /** What is, or what to do. Never a secret. */
  says: string;
}

export type Checker = (w: Words, config: Config) => Promise<readonly Check[]>;

/** What may be shown of an error that nobody foresaw: one line, without what stands before the @ of an address. */
export const safeLine = (error: unknown): string =>
  String(error instanceof Error ? error.message : error)
    .split('\n')[0]!
    .replace(/\/\/[^@\s]*@/g, '//');

/** The code of an error, for the words that explain it; several attempts to connect fail for the reason of the first. */
export function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown';
}
