import type { mail as ptBR } from '../pt-BR/mail.ts';

const at = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'America/Sao_Paulo' });

export const mail = {
  via: (firm: string) => `${firm.slice(0, 100)} (via Carteira)`,
  otherwise: 'If the button does not open, copy this address into your browser:',
  mailbox: {
    lang: 'en',
    title: 'Mailbox',
    lead: 'The e-mails I would send, as they would arrive. Nothing leaves this machine.',
    empty: 'No e-mails yet. Invite a client with /convidar, and the invitation appears here.',
    from: 'From',
    to: 'To',
    subject: 'Subject',
    at: 'Sent',
    when: (date: Date) => at.format(date),
    back: 'All e-mails',
    refresh: 'Refresh',
    shown: 'As it arrives',
    plain: 'Text only',
    headers: 'Headers',
    gone: 'This e-mail is no longer here.',
    refused:
      'This page opens on this machine only, and only with its key. First open the full address that the terminal showed when Carteira started (…/console?key=…).',
    broken: (reference: string) =>
      `Something went wrong while reading the e-mails. Try again in a moment; if it keeps happening, tell us the code ${reference}.`,
  },
} satisfies typeof ptBR;
