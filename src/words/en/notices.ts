import type { notices as ptBR } from '../pt-BR/notices.ts';

const kinds: Readonly<Record<string, string>> = {
  mail: 'An e-mail',
  'card.post': 'A message',
  'card.update': 'A message’s update',
  'request.asked': 'An e-mail',
  'request.expired': 'A notice',
  'digest.post': 'A digest',
  'digest.update': 'A digest’s update',
  'digest.mail': 'A digest by e-mail',
  'digest.paused': 'A notice',
  notices: 'A notice',
  'grant.notice': 'A notice',
  'grant.end': 'Revoking an authorization in Conta Azul',
  'documents.card': 'A message about documents',
  'documents.file': 'A ZIP of documents',
  'documents.capture': 'Passing a client’s document on to Conta Azul',
};

/** What the platforms answer, as people say it. */
const reasons: Readonly<Record<string, string>> = {
  channel_not_found: 'the channel no longer exists, or I am not in it',
  is_archived: 'the channel was archived',
  not_in_channel: 'I am no longer in that channel',
  cannot_dm_bot: 'this person does not receive direct messages',
  user_not_found: 'this person is no longer in the workspace',
  user_disabled: 'this person is no longer in the workspace',
  10003: 'the channel no longer exists',
  50001: 'I no longer have access to the channel',
  50007: 'this person does not accept direct messages from me',
};
const why = (reason: string): string => reasons[/^\w+/.exec(reason)?.[0] ?? ''] ?? reason;

export const notices = {
  why,
  cannotWrite: {
    damaged:
      'The disk of Carteira’s server has failed: I cannot write anything. Lists still work; changes, requests and messages wait until somebody checks the server.',
    full: 'The disk of Carteira’s server is full: I cannot write anything. Lists still work; changes, requests and messages wait until there is space.',
    gone: 'Carteira’s database file was moved away: I cannot write anything. Ask the server’s operator to stop the bot and restore the last backup.',
    readonly:
      'Carteira’s database is read-only: I cannot write anything. Lists still work; changes, requests and messages wait until somebody checks the server.',
  },
  deliveryFailed: (kind: string, reason: string, to = '') =>
    `${kinds[kind] ?? 'A message'}${to ? ` for ${to}` : ''} could not be delivered, and I will not try again. Reason: ${why(reason)}.`,
} satisfies typeof ptBR;
