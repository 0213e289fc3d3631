import type { Feature } from '../kit/definition.ts';
import { clientActions } from './commands/client.ts';
import { go } from './commands/go.ts';
import { digestCommand, scheduleActions } from './commands/schedule.ts';

export const digests: Feature = {
  commands: [digestCommand],
  actions: [...scheduleActions, ...clientActions, go],
};
