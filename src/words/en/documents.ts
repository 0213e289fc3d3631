import { en as format } from '../format.ts';
import type { documents as ptBR } from '../pt-BR/documents.ts';
import { documentFiles } from './documentFiles.ts';
import { help } from './help.ts';

const clients = (n: number) => format.count(n, 'client', 'clients', 'no clients');
const documentCount = (n: number) => format.count(n, 'document', 'documents', 'no documents');
const payments = (n: number) => format.count(n, 'payment', 'payments', 'no payments');

export const documents: typeof ptBR = {
  ...documentFiles,
  title: 'documents',
  summary: 'Fetches the month’s documents: one ZIP per client',
  examples: [
    { typed: '', does: 'Asks which client' },
    { typed: help.sample.name, does: 'Last month’s, for one client' },
    { typed: 'analyst:ana month:10/2026', does: 'October’s, for Ana’s portfolio' },
    { typed: 'all month:october', does: 'October’s, for the whole portfolio' },
  ],
  field: {
    client: { typed: 'client', label: 'Client', hint: 'Name, CNPJ or CPF; or all' },
    month: { typed: 'month', label: 'Month', hint: '10/2026, October, last month' },
    share: { typed: 'share', label: 'Send to the channel', hint: 'yes: the channel gets it; otherwise only you' },
  },
  everybody: ['all', 'everybody', 'everyone', 'portfolio', 'whole portfolio'],
  notAMonth:
    'I did not understand the month, or it has not started yet. Write, for example, 10/2026, October or last month.',
  heading: (month) => `Documents for ${month}`,
  off: 'The connection to Conta Azul is not turned on here yet. The server’s operator sets the CONTA_AZUL_… variables; node dist/cli.js doctor shows what is missing.',
  which: 'Which client’s documents?',
  whole: (n) => `The whole portfolio: ${clients(n)}`,
  wholeOwn: (n) => `My portfolio: ${clients(n)}`,
  clients: clients,
  searchOtherwise: 'Type /documentos and part of the name, CNPJ or CPF.',
  otherMonth: 'Another month',
  recent: 'Recent requests',
  preview: (n) => `${clients(n)}, one ZIP each.`,
  unauthorized: (n) =>
    `${clients(n)} ${n === 1 ? 'has' : 'have'} not authorized access in Conta Azul yet and will not be included. Connected clients authorize on their own page, My connections; invite the others with /convidar.`,
  goesTo: {
    person: 'The files come in a message to you alone.',
    channel: 'The files come in this channel, for everybody in it.',
  },
  begin: (n) => `Fetch for ${clients(n)}`,
  drop: 'Cancel',
  dropped: 'Nothing was fetched.',
  nobody: 'No client in your portfolio matches this filter. See them all with /clientes.',
  nobodyAuthorized:
    'None of these clients has authorized access in Conta Azul yet, and without that there is nothing to fetch. Connected clients authorize on their own page, My connections; invite the others with /convidar.',
  oneUnauthorized: (client) =>
    `${client} has not authorized access in Conta Azul yet, and without that there is nothing to fetch. The client authorizes on their own page, My connections; if they are not connected yet, invite them with /convidar.`,
  started: (what, month, goes) =>
    `Fetching the documents for ${month}: ${what}. ${goes} You can close this message: the work continues.`,
  running: (who, when) => `${who || 'Somebody'} made this same request on ${when}, and it is still in progress.`,
  follow: 'See progress',
  noneSeen: 'None of the clients of this request is in your portfolio, or the files are not ready yet.',
  jobGone: 'Request not found. Make another with /documentos.',
  itemGone: 'File not found. Fetch it again with /documentos.',
  clientGone: 'This client is no longer in your portfolio. See yours with /clientes.',
  card: {
    working: (done, total) => `In progress: ${format.number(done)} of ${clients(total)}.`,
    done: (n) => `Done: ${clients(n)}.`,
    partly: (n, partial) =>
      n === partial
        ? `Partially included: ${clients(n)}.`
        : `Done: ${clients(n)}, ${format.number(partial)} of them partially.`,
    partials: (n) => `Partially included: ${clients(n)}`,
    lacks: 'What is missing',
    notCounted: 'The last export date changes once the rest is included, or with Count as exported.',
    retryRest: 'Retry what is missing',
    count: 'Count as exported',
    counted: (n) => `Counted as exported: ${clients(n)}.`,
    nothingToCount: 'There is nothing to count: it was counted already, or the rest is now included.',
    nothing: 'No ZIP could be created.',
    fetched: (n) => `${documentCount(n)} so far.`,
    fetchedDone: (n) => `${documentCount(n)} in all.`,
    failures: (n) => `Failed: ${clients(n)}`,
    client: 'Client',
    reason: 'Reason',
    missing: 'Without a receipt',
    retry: 'Try again',
    retried: (n) => `Trying again with ${clients(n)}.`,
    nothingToRetry: 'There is nothing to retry: somebody else did, or it already succeeded.',
    receipts: (n, of) => `Without a receipt: ${payments(n)} for ${clients(of)}.`,
    seeReceipts: 'See what a client is missing',
    noReceipts: 'Every payment of the month has a receipt.',
    download: 'Download the files',
    downloadUntil: (until) =>
      `The files are kept until ${until}. The button creates a link only for whoever clicks it, valid for 5 minutes.`,
    openUntil: (until) => `The files are kept until ${until}. Note: this link opens for anyone who has it.`,
    one: 'Get a ZIP here',
    more: (n) => `And ${clients(n)} more.`,
    refresh: 'Refresh',
  },
  broken: 'something went wrong here; try again',
  zipReady: (client, month) => `${client}: documents for ${month}`,
  zipFacts: { documents: 'Included', size: 'Size', lacks: 'Not included', receipts: 'Without a receipt' },
  counts: {
    receivables: (n) => `${format.number(n)} receivable`,
    payables: (n) => `${format.number(n)} payable`,
    settlements: (n) => format.count(n, 'settlement', 'settlements'),
    xml: (n) => `${format.number(n)} NF-e as XML`,
    services: (n) => `${format.number(n)} NFS-e`,
  },
  nothingMissing: 'nothing',
  sizeLink: (size, until) =>
    `The ZIP is ${size}, too large for the conversation, and is kept until ${until}. The button creates a link only for whoever clicks it, valid for 5 minutes.`,
  sizeOpen: (size, until) =>
    `The ZIP is ${size}, too large for the conversation. Download it with the link, valid until ${until}, which opens for anyone who has it.`,
  linkFor: (month, until) => `Here are the files for ${month}. The link is yours alone and valid until ${until}.`,
  link: 'Download the ZIP',
  zipPurged: 'This ZIP was deleted: files are kept for 7 days. Fetch it again.',
  again: 'Fetch again',
  receiptsTitle: (client) => `Without a receipt: ${client}`,
  receiptsLead: (n, month) => `${month}: ${payments(n)} with no attachment in Conta Azul.`,
  receiptsNone: (month) => `In ${month} every payment has a receipt.`,
  receiptsCaptionOf: (n) => payments(n),
  seeMissing: 'See what is missing',
  receiptsCaption: 'Payments without a receipt',
  receiptsMore: (n) => `And ${payments(n)} more: the ZIP has the whole list.`,
  ask: 'Ask for documents',
  askTitle: (client) => `Ask ${client} for documents`,
  askText: (email) =>
    `An e-mail goes to ${email} with what is missing and a link to send photos or PDFs by phone, without a password. The link is valid for 14 days.`,
  askMissing: 'What is missing',
  askNothing: 'I found no payments without a receipt: the e-mail asks for the month’s documents, without a list.',
  askSend: 'Send the e-mail',
  askDrop: 'Cancel',
  askDropped: 'Nothing was sent.',
  asked: (email) => `E-mail sent to ${email}. What the client sends appears in their record, under Documents received.`,
  askedToday: (who) =>
    `${who || 'Somebody'} has already asked this client for documents today. One e-mail a day is enough.`,
  noEmail:
    'Without an e-mail in the portfolio there is nowhere to ask for documents. An administrator can enter the client’s e-mail.',
  notConnected: 'This client is not connected: documents are asked of those who are.',
  received: 'Documents received',
  receivedNone: 'The client has not sent any documents here yet.',
  receivedAsk: 'Ask with the button below.',
  receivedCaption: (n) => format.count(n, 'document received', 'documents received'),
  receivedColumn: { name: 'File', when: 'Received', state: 'Status', size: 'Size' },
  receivedGet: 'Open a document',
  receivedHere: (name) => `Here it is: ${name}.`,
  receivedGone: 'This file is no longer here. In Conta Azul it is under captured documents.',
  receivedState: {
    waiting: 'On its way to Conta Azul',
    passed: 'In Conta Azul',
    kept: 'Only here: the client has not authorized access in Conta Azul',
    refused: 'Conta Azul did not accept it; only here',
  },
  captureState: {
    working: 'In Conta Azul, being read',
    waiting: 'In Conta Azul, waiting for review',
    done: 'In Conta Azul, posted',
    refused: 'In Conta Azul, rejected there',
    failed: 'In Conta Azul, but it could not be read',
    unknown: 'In Conta Azul',
  },
  takeButton: 'Month’s documents',
  letter: {
    subject: (firm, month) => `${firm} needs documents for ${month}`,
    paragraphs: (firm, company, month) => [
      `To close ${company}’s books for ${month}, ${firm} needs a few documents from you.`,
    ],
    missing: 'These payments have no receipt:',
    line: (day, description, money) => `${day ? `${day}: ` : ''}${description}${money ? `, ${money}` : ''}`,
    more: (n) => `and ${payments(n)} more`,
    how: 'Open the page below on your phone, take photos or choose files, and that is it. No password needed.',
    button: 'Send documents',
    footer: (firm, phone, until) =>
      `The link is valid until ${until}, as many times as you need. Whoever has it can only send documents, not see them. Questions? Talk to ${firm}${phone ? `, ${phone}` : ''}.`,
  },
};
