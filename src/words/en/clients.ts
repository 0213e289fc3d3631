import { capital } from '../../kit/text.ts';
import { en as format } from '../format.ts';
import type { clients as ptBR } from '../pt-BR/clients.ts';
import { help } from './help.ts';

const clientCount = (n: number) => format.count(n, 'client', 'clients', 'no clients');
const days = (n: number) => format.count(n, 'day', 'days');

export const clients = {
  situation: {
    connected: 'Connected',
    not_connected: 'Not connected',
    highly_recommended: 'Highly recommended',
    invited: 'Invitation sent',
    requested: 'Request received',
    disconnected: 'Disconnected',
  },
  payer: { client: 'Client', firm: 'Firm', none: 'Nobody' },
  charge: { active: 'Active', inactive: 'Inactive', never_used: 'Never used' },
  access: {
    missing: 'not authorized yet',
    given: 'authorized',
    askedOn: (day: string) => `, asked by e-mail on ${day}`,
  },
  history: {
    never: 'Never had one',
    trial: 'On trial',
    active: 'Activated',
    renewed: 'Renewed',
    expired: 'Expired',
    cancelled: 'Canceled',
    blocked: 'Blocked',
    transferred: 'Transferred',
  },
  order: {
    urgency: 'Urgency',
    name: 'Name',
    expiry: 'Expiry',
    exported: 'Export',
    '-name': 'Name, from Z to A',
    '-expiry': 'Expiry, the last ones first',
    '-exported': 'Export, the latest first',
  },
  tab: { all: 'All', client: 'Paid by the client', firm: 'Paid by me', none: 'No plan' },
  nobody: 'No analyst',
  field: {
    name: { typed: 'name', label: 'Client name', hint: 'Name, trade name, CNPJ, CPF or e-mail; part of it is enough' },
    situation: { typed: 'situation', label: 'Status', hint: 'For example: connected' },
    access: {
      typed: 'access',
      label: 'Access to the data',
      hint: 'Whether the client has authorized the firm at Conta Azul',
    },
    history: { typed: 'history', label: 'License history' },
    renewal: { typed: 'renewal', label: 'Auto-renewal', hint: 'yes or no' },
    expiry: { typed: 'expiry', label: 'Plan expiry', hint: 'overdue, 30 days, 12/2026, 01/12 to 31/12' },
    exported: {
      typed: 'exported',
      label: 'Last export',
      hint: 'never, not yet this month, this month, 30+, 01/10 to 31/10',
    },
    charges: { typed: 'charges', label: 'Conta Azul charges' },
    analyst: { typed: 'analyst', label: 'Analyst', hint: 'Who looks after the client' },
    order: { typed: 'order', label: 'List order' },
    limit: { typed: 'limit', label: 'Only the first', hint: 'How many, in the order of the list. For example: 10' },
    any: {
      typed: 'any',
      label: 'At least one of these',
      hint: 'Filters with semicolons between them: expiry:overdue; exported:never',
    },
    except: { typed: 'except', label: 'All but these', hint: 'Who is left out: situation:connected; analyst:Carla' },
    tab: { typed: 'tab', label: 'Who pays for the plan' },
    onPlan: { typed: 'plan', label: 'Plan', hint: 'For example: Controle I' },
    client: { typed: 'name', label: 'Client', hint: 'Name, trade name, CNPJ, CPF or e-mail' },
    companyName: { typed: 'name', label: 'Name' },
    tradeName: { typed: 'trade-name', label: 'Trade name' },
    document: { typed: 'document', label: 'CNPJ or CPF', hint: 'With or without punctuation' },
    email: { typed: 'email', label: 'E-mail' },
    phone: { typed: 'phone', label: 'Phone' },
    contactName: { typed: 'contact', label: 'Contact', hint: 'Whom to talk to at the client' },
    notes: { typed: 'notes', label: 'Notes' },
    revenue: { typed: 'revenue', label: 'Annual revenue', hint: 'In reais; suggests the plan. For example: 360,000' },
  },
  period: {
    overdue: 'overdue',
    never: 'never',
    none: 'no expiry',
    thisMonth: 'this month',
    notThisMonth: 'not yet this month',
    lastMonth: 'last month',
    nextDays: (n: number) => `next ${days(n)}`,
    olderThan: (n: number) => `more than ${days(n)} ago`,
    since: (day: string) => `since ${day}`,
    until: (day: string) => `until ${day}`,
    range: (from: string, to: string) => `${from} to ${to}`,
  },
  notAnExpiry:
    'I did not understand the expiry. Write, for example, overdue, 30 days, 12/2026, or 01/12/2026 to 31/12/2026.',
  notAnExport:
    'I did not understand the date of the export. Write, for example, never, this month, 30+, or 01/10/2026 to 31/10/2026.',
  notAFilter:
    'I did not understand this filter. Write it as in the command, for example situation:connected expiry:30d.',
  notAPeriod: (value: string) =>
    `I did not understand the period “${value}”. Write, for example, 01/12/2026 to 31/12/2026.`,

  list: {
    title: 'clients',
    summary: 'Lists and filters the clients of the portfolio',
    examples: [
      { typed: '', does: 'All clients, the most urgent first' },
      { typed: help.sample.word, does: 'By name, CNPJ, CPF or e-mail' },
      { typed: 'expiry:30d situation:connected', does: 'Connected, with a plan that ends within 30 days' },
      { typed: 'exported:never order:expiry', does: 'Never exported, by expiry' },
    ],
    caption: (n: number | undefined, page: number, pages: number, order: string) =>
      capital(
        [...(n === undefined ? [] : [clientCount(n)]), ...(pages > 1 ? [`page ${page} of ${pages}`] : []), order].join(
          ' · ',
        ),
      ),
    ordered: {
      urgency: 'by urgency',
      name: 'by name',
      expiry: 'by expiry',
      exported: 'by last export',
      '-name': 'by name, from Z to A',
      '-expiry': 'by expiry, the last ones first',
      '-exported': 'by last export, the latest first',
    },
    anyOf: 'One of these',
    except: 'All but',
    filters: 'Filters: ',
    lost: 'The list has changed since that message: this is the first page.',
    column: {
      name: 'Name',
      situation: 'Status',
      expiry: 'Expiry',
      plan: 'Plan',
      exported: 'Last export',
      document: 'CNPJ/CPF',
    },
    noPlan: 'no plan',
    neverExported: 'never',
    openRow: 'Open',
    open: 'Open client',
    drop: 'Remove a filter',
    dropAll: 'Remove all filters',
    previous: 'Previous',
    next: 'Next',
    letter: 'Go to the letter',
    filterFurther: 'By plan, history or analyst',
    filterAnalyst: 'By analyst',
    filterBy: 'Filter by',
    only: (n: number, filters: string) => `${clientCount(n)} · ${filters}`,
    forms: ['More filters', 'More filters (2)', 'Combine filters'],
    form: (page: number) => `Filters (${page})`,
    apply: 'Filter',
    export: 'Export',
    share: 'Share',
    shareAnyway: 'Share anyway',
    notForAll: (people: number) =>
      people === 1
        ? '1 person of the team reads this channel and does not see all of these clients.'
        : `${people} people of the team read this channel and do not see all of these clients.`,
    sharedBy: (name: string) => `${name} shared this list.`,
    seeOwn: 'See this list',
    nothing: 'No clients found.',
    nothingBut: 'No client matches all the filters. Without one of them, you find:',
    nothingAtAll: 'No clients found, even with one filter fewer.',
    dropOne: (label: string, n: number) => `Remove the ${label} filter (${clientCount(n)})`,
    empty: 'The portfolio has no clients yet. Import your list with /importar, or invite a client with /convidar.',
    emptyAnalyst: 'No clients in your portfolio yet. Ask an administrator to assign you clients with /equipe.',
    exported: (n: number) => `${clientCount(n)} as CSV and XLSX. The file can be re-imported with /importar.`,
    exportedCsv: (n: number, parts: number) =>
      `${clientCount(n)} in ${format.count(parts, 'CSV file', 'CSV files')}; a list this long does not fit in XLSX. Each file can be re-imported with /importar.`,
    exportName: 'clients',
    exportNothing: 'There is no client to export. Remove a filter and try again.',
  },

  card: {
    title: 'client',
    summary: 'Shows one client’s record',
    examples: [
      { typed: help.sample.name, does: 'By name' },
      { typed: help.sample.document, does: 'By CNPJ' },
    ],
    searchTitle: 'Which client?',
    searchLabel: 'Search for a client',
    searchOtherwise: 'Type /cliente and part of the name, CNPJ, CPF or e-mail.',
    several: (n: number) => `I found ${clientCount(n)}. Which one?`,
    severalMore: 'These are the first; write a bit more of the name to get closer.',
    choose: 'Choose a client',
    none: (typed: string) => `No clients found with “${typed}”.`,
    nearest: (name: string) => `Did you mean ${name}?`,
    noneHint: 'Search with part of the name, CNPJ, CPF or e-mail, or see them all with /clientes.',
    gone: 'This client is no longer in the portfolio.',
    facts: {
      document: 'CNPJ/CPF',
      license: 'License',
      payer: 'Paid by',
      expiry: 'Expiry',
      account: 'Conta Azul account',
    },
    noPlan: 'No plan',
    never: 'never',
    unknown: 'not given',
    hello: (first: string, client: string, due?: string) =>
      [first ? `Hello ${first}!` : 'Hello!', due ? `The Conta Azul plan (${client}) is due on ${due}.` : '']
        .filter(Boolean)
        .join(' '),
    nobody: 'No analyst',
    when: (day: string, relative: string) => `${day} (${relative})`,
    relative: (n: number) =>
      n === 0 ? 'today' : n === 1 ? 'tomorrow' : n === -1 ? 'yesterday' : n > 0 ? `in ${days(n)}` : `${days(-n)} ago`,
    invite: 'Invite',
    open: 'See client',
    notices: 'Notices of this client',
    disconnect: 'Disconnect',
  },

  edit: {
    button: 'Edit',
    contactButton: 'Contact and analyst',
    title: 'Edit client',
    contactTitle: 'Contact and analyst',
    submit: 'Save',
    saved: 'Saved.',
    same: 'Nothing changed.',
    notADocument: 'Invalid CNPJ or CPF: check the digits.',
    taken: (name: string) => `This CNPJ or CPF already belongs to ${name}.`,
    takenDeleted: 'This CNPJ or CPF belongs to a client deleted a moment ago. Undo that, or try again in 1 hour.',
    changed: (who: string) =>
      `${who || 'Somebody'} changed this client while you were editing. Nothing was saved; open it again to see the current data.`,
    again: 'Open again',
    notARevenue: 'Write the revenue in reais, for example 360,000.',
    connected:
      'This client is connected: name, document, e-mail and phone come from their Conta Azul account, and only they can change them there. You change the firm’s own data in Contact and analyst.',
    pending:
      'There is an open invitation or request with this client. Answer or cancel it in /conexoes before editing.',
  },

  address: {
    button: 'Enter an e-mail',
    title: 'The client’s e-mail',
    saved: (name: string, email: string) => `Saved: the e-mail of ${name} is ${email}.`,
    there: (email: string) =>
      email
        ? `This client has an e-mail already: ${email}. Nothing was changed.`
        : 'Somebody has just changed this client. Nothing was saved.',
  },

  remove: {
    button: 'Delete',
    undoable: 'For 1 hour, Undo brings everything back: plan and history, analyst, invitations and notes.',
    done: 'deleted from the portfolio',
    undo: 'Undo',
    connected: 'This client is connected. Disconnect before deleting.',
    invited:
      'There is an open invitation or request with this client. Answer or cancel it in /conexoes before deleting.',
    already: (who: string) => `${who || 'Somebody'} has already deleted this client.`,
    undone: (name: string) => `${name} is back in the portfolio.`,
    undoneBefore: (who: string) => `${who || 'Somebody'} has already undone that.`,
    late: 'The hour is over: the deletion can no longer be undone. You can import or invite the client again.',
  },
} satisfies typeof ptBR;
