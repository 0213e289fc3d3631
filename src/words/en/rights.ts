import type { rights as ptBR } from '../pt-BR/rights.ts';

export const rights = {
  button: 'Personal data (LGPD)',
  exported: 'Here is everything we store about this client. Hand the file to whoever asked for it, and to nobody else.',
  eraseTitle: (name: string) => `Data of ${name}`,
  eraseText:
    'You can download everything we store about this client, or erase it for good. Erasing takes the record, the licence history and the exports; of invitations and requests only that they existed and how they ended stays, and the proof of consent, which the law wants kept. There is no way back.',
  exportFirst: 'Download the data',
  eraseYes: 'Erase for good',
  eraseNo: 'Back, without erasing',
  erased: "This client's data has been erased.",
  kept: 'Nothing was erased.',
  connected: 'This client is connected. Disconnect first; then the data can be erased.',
  pending: 'An invitation or request is waiting for an answer. Cancel or decline it in /conexoes; then the data can be erased.',
  gone: 'This client is not in the portfolio any more.',
} satisfies typeof ptBR;
