import type { demo as ptBR } from '../pt-BR/demo.ts';

export const demo = {
  accept: (client: string) => `Accept ${client}’s request`,
  acceptHow: 'It arrived today and is waiting for you.',
  client: (client: string) => `See what the client sees: accept ${client}’s invitation`,
  clientHow: 'Open the e-mail the client received and answer for them.',
  renew: (client: string) => `Renew ${client}’s plan, which expires today`,
  renewLate: (client: string) => `Renew ${client}’s plan, which has expired`,
  renewHow: 'In the client’s record, open the license and click Renew.',
  documents: (client: string) => `Fetch ${client}’s documents for the month`,
  documentsHow: 'Invoices, receipts and statements, in one ZIP.',
} satisfies typeof ptBR;
