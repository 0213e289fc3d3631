import { step } from '../clients/steps.ts';
import { noticeSender } from '../firms/service/notices.ts';
import type { Runs, Start } from '../jobs/runs.ts';
import type { Feature } from '../kit/definition.ts';
import { digestCard, digestLetter } from './commands/card.ts';
import { clientActions, mayRemind, openClient, recallCard, recallClient, remindAsk } from './commands/client.ts';
import { dayActions, dayForms } from './commands/days.ts';
import { editActions, editForms } from './commands/edit.ts';
import { failedTopic, failureActions, failureForms } from './commands/failures.ts';
import { noticeSendersOf } from './commands/notices.ts';
import { go } from './commands/open.ts';
import { digestCommand, scheduleActions } from './commands/schedule.ts';
import { watchActions, watchForms } from './commands/watch.ts';
import { digestHealth } from './reads/health.ts';
import { pauseLeft, resumeLeft } from './service/left.ts';
import { recallSender } from './service/recall.ts';
import { reschedule } from './service/reschedule.ts';
import { runDue } from './service/run.ts';
import { digestSenders } from './service/senders.ts';

declare module '../data/write.ts' {
  interface Leaving {
    'digest.post': true;
    'digest.mail': true;
    'digest.update': true;
    'digest.paused': true;
    'digest.recall': true;
    notices: true;
    notice: true;
  }
}

const runs = ({ house, post, linkTo, clock }: Start): Runs => ({
  senders: {
    ...noticeSendersOf(house, post, clock, noticeSender(house, post, clock)),
    'digest.recall': recallSender(house, post, recallCard, clock),
    ...digestSenders(house, post, { card: digestCard, mail: digestLetter }, clock, linkTo),
  },
  tasks: [{ name: 'digests', run: async (now) => void (await runDue(house, now)) }],
  health: { digests: (now) => digestHealth(house.data, now) },
});

const clientSteps = [
  step(openClient, { at: 200, label: (w) => w.clients.card.notices, otherwise: true }),
  step(remindAsk, {
    at: 168,
    label: (w) => w.digests.client.remind,
    when: mayRemind,
    row: true,
    rare: true,
    aside: true,
  }),
  step(recallClient, { at: 165, label: (w) => w.digests.client.recall, rare: true, aside: true }),
];

export const digests: Feature = {
  gives: {
    clientSteps,
    timeZoneChanged: [reschedule],
    workspaceLeft: [pauseLeft],
    workspaceBack: [resumeLeft],
    topics: [failedTopic],
  },
  runs,
  commands: [digestCommand],
  actions: [
    ...scheduleActions,
    ...editActions,
    ...clientActions,
    ...dayActions,
    ...watchActions,
    ...failureActions,
    go,
  ],
  forms: [...editForms, ...dayForms, ...watchForms, ...failureForms],
};
