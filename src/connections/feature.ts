import type { Feature } from '../kit/definition.ts';
import { disconnectAsk, disconnectKeep, disconnectNow } from './commands/disconnect.ts';
import { again, drop, inviteClient, inviteCommand, inviteForm, payer, send } from './commands/invite.ts';
import { requestsCommand, requestsTab } from './commands/list.ts';
import {
  accept,
  acceptNew,
  acceptThis,
  cancelInvitation,
  correct,
  correctForm,
  decline,
  declineForm,
  openRequest,
  renew,
  sendAgain,
} from './commands/request.ts';

export const connections: Feature = {
  commands: [inviteCommand, requestsCommand],
  actions: [
    send,
    payer,
    drop,
    again,
    inviteClient,
    accept,
    acceptNew,
    acceptThis,
    renew,
    decline,
    sendAgain,
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
