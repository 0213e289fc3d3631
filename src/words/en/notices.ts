import type { notices as ptBR } from '../pt-BR/notices.ts';

const kinds: Readonly<Record<string, string>> = {
  mail: 'An e-mail',
  'card.post': 'A card',
  'card.update': "A card's update",
  'request.expired': 'A notice',
  'digest.post': 'A digest',
  'digest.update': 'The update of a digest',
  'digest.mail': 'A digest by e-mail',
  'digest.paused': 'A notice',
  notices: 'A notice',
  'grant.notice': 'A notice',
  'grant.end': 'Taking back an authorisation in Conta Azul',
  'documents.card': 'A card about documents',
  'documents.file': 'A ZIP of documents',
  'documents.capture': 'Passing a client’s document on to Conta Azul',
};

/** What the platforms answer, as people say it. */
const reasons: Readonly<Record<string, string>> = {
  channel_not_found: 'the channel does not exist any more, or I am not in it',
  is_archived: 'the channel was archived',
  not_in_channel: 'I am not in that channel any more',
  cannot_dm_bot: 'this person gets no direct messages',
  user_not_found: 'this person is not there any more',
  user_disabled: 'this person is not there any more',
  10003: 'the channel does not exist any more',
  50001: 'I have no access to the channel any more',
  50007: 'this person takes no direct messages from me',
};
const why = (reason: string): string => reasons[/^\w+/.exec(reason)?.[0] ?? ''] ?? reason;

export const notices = {
  why,
  cannotWrite: {
    damaged:
      'The disk of Carteira’s server fails: I cannot write anything. Lists still work; changes, requests and messages wait until somebody looks at the server.',
    full: 'The disk of Carteira’s server is full: I cannot write anything. Lists still work; changes, requests and messages wait until there is room.',
    gone: 'Carteira’s database file was moved away: I cannot write anything. Ask whoever looks after the server to stop the bot and restore the last backup.',
    readonly:
      'Carteira’s database can only be read: I cannot write anything. Lists still work; changes, requests and messages wait until somebody looks at the server.',
  },
  deliveryFailed: (kind: string, reason: string, to = '') =>
    `${kinds[kind] ?? 'A message'}${to ? ` for ${to}` : ''} could not be delivered, and I have stopped trying. Reason: ${why(reason)}.`,
} satisfies typeof ptBR;
