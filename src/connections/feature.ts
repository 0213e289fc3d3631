import type { Runs, Start } from '../jobs/runs.ts';
import type { Feature } from '../kit/definition.ts';
import { disconnectAsk, disconnectKeep, disconnectNow } from './commands/disconnect.ts';
import { again, drop, inviteClient, inviteCommand, inviteForm, language, payer, send } from './commands/invite.ts';
import { requestsCommand, requestsTab } from './commands/list.ts';
import {
  accept,
  acceptNew,
  acceptThis,
  cancelInvitation,
  cardOf,
  correct,
  correctForm,
  decline,
  declineForm,
  openRequest,
  renew,
  sendAgain,
  sendIn,
} from './commands/request.ts';
import { cardSenders, sweepCards } from './service/cards.ts';
import { lookAtRequests } from './service/clock.ts';
import { resumeErasures } from './service/leave.ts';
import { createPortal, type Portal } from './service/portal.ts';

declare module '../jobs/runs.ts' {
  interface Pages {
    portal: Portal;
  }
}

const runs = ({ house, post, clock }: Start): Runs => ({
  senders: cardSenders(house, post, cardOf, clock),
  tasks: [
    { name: 'requests', run: async (now) => void (await lookAtRequests(house, now)) },
    { name: 'cards', run: async (now) => void (await sweepCards(house, now)) },
    { name: 'erasures', run: (now) => resumeErasures(house, now) },
  ],
  pages: { portal: createPortal(house, clock) },
});

export const connections: Feature = {
  runs,
  commands: [inviteCommand, requestsCommand],
  actions: [
    send,
    payer,
    language,
    drop,
    again,
    inviteClient,
    accept,
    acceptNew,
    acceptThis,
    renew,
    decline,
    sendAgain,
    sendIn,
    correct,
    cancelInvitation,
    openRequest,
    requestsTab,
    disconnectAsk,
    disconnectNow,
    disconnectKeep,
  ],
  forms: [inviteForm, declineForm, correctForm],
};
