import type { Filter } from '../clients/filter.ts';
import { stageOf } from '../clients/gates.ts';
import type { Client } from '../clients/reads/client.ts';
import { step } from '../clients/steps.ts';
import type { Runs, Start } from '../jobs/runs.ts';
import type { Feature } from '../kit/definition.ts';
import type { Button } from '../kit/view.ts';
import type { Words } from '../kit/words.ts';
import { askAccess, askAccessMany, askAccessSend, askAccessStop } from './commands/access.ts';
import { disconnectAsk, disconnectKeep, disconnectNow } from './commands/disconnect.ts';
import {
  again,
  drop,
  inviteClient,
  inviteCommand,
  inviteForm,
  language,
  payer,
  send,
  undo,
} from './commands/invite.ts';
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
import { inviteShortcuts } from './commands/shortcuts.ts';
import { followAccess } from './service/access.ts';
import { askedSender } from './service/asked.ts';
import { cardSenders, sweepCards } from './service/cards.ts';
import { lookAtRequests } from './service/clock.ts';
import { resumeErasures } from './service/erase.ts';
import { tellDisconnected } from './service/letters.ts';
import { createPortal, type Portal } from './service/portal.ts';
import { topics } from './topics.ts';

declare module '../jobs/runs.ts' {
  interface Pages {
    portal: Portal;
  }
}

declare module '../data/write.ts' {
  interface Leaving {
    'card.post': true;
    'card.update': true;
    'request.expired': true;
    'request.asked': true;
  }
}

const runs = ({ house, post, clock }: Start): Runs => ({
  senders: { ...cardSenders(house, post, cardOf, clock), 'request.asked': askedSender(house, clock) },
  tasks: [
    { name: 'requests', run: async (now) => void (await lookAtRequests(house, now)) },
    { name: 'cards', run: async (now) => void (await sweepCards(house, now)) },
    { name: 'erasures', run: (now) => resumeErasures(house, now) },
  ],
  pages: { portal: createPortal(house, clock) },
});

const request = ({ standing }: Client) => ({ id: standing.waiting!.id });

const clientSteps = [
  step(accept, { at: 10, act: 'accept', label: (w) => w.connections.accept, style: () => 'primary', input: request }),
  step(decline, { at: 20, act: 'decline', label: (w) => w.connections.decline, style: () => 'danger', input: request }),
  step(sendAgain, {
    at: 30,
    act: 'resend',
    label: (w) => w.connections.resend,
    style: () => 'primary',
    input: request,
  }),
  step(correct, { at: 40, act: 'correct', label: (w) => w.connections.correct, input: request }),
  step(cancelInvitation, { at: 50, act: 'withdraw', label: (w) => w.connections.cancel, rare: true, input: request }),
  // Those who may not answer it can see it.
  step(openRequest, {
    at: 60,
    label: (w) => w.connections.openOne,
    when: ({ standing }, ctx) =>
      (stageOf(standing) === 'invited' || stageOf(standing) === 'requested') && !ctx.can('decide'),
    input: request,
  }),
  step(inviteClient, { at: 70, act: 'invite', label: (w) => w.clients.card.invite, style: () => 'primary' }),
  step(askAccess, {
    at: 75,
    act: 'authorize',
    label: (w) => w.connections.access.button,
    // Asked not long ago, it waits for the client.
    style: ({ askedOn }) => (askedOn ? undefined : 'primary'),
    when: ({ account }, { provider }) => provider !== undefined && account !== null,
  }),
  step(disconnectAsk, { at: 170, act: 'disconnect', label: (w) => w.clients.card.disconnect, rare: true }),
];

const accessAsk = {
  permission: askAccess.permission,
  one: (id: string) => askAccess.press({ id }),
  many: (filter: Filter) => askAccessMany.press(filter),
};

const endsFirst = (w: Words, client: Client): Button | undefined => {
  if (client.situation === 'connected')
    return { label: w.clients.card.disconnect, press: disconnectAsk.press({ id: client.id }) };
  const { waiting } = client.standing;
  return waiting && { label: w.connections.openOne, press: openRequest.press({ id: waiting.id }) };
};

export const connections: Feature = {
  runs,
  commands: [inviteCommand, requestsCommand],
  actions: [
    send,
    payer,
    language,
    drop,
    again,
    undo,
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
    askAccess,
    askAccessMany,
    askAccessSend,
    askAccessStop,
  ],
  forms: [inviteForm, declineForm, correctForm],
  shortcuts: inviteShortcuts,
  gives: {
    clientSteps,
    accessAsk: [accessAsk],
    endsFirst: [endsFirst],
    connectionEnded: [tellDisconnected],
    accessChanged: [followAccess],
    topics: Object.values(topics),
  },
};
