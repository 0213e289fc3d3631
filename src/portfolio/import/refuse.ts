import { UserError } from '../../kit/errors.ts';
import type { Words } from '../../kit/words.ts';

type Files = Words['importing']['files'];

/** Refuses a whole file, and says what to do about it. `limit` is for those that name one. */
export const refuseFile = (code: keyof Files, limit = 0): UserError =>
  new UserError(`import-${code}`, (w) => {
    const say = w.importing.files[code];
    return typeof say === 'string' ? say : say(limit);
  });

/** Refuses a file whose header says nothing of a name, with what was understood. */
export const refuseHeader = (understood: readonly string[], unknown: readonly string[]): UserError =>
  new UserError('import-header', (w) => w.importing.noName(understood.slice(0, 12), unknown.slice(0, 12)));
