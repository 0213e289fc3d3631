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

export const notices = {
  deliveryFailed: (kind: string, reason: string) =>
    `${kinds[kind] ?? 'A message'} could not be delivered, and I have stopped trying. Reason: ${reason}. Check the address or the channel and send it again; /conexoes shows what is waiting for an answer.`,
} satisfies typeof ptBR;
