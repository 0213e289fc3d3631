import type { Block } from './view.ts';
import type { Say } from './words.ts';

/** The only exception a person may read. `fields`, in a form: what is wrong where. `blocks`: what to do next. */
export class UserError extends Error {
  readonly code: string;
  readonly say: Say;
  readonly fields: Readonly<Record<string, Say>>;
  readonly blocks: readonly Block[];
  constructor(code: string, say: Say, more: { fields?: Record<string, Say>; blocks?: readonly Block[] } = {}) {
    super(code);
    this.name = 'UserError';
    this.code = code;
    this.say = say;
    this.fields = more.fields ?? {};
    this.blocks = more.blocks ?? [];
  }
}
