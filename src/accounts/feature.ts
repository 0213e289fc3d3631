import { step } from '../clients/steps.ts';
import type { Runs, Start } from '../jobs/runs.ts';
import type { Feature } from '../kit/definition.ts';
import { showFinances } from './commands/finances.ts';
import { checkGrants } from './service/check.ts';
import { endSender } from './service/end.ts';
import { grantNoticeSender } from './service/notices.ts';
import { tokensStored } from './service/tokens.ts';

declare module '../data/write.ts' {
  interface Leaving {
    'grant.notice': true;
    'grant.end': true;
  }
}

const runs = ({ house, post, clock }: Start): Runs => ({
  senders: { 'grant.notice': grantNoticeSender(house, post, clock), 'grant.end': endSender(house, clock) },
  tasks: [{ name: 'authorisations', run: async (now) => void (await checkGrants(house, now)) }],
  settled: tokensStored,
});

const clientSteps = [step(showFinances, { at: 120, act: 'finances', label: (w) => w.accounts.button })];

export const accounts: Feature = { runs, actions: [showFinances], gives: { clientSteps } };
