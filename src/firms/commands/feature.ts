import type { Feature } from '../../kit/definition.ts';
import { configure, settingsActions, settingsForms } from './settings.ts';
import { arrive, setUp, setUpForm } from './setup.ts';
import { teamActions, teamCommand, teamForms } from './team.ts';

export const firms: Feature = {
  commands: [configure, teamCommand],
  actions: [setUp, arrive, ...settingsActions, ...teamActions],
  forms: [setUpForm, ...settingsForms, ...teamForms],
};
