import type { demo as ptBR } from '../pt-BR/demo.ts';

export const demo = {
  accept: (client: string) => `Accept the request of ${client}`,
  acceptHow: 'It came today and waits for you.',
  client: (client: string) => `See what the client sees: accept the invitation of ${client}`,
  clientHow: 'Open the e-mail that the client got, and answer for them.',
  renew: (client: string) => `Renew the plan of ${client}, which expires today`,
  renewLate: (client: string) => `Renew the plan of ${client}, which has expired`,
  renewHow: "On the client's card, open the licence and press Renew.",
  documents: (client: string) => `Take the documents of the month of ${client}`,
  documentsHow: 'Invoices, receipts and statements, in one ZIP.',
} satisfies typeof ptBR;
