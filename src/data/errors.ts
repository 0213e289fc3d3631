import { UserError } from '../kit/errors.ts';
import { isBusy, isUnsure, troubleIn } from './failure.ts';

/** What a person is told of an error of the database; every other error stays as it is. Nothing was changed, or we say that we do not know. */
export function inWords(error: unknown): unknown {
  if (error instanceof UserError) return error;
  if (isUnsure(error)) return new UserError('unsure', (w) => w.kit.unsure);
  const trouble = troubleIn(error);
  if (trouble && trouble !== 'away') return new UserError(`database-${trouble}`, (w) => w.kit.cannotWrite[trouble]);
  return trouble || isBusy(error) ? new UserError('busy', (w) => w.kit.busy) : error;
}
