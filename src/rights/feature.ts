import type { Runs, Start } from '../jobs/runs.ts';
import type { Feature } from '../kit/definition.ts';
import { rightsActions } from './commands.ts';
import { blankSender } from './service/chat.ts';
import { purgeDeleted } from './service/client.ts';
import { endFirms, farewellSender } from './service/firm.ts';
import { endTerms } from './service/member.ts';

const runs = ({ house, post, clock }: Start): Runs => ({
  senders: { 'rights.blank': blankSender(house, post, clock), 'rights.farewell': farewellSender(house, post, clock) },
  tasks: [
    { name: 'deleted clients', run: async (now) => void (await purgeDeleted(house, now)) },
    { name: 'firms that leave', run: (now) => endFirms(house, now) },
    // A matter of years: once an hour is soon enough.
    { name: 'terms', run: async (now) => void (now.getUTCMinutes() === 13 && (await endTerms(house, now))) },
  ],
});

export const rights: Feature = { runs, actions: rightsActions };
