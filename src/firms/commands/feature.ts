import type { Runs, Start } from '../../jobs/runs.ts';
import type { Feature } from '../../kit/definition.ts';
import { tellAdmins } from '../service/alarm.ts';
import { configure, settingsActions, settingsForms } from './settings.ts';
import { arrive, setUp, setUpForm } from './setup.ts';
import { teamActions, teamCommand, teamForms } from './team.ts';

const runs = ({ house, post }: Start): Runs => ({
  cannotWrite: (cause, now) => tellAdmins(house, post, house.log, cause, now),
});

export const firms: Feature = {
  runs,
  commands: [configure, teamCommand],
  actions: [setUp, arrive, ...settingsActions, ...teamActions],
  forms: [setUpForm, ...settingsForms, ...teamForms],
};
