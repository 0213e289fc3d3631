import type { FieldWords } from '../../kit/words.ts';
import { en as format } from '../format.ts';
import type { connections as ptBR } from '../pt-BR/connections.ts';
import { instant } from './moment.ts';
import { platforms } from './platforms.ts';
import { portal } from './portal.ts';

const clientCount = (n: number) => format.count(n, 'client', 'clients');

/** Who closed a request that nobody answered. */
const expired = 'expired';

export const connections = {
  instant,
  inviteTitle: 'invite',
  inviteSummary: 'Invites a client to connect to the firm',
  inviteExampleEmpty: 'Opens the form',
  inviteExample: {
    typed: 'email:financeiro@livrariasebo.com.br Livraria Sebo do Centro',
    does: 'Form already filled in',
  },
  inviteForm: 'Invite a client',
  inviteSubmit: 'Invite',
  field: {
    name: { typed: 'company', label: 'Company name', hint: 'Legal or trade name' },
    document: { typed: 'document', label: 'CNPJ or CPF', hint: 'With or without punctuation' },
    contact: { typed: 'contact', label: 'Contact name', hint: 'Who will receive the invitation' },
    email: { typed: 'email', label: 'Client’s login e-mail', hint: 'The e-mail the client uses at Conta Azul' },
    phone: { typed: 'phone', label: 'Phone' },
    payer: {
      typed: 'payer',
      label: 'Who pays for the plan',
      formerValues: [
        ['the client', 'client'],
        ['the firm', 'firm'],
      ],
    } as FieldWords,
    newEmail: { typed: 'email', label: 'New e-mail', hint: 'The invitation will be sent again to this address' },
    reason: { typed: 'reason', label: 'Reason', hint: 'The client receives this text' },
    tab: { typed: 'show', label: 'What to show' },
  },
  payer: { client: 'Client', firm: 'Firm' },
  wrongDocument: 'Invalid CNPJ or CPF: check the digits.',
  previewTitle: 'Review before sending',
  hasAccount: 'This client already has a Conta Azul account.',
  noAccount:
    'The client gets an invitation, confirms the details and, without an account at Conta Azul yet, creates one there.',
  sameClient: (name: string, situation: string) =>
    `Already in your portfolio: ${name} (${situation}). The invitation will be for that client.`,
  samePending: (email: string, when: string) =>
    `There is already an invitation waiting for an answer, sent to ${email} on ${when}.`,
  connectButton: 'Connect to the client',
  inviteButton: 'Invite to Conta Azul',
  correctButton: 'Correct',
  dropButton: 'Cancel',
  draftGone: 'This draft is no longer available. Fill it in again with /convidar.',
  dropped: 'Nothing was sent.',
  sentTitle: 'Invitation sent',
  sent: (name: string, email: string, until: string) =>
    `${name} receives an e-mail at ${email} and has until ${until} to answer.`,
  undoable: 'The e-mail leaves in 10 seconds. Until then, Undo takes it back.',
  undone: 'Nothing was sent. This is what was typed:',
  undoLate: 'The e-mail has left. To take it back, cancel the invitation: its link stops working.',
  sentHere: 'The notice appears in this channel and is updated when the client answers.',
  sentThere: 'The notice is updated when the client answers.',
  sentNowhere:
    'No channel receives the firm’s notices: the client’s answer arrives by e-mail only. Choose a channel in /configurar.',
  chooseChannel: 'Choose the channel',
  language: { label: 'Language of the invitation', 'pt-BR': 'Portuguese', en: 'English' },
  resendIn: { 'pt-BR': 'Send again in Portuguese', en: 'Send again in English' },
  resentIn: {
    'pt-BR': (email: string) => `Invitation sent again to ${email}, in Portuguese.`,
    en: (email: string) => `Invitation sent again to ${email}, in English.`,
  },
  alreadyConnected: (name: string) => `${name} is already connected to the firm: there is no need to invite them.`,
  alreadyInvited: (email: string) =>
    `An invitation or request for ${email} is already waiting for an answer. Nothing was sent now.`,
  sameAsked: (email: string, when: string) =>
    `This client has already asked to connect: the request from ${email} arrived on ${when} and is waiting for your answer.`,
  alreadyAsked: 'Your request has already been sent; the firm has not answered yet.',
  state: {
    pending: 'Waiting for an answer',
    accepted: 'Connected',
    declined: 'Declined',
    cancelled: 'Canceled',
    expired: 'Expired',
  },
  stateNoun: {
    pending: 'pending',
    accepted: 'accepted',
    declined: 'declined',
    cancelled: 'canceled',
    expired: 'expired',
  },
  direction: { firm_to_client: 'The firm’s invitation', client_to_firm: 'The client’s request' },
  alreadyDecided: (state: string, who: string, when: string | null) =>
    `This request ${who === expired ? 'has already expired' : `was already ${state} ${who}`}${when ? `, on ${when}` : ''}. Nothing changed now.`,
  justExpired: 'The deadline for this request has passed. Nothing changed now.',
  notYours: 'Only whoever received this can answer it.',
  notFound: 'Request not found; see /conexoes.',
  by: {
    member: (name: string) => `by ${name}`,
    client: 'by the client',
    system: expired,
    from: (platform: string) => (platform === 'portal' ? 'on the client’s page' : platforms[platform]?.at) ?? '',
  },
  cardErased: {
    firm_to_client: 'Invitation to a client (data erased)',
    client_to_firm: 'Request from a client (data erased)',
  },
  fact: {
    company: 'Company',
    document: 'CNPJ/CPF',
    email: 'E-mail',
    contact: 'Contact',
    responsible: 'Contact at the firm',
    phone: 'Phone',
    service: 'Service',
    firm: 'Firm named by the client',
    payer: 'Who pays',
    sent: 'Sent',
    asked: 'Received',
    expires: 'Valid until',
    state: 'Status',
    reason: 'Reason',
    decided: 'Decided',
    ended: 'Ended',
  },
  accept: 'Accept',
  decline: 'Decline',
  resend: 'Send again',
  correct: 'Correct the e-mail',
  cancel: 'Cancel the invitation',
  declineForm: 'Decline the request',
  declineSubmit: 'Decline',
  correctForm: 'Correct the e-mail',
  correctSubmit: 'Send again',
  accepted: (name: string) => `${name} is connected.`,
  declined: (name: string) => `${name}’s request was declined. The client receives an e-mail with the reason.`,
  cancelled: (name: string) => `The invitation to ${name} was canceled; the link is no longer valid.`,
  resent: (email: string) => `Invitation sent again to ${email}.`,
  ended: 'Disconnected',
  ownClient: (name: string, situation: string) =>
    `Already in your portfolio, with this same e-mail: ${name} (${situation}). Accepting connects that record.`,
  holder: (name: string, situation: string, email: string) =>
    `This CNPJ/CPF already belongs to ${name} (${situation}), ${email ? `with another e-mail: ${email}` : 'without an e-mail on record'}. The number is public and does not prove who is asking: check with the client before you choose. A new client is added without the number, which stays with ${name}.`,
  holderAccount: (name: string, email: string) =>
    `${name} is already connected with another e-mail${email ? `: ${email}` : ''}. Check with the client before you choose.`,
  holderRemoved: (name: string) =>
    `This CNPJ/CPF belongs to ${name}, removed from the portfolio a moment ago. To connect that record, undo the removal first; a new client is added without the number.`,
  handoverAsked: (name: string, email: string, until: string) =>
    `We asked ${name}, at ${email}, whether the record may be transferred to whoever is asking. Nothing changes until they answer; without an answer by ${until}, the record stays as it is.`,
  handoverRefused: (email: string) =>
    `Whoever uses ${email} answered: it was not me. The record stays with that e-mail.`,
  acceptNew: 'Accept as a new client',
  acceptThis: (name: string) => `It is ${name}`,
  otherAccount: 'This client is already connected with another e-mail. Nothing has changed.',
  notRenewable:
    'It cannot be sent again: the client has connected, was removed, or has another invitation waiting for an answer.',
  listTitle: 'connections',
  listSummary: 'Invitations and connection requests: pending and history',
  listExamplePending: 'What is waiting for an answer',
  listExampleHistory: { typed: 'show:history', does: 'What has been answered' },
  tab: { received: 'Received', sent: 'Sent', history: 'History' },
  none: {
    received: 'No client requests waiting for an answer.',
    sent: 'No invitations waiting for an answer. Invite with /convidar.',
    history: 'No requests or invitations answered yet.',
  },
  caption: {
    received: 'Client requests waiting for an answer',
    sent: 'Invitations waiting for an answer',
    history: 'Answered requests and invitations',
  },
  noneSent: 'No invitations waiting for an answer. Only administrators send invitations.',
  open: 'Open a request',
  openOne: 'See the request',
  older: 'Older',
  newest: 'Back to the newest',
  back: 'Back to the list',
  ago: (days: number) => (days === 0 ? 'today' : days === 1 ? 'yesterday' : `${days} days ago`),
  disconnect: 'Disconnect',
  disconnectAsk: (name: string) =>
    `Disconnect ${name}? The firm will no longer receive this company’s data; the history stays. Reconnecting takes a new invitation.`,
  disconnectYes: 'Yes, disconnect',
  keep: 'Cancel',
  kept: 'Nothing changed.',
  disconnected: (name: string) => `${name} was disconnected.`,
  notConnected: 'This client is not connected; there is nothing to disconnect.',
  access: {
    button: 'Ask for authorization',
    buttonMany: 'Ask all for authorization',
    done: 'authorization asked for by e-mail',
    notDone: 'no e-mail was sent',
    sentTo: (email: string) =>
      `The e-mail goes to ${email}, with the link to authorize access to the data in Conta Azul. You are told when the client has authorized.`,
    asked: (day: string, who: string, days: number) =>
      `They were already asked on ${day}${who ? ` by ${who}` : ''}. A client gets at most one such e-mail in ${days} days.`,
    noAccount: (name: string, page: string) =>
      `The connection of ${name} came from a spreadsheet, and Carteira does not know the client’s account yet. Ask them to sign in at ${page} with their e-mail and connect to the firm; they authorize right after.`,
    notMissing: (name: string) => `${name} has authorized access already, or is not connected any more.`,
    askMany: (n: number) =>
      n === 0 ? 'Nobody to ask for authorization now' : `Ask ${clientCount(n)} for authorization by e-mail`,
    askedMany: (n: number, days: number) =>
      `${clientCount(n)} ${n === 1 ? 'is' : 'are'} left out: asked within the last ${days} days.`,
    noAccountMany: (n: number) =>
      `${clientCount(n)} ${n === 1 ? 'is' : 'are'} left out: the connection came from a spreadsheet, and the account is not known yet.`,
    send: (n: number) => (n === 1 ? 'Send 1 e-mail' : `Send ${format.number(n)} e-mails`),
    sentMany: (n: number) =>
      n === 0 ? 'No e-mail was sent: they were asked a moment ago' : `Authorization asked of ${clientCount(n)}`,
    follows: 'Whoever authorizes leaves the list of those who have not.',
    list: 'See who has not authorized',
    stopped: 'No e-mail was sent.',
  },
  noticeExpired: (name: string, email: string) => `The invitation to ${name} (${email}) expired without an answer.`,
  consent: (firm: string): readonly string[] => [
    `I authorize ${firm} to consult my company’s financial and accounting information at Conta Azul.`,
    'The firm will see: payables and receivables, balances, issued invoices, categories and cost centers, and may download the month’s documents.',
    'The firm cannot make payments or change my password.',
    `I can disconnect whenever I like, under ${portal.mine.ties}, free of charge.`,
  ],
} satisfies typeof ptBR;
