import { step } from '../clients/steps.ts';
import type { Runs, Start } from '../jobs/runs.ts';
import type { Feature } from '../kit/definition.ts';
import { closeAsk, keepAccount } from './closing.ts';
import { eraseAsk, eraseLeaver, rightsActions } from './commands.ts';
import { blankSender } from './service/chat.ts';
import { purgeDeleted } from './service/client.ts';
import { endFirms, farewellSender } from './service/firm.ts';
import { endTerms } from './service/member.ts';

declare module '../data/write.ts' {
  interface Leaving {
    'rights.blank': true;
    'rights.farewell': true;
  }
}

const runs = ({ house, post, clock }: Start): Runs => ({
  senders: { 'rights.blank': blankSender(house, post, clock), 'rights.farewell': farewellSender(house, post, clock) },
  tasks: [
    { name: 'deleted clients', run: async (now) => void (await purgeDeleted(house, now)) },
    { name: 'firms that leave', run: (now) => endFirms(house, now) },
    // A matter of years: once an hour is soon enough.
    { name: 'terms', run: async (now) => void (now.getUTCMinutes() === 13 && (await endTerms(house, now))) },
  ],
});

const clientSteps = [step(eraseAsk, { at: 180, label: (w) => w.rights.button, rare: true, aside: true })];

export const rights: Feature = {
  runs,
  actions: rightsActions,
  gives: {
    clientSteps,
    firmSteps: [
      (w, { closesAt }) =>
        closesAt
          ? { label: w.rights.firm.keep, press: keepAccount.press({}) }
          : { label: w.rights.firm.close, style: 'danger', press: closeAsk.press({}) },
    ],
    leaverSteps: [(w, id) => ({ label: w.rights.memberErase, press: eraseLeaver.press({ id }) })],
  },
};
