import type { Runs, Start } from '../jobs/runs.ts';
import type { Feature } from '../kit/definition.ts';
import { assistantActions, assistantForms, doIt, dropIt, openAssistants } from './commands.ts';
import { cardSender } from './service/card.ts';
import { forgetKeys } from './service/keys.ts';
import { type AssistantDesk, createDesk } from './service/port.ts';

declare module '../jobs/runs.ts' {
  interface Pages {
    assistants: AssistantDesk;
  }
}

declare module '../data/write.ts' {
  interface Leaving {
    'assistants.card': true;
  }
}

const runs = ({ house, post, clock }: Start): Runs => ({
  senders: {
    'assistants.card': cardSender(house, post, {
      clock,
      buttons: (label, id, { drop }) => [
        { label, style: 'primary', press: doIt.press({ id }) },
        { label: drop, press: dropIt.press({ id }) },
      ],
    }),
  },
  tasks: [
    { name: 'old keys', run: async (now) => void (now.getUTCMinutes() === 17 && (await forgetKeys(house.data, now))) },
  ],
  pages: { assistants: createDesk(house, clock) },
});

export const assistants: Feature = {
  runs,
  actions: assistantActions,
  forms: assistantForms,
  gives: { ownSteps: [(w) => ({ label: w.assistants.button, press: openAssistants.press({}) })] },
};
