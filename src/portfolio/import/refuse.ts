import { UserError } from '../../kit/errors.ts';
import type { Words } from '../../kit/words.ts';

type Files = Words['importing']['files'];

/** Refuses a whole file, and says what to do about it. `limit` is for those that name one. */
export const refuseFile = (code: keyof Files, limit = 0): UserError =>
  new UserError(`import-${code}`, (w) => {
    const say = w.importing.files[code];
    return typeof say === 'string' ? say : say(limit);
  });

const titles = new WeakMap<UserError, readonly string[]>();

/** Refuses a file whose header says nothing of a name, with what was understood; which title it is a person may say. */
export function refuseHeader(
  understood: readonly string[],
  unknown: readonly string[],
  headers: readonly string[] = [],
): UserError {
  const error = new UserError('import-header', (w) =>
    w.importing.noName(understood.slice(0, 12), unknown.slice(0, 12)),
  );
  titles.set(
    error,
    headers.filter((header) => header !== ''),
  );
  return error;
}

/** The titles of a file that was refused because none of them says where the names are. */
export const titlesOf = (error: UserError): readonly string[] => titles.get(error) ?? [];
