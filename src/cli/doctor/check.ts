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
