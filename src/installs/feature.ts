import type { Runs, Start } from '../jobs/runs.ts';
import type { Feature } from '../kit/definition.ts';
import { endInstallations, endSender } from './service/end.ts';
import { forgetting } from './service/forget.ts';
import { installSenders } from './service/senders.ts';
import { pairsStored } from './service/tokens.ts';
import { toldLetter, toldView } from './views/away.ts';
import { greeting, moreView } from './views/greeting.ts';

const runs = ({ house, post, leave, clock }: Start): Runs => ({
  senders: {
    ...installSenders(house, post, clock, { greeting, more: moreView, told: toldView, letter: toldLetter }),
    'install.end': endSender(house.data, leave),
  },
  tasks: [forgetting(house.data)],
  settled: pairsStored,
});

export const installs: Feature = {
  gives: { firmEnding: [endInstallations] },
  runs,
  commands: [],
  actions: [],
  forms: [],
};
