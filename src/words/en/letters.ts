import { ofChats } from '../../kit/platform.ts';
import { en as format } from '../format.ts';
import type { letters as ptBR } from '../pt-BR/letters.ts';
import { platforms } from './platforms.ts';

export const letters = {
  desk: (where: string) => `Open ${where}`,
  hello: (name: string) => (name ? `Hello ${name},` : 'Hello,'),
  invitation: {
    subject: (firm: string) => `${firm} would like to connect to your company`,
    reminder: (firm: string) => `Reminder: ${firm} is waiting for your answer`,
    paragraphs: (firm: string, company: string) => [
      `The accounting firm ${firm} invites ${company} to share its Conta Azul data with the firm.`,
      'Once you connect and authorize access, the firm checks the financial data and fetches the month’s documents itself, and you no longer have to send them.',
      'Open the page below to see exactly what will be shared. You decide: you can accept, decline, and disconnect whenever you like.',
    ],
    button: 'See the invitation',
    footer: (firm: string, phone: string, until: string) =>
      `The invitation is valid until ${until}, or until you answer it. Questions? Talk to ${firm}${phone ? `, ${phone}` : ''}. If you don’t know this firm, ignore this e-mail.`,
  },
  asked: {
    subject: (company: string) => `${company} asks to connect to your firm`,
    paragraphs: (company: string, where?: string) => [
      `${company} would like to share its Conta Azul data with your firm.`,
      where
        ? `Accept or decline in the firm’s channel (${where}), in the request notice, or with /conexoes.`
        : 'Accept or decline with /conexoes.',
    ],
    button: (where: string) => `Open the request (${where})`,
    footer: 'You receive this e-mail because you administer the firm in Carteira.',
  },
  answered: {
    accepted: (firm: string) => `${firm} accepted your request`,
    declined: (firm: string) => `${firm} did not accept your request`,
    acceptedText: (firm: string, company: string, source?: string) => [
      `${company} is connected to ${firm}.`,
      ...(source
        ? [
            `One step left: authorize access in ${source}. The button is on the page below; until then, the firm sees nothing.`,
          ]
        : []),
      'On the page below you can see your connections and disconnect whenever you like.',
    ],
    declinedText: (firm: string, reason: string) => [
      `The firm ${firm} did not accept the request to connect.`,
      ...(reason ? [`Reason: ${reason}`] : []),
      'If you think that was a mistake, talk to the firm or send another request.',
    ],
    button: 'My connections',
    footer: (firm: string, phone: string) => `Questions? Talk to ${firm}${phone ? `, ${phone}` : ''}.`,
  },
  decided: {
    accepted: (company: string) => `${company} accepted the invitation`,
    declined: (company: string) => `${company} declined the invitation`,
    acceptedText: (company: string) => [`${company} accepted the invitation and is connected to the firm.`],
    declinedText: (company: string, reason: string) => [
      `${company} declined the invitation.`,
      ...(reason ? [`Reason: ${reason}`] : []),
    ],
    footer: 'You receive this e-mail because you administer the firm in Carteira.',
  },
  noFirm: {
    subject: (company: string) => `${company} is looking for your accounting firm`,
    paragraphs: (company: string) => [
      `${company} gave this e-mail as their accountant’s and would like to connect through Carteira.`,
      `There is no firm with this e-mail yet. To start, an administrator adds Carteira to the firm’s ${format.either(ofChats(platforms, ({ to }) => to))} and types /configurar with this e-mail. Once the e-mail is confirmed, the request arrives automatically. It waits for 30 days.`,
    ],
    footer: 'If you are not this company’s accountant, ignore this e-mail.',
  },
  authorize: {
    subject: (firm: string, source: string) => `${firm} asks for your authorization in ${source}`,
    paragraphs: (firm: string, company: string, source: string) => [
      `${company} is connected to the accounting firm ${firm}. One step is left: authorizing access to the data in ${source}.`,
      `Open the page below, sign in with your ${source} login and confirm. From then on the firm checks the financial data and fetches the month’s documents itself, and you no longer have to send them.`,
      'The firm cannot make payments or change your password, and you can undo this whenever you like.',
    ],
    footer: (firm: string, phone: string, until: string) =>
      `The link is valid until ${until}, or until you authorize. Questions? Talk to ${firm}${phone ? `, ${phone}` : ''}. If you don’t know this firm, ignore this e-mail.`,
  },
  disconnected: {
    subject: (firm: string) => `${firm} ended the connection with your company`,
    paragraphs: (firm: string, company: string) => [
      `The accounting firm ${firm} ended the connection with ${company} and no longer receives the company’s data from Conta Azul.`,
      'There is nothing you need to do. To share again, the firm sends a new invitation.',
    ],
    footer: (firm: string, phone: string) => `Questions? Talk to ${firm}${phone ? `, ${phone}` : ''}.`,
  },
  lost: {
    subject: (company: string) => `${company} disconnected from your firm`,
    paragraphs: (company: string) => [
      `${company} ended the connection with your firm at Conta Azul. The company’s data no longer arrives; the history stays in the portfolio.`,
      'If that was a mistake, send a new invitation with /convidar.',
    ],
    footer: 'You receive this e-mail because you administer the firm in Carteira.',
  },
  access: {
    subject: {
      revoked: (company: string) => `${company} revoked the authorization in Conta Azul`,
      expired: (company: string) => `${company}’s authorization in Conta Azul expired`,
    },
    paragraphs: {
      revoked: (company: string) => [
        `${company} revoked the authorization in Conta Azul, and access to finances and documents has stopped. The connection with the firm remains.`,
        'If that was a mistake, ask the client to authorize again on their own page, My accountant.',
      ],
      expired: (company: string) => [
        `${company}’s authorization in Conta Azul expired, and access to finances and documents has stopped. Nobody revoked it.`,
        'Ask the client to authorize again on their own page, My accountant.',
      ],
    },
    footer: 'You get this e-mail because you administer the firm in Carteira.',
  },
  left: {
    subject: (company: string) => `${company} disconnected and asked for their data to be erased`,
    paragraphs: (company: string) => [
      `${company} ended the connection with your firm and erased their own account in Carteira, as the LGPD allows.`,
      'The record in your portfolio is still the firm’s. If no law requires you to keep it, erase it with /cliente, under Personal data (LGPD).',
    ],
    footer: 'You receive this e-mail because you administer the firm in Carteira.',
  },
  address: {
    subject: (firm: string) => `Confirm the e-mail of ${firm}`,
    subjectAsked: (company: string) => `${company} is looking for your accounting firm`,
    paragraphs: (firm: string) => [
      `Somebody gave this e-mail as belonging to the firm ${firm}.`,
      'Confirm it on the page below: only then do clients who type it find the firm, and their requests arrive by e-mail.',
    ],
    paragraphsAsked: (company: string) => [
      `${company} gave this e-mail as their accountant’s and would like to connect through Carteira.`,
      'Confirm on the page below which firm this e-mail belongs to: the request arrives at once.',
    ],
    button: 'Confirm the e-mail',
    footer: (days: number) =>
      `The link is valid for ${days} days. If you know neither the firm nor the company, ignore this e-mail: nothing happens.`,
  },
  expired: {
    subject: (company: string) => `The invitation to ${company} expired without an answer`,
    paragraphs: (company: string, email: string) => [
      `Nobody answered the invitation sent to ${company}, at ${email}.`,
      'To send it again, click Send again in the invitation message, in the notices channel or in /conexoes, under History.',
    ],
    footer: 'You receive this e-mail because you administer the firm in Carteira.',
  },
  handover: {
    subject: (company: string, firm: string) => `Somebody asked ${firm} for the record of ${company}`,
    paragraphs: (firm: string, company: string, asker: string, until: string) => [
      `Whoever uses the e-mail ${asker} asked the firm ${firm} to connect, with the CNPJ/CPF of ${company}, which is currently connected through your e-mail. The firm believes it is the same company.`,
      'If it was you, or somebody at your company, confirm with “Yes, transfer it”: the connection and the record move to that e-mail, and what yours had authorized ends.',
      'If it was not, answer “It was not me”: nothing changes, and the firm is told.',
      `Without an answer by ${until}, nothing changes.`,
    ],
    button: 'See the request and answer',
    footer: (firm: string, phone: string) => `Questions? Talk to ${firm}${phone ? `, ${phone}` : ''}.`,
  },
  handoverRefused: {
    subject: (company: string) => `${company}: “it was not me”`,
    paragraphs: (company: string, asker: string) => [
      `We asked the e-mail that connected ${company} whether the record may be transferred to ${asker}. The answer was: it was not me. Nothing changed.`,
      'The request is still in /conexoes: you can decline it, or accept it as a new client without the number.',
    ],
    footer: 'You receive this e-mail because you administer the firm in Carteira.',
  },
  signIn: {
    subject: 'Your link to sign in',
    paragraphs: (minutes: number) => [
      'Use the link below to open your connections page.',
      `It is valid for ${minutes} minutes, or until you sign in.`,
    ],
    button: 'Sign in',
    footer: 'If it was not you who asked, ignore this e-mail; nobody gets in without it.',
  },
} satisfies typeof ptBR;
