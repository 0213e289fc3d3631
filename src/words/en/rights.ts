import { ofChats } from '../../kit/platform.ts';
import { en as format } from '../format.ts';
import type { rights as ptBR } from '../pt-BR/rights.ts';
import { told } from './personal-data.ts';
import { platforms } from './platforms.ts';

export const rights = {
  told,
  file: 'data',
  button: 'Personal data (LGPD)',
  exported:
    'Here is everything we store about this client: a page to read and a JSON file for programs. Hand both to whoever asked for them, and to nobody else.',
  eraseTitle: (name: string) => `Data of ${name}`,
  eraseText:
    'You can download everything we store about this client, or erase the data permanently. This cannot be undone.',
  eraseGoes:
    'What is erased: the record, the license history, the exports, ZIPs and received documents, and the access to Conta Azul. In chat, the name is taken out of connection notices, digests (however old), notices and messages with a ZIP; the file goes too.',
  eraseStays:
    'What stays: that there was an invitation or request and how it ended, and the proof of consent (LGPD, art. 8, § 2), for 5 years, without saying whose; and the log of who did what, in codes only.',
  eraseChat:
    'What we cannot reach: answers that only one person sees, lists and numbers somebody shared in a channel, files already downloaded, files that Slack does not let us delete and e-mails already delivered. Those are with whoever received them: delete them there.',
  exportFirst: 'Download the data',
  eraseYes: 'Erase permanently',
  eraseNo: 'Cancel',
  erased: 'This client’s data has been erased. The messages in chat change in a moment.',
  kept: 'Nothing was erased.',
  takenBack: 'This message named a client whose data was erased on request (LGPD).',
  connected: 'This client is connected. Disconnect first; then the data can be erased.',
  pending:
    'An invitation or request is waiting for an answer. Cancel or decline it in /conexoes; then the data can be erased.',
  firm: {
    close: 'Close the account',
    closeTitle: (firm: string) => `Close the account of ${firm}?`,
    closeText: (days: number) =>
      `The account closes in ${days} days. Until then everything works, and any administrator can cancel it in /configurar. After that, it cannot be undone.`,
    closeGoes:
      'What is erased: clients, licenses, connections, documents, digests, the team and all of the history. Authorizations in Conta Azul are given back, and each connected client receives an e-mail.',
    closeStays:
      'What stays: the account of anybody who is tied to another firm here too, with what belongs to that firm. All other accounts of your clients are erased.',
    closeTake:
      'Take everything first: the list of clients comes from /clientes, with Export; the server’s operator can take all data and documents with node dist/cli.js firm export.',
    closeChat: `Messages that are in ${format.either(ofChats(platforms, ({ to }) => to))} already belong to your workspace or server and stay there.`,
    closeYes: 'Close the account',
    closeNo: 'Cancel',
    closing: (at: string) => `The account closes on ${at}. The notices channels have been notified.`,
    closesAt: 'Account closes',
    keep: 'Keep the account',
    kept: 'The account stays. The closing has been canceled.',
    nothing: 'Nothing changed.',
    notClosing: 'No closing is scheduled.',
    closingSoon: (firm: string, at: string) =>
      `An administrator asked to close the account of ${firm} in Carteira, on ${at}. Any administrator can cancel it in /configurar.`,
    farewell: (firm: string) =>
      `The account of ${firm} in Carteira has been closed and its data is being erased. You can remove the app from here now.`,
  },
  memberTerm: (years: number) =>
    `Name and e-mail stay for ${years} years in the log of who did what, in case the firm has to account for it, and are erased then. If you prefer, erase them now.`,
  memberErase: 'Erase name and e-mail now',
  memberErased: (id: string) => `Name and e-mail erased. In the log of who did what this person is now #${id}.`,
  memberBefore: 'This person’s name and e-mail have already been erased.',
  memberThere: (name: string) => `${name} is still on the team. Remove their access first.`,
  gone: 'This client is no longer in the portfolio.',
} satisfies typeof ptBR;
