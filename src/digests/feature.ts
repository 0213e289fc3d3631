import type { Feature } from '../kit/definition.ts';
import { clientActions } from './commands/client.ts';
import { dayActions, dayForms } from './commands/days.ts';
import { editActions, editForms } from './commands/edit.ts';
import { failureActions, failureForms } from './commands/failures.ts';
import { go } from './commands/go.ts';
import { digestCommand, scheduleActions } from './commands/schedule.ts';
import { watchActions, watchForms } from './commands/watch.ts';

export const digests: Feature = {
  commands: [digestCommand],
  actions: [...scheduleActions, ...editActions, ...clientActions, ...dayActions, ...watchActions, ...failureActions, go],
  forms: [...editForms, ...dayForms, ...watchForms, ...failureForms],
};
