import type { FieldWords } from '../../kit/words.ts';
import { en as f } from '../format.ts';
import type { licenses as ptBR } from '../pt-BR/licenses.ts';
import { instant } from './moment.ts';
import { purchases } from './purchases.ts';

const clients = (n: number) => f.count(n, 'client', 'clients', 'no client');
const days = (n: number) => f.count(n, 'day', 'days');
const kind = {
  trial: 'On trial',
  active: 'Activated',
  renewed: 'Renewed',
  expired: 'Expired',
  blocked: 'Blocked',
  unblocked: 'Unblocked',
  cancelled: 'Canceled',
  transferred: 'Transferred',
  payer: 'Payer changed',
  payer_next: 'Payer change scheduled',
  payer_kept: 'Payer change canceled',
  registered: 'Registered',
  terms: 'Terms changed',
  renewal_on: 'Auto-renewal turned on',
  renewal_off: 'Auto-renewal turned off',
};

const state = {
  none: 'No license',
  trial: 'On trial',
  active: 'Active',
  expiring: 'Expiring',
  expired: 'Expired',
  blocked: 'Blocked',
  cancelled: 'Canceled',
  transferred: 'Transferred',
};
/** The state of the license within a sentence. */
const standing = (said: string): string =>
  said === state.none ? 'the client has no license' : `the license is ${said.toLowerCase()}`;

export const licenses = {
  ...purchases,
  // Proper names, the same in every language
  plan: {
    essential_1: 'Essencial I',
    essential_2: 'Essencial II',
    control_1: 'Controle I',
    control_2: 'Controle II',
    advanced_1: 'Avançado I',
    advanced_2: 'Avançado II',
    performance_1: 'Performance I',
    performance_2: 'Performance II',
    performance_3: 'Performance III',
  },
  fit: 'Plan suggested by revenue',
  state,
  kind,
  payer: { client: 'Client', firm: 'Firm' },
  recurrence: { monthly: 'Monthly', quarterly: 'Quarterly', yearly: 'Yearly' },
  source: { import: 'import', chat: 'chat', system: 'automatic' } as Readonly<Record<string, string>>,
  deed: {
    contract: 'assign a plan',
    register: 'register the client’s plan',
    renew: 'renew',
    payer: 'change who pays',
    renewal: 'change auto-renewal',
    block: 'block',
    unblock: 'unblock',
    cancel: 'cancel',
    transfer: 'transfer',
    move: 'move',
  },
  field: {
    plan: { typed: 'plan', label: 'Plan', formerValues: [['whichever fits the revenue', 'fit']] } as FieldWords,
    payer: {
      typed: 'payer',
      label: 'Who pays',
      hint: 'The client starts with a 3-day trial; the firm uses a package license',
      formerValues: [
        ['the client', 'client'],
        ['the firm', 'firm'],
      ],
    } as FieldWords,
    recurrence: {
      typed: 'recurrence',
      label: 'Billing cycle',
      hint: 'For a package license, the package’s applies',
    } as FieldWords,
    bought: { typed: 'recurrence', label: 'Billing cycle' } as FieldWords,
    startsOn: { typed: 'start', label: 'Start', hint: 'For example: today or 2026-12-01' } as FieldWords,
    autoRenew: {
      typed: 'renewal',
      label: 'Auto-renewal',
      hint: 'For a package license, the package’s applies',
    } as FieldWords,
    lotRenews: { typed: 'renewal', label: 'Auto-renewal' } as FieldWords,
    quantity: { typed: 'quantity', label: 'Quantity', hint: 'How many licenses were purchased' } as FieldWords,
    purchasedOn: { typed: 'purchased', label: 'Purchase date', hint: 'For example: today or 2026-12-01' } as FieldWords,
    price: { typed: 'price', label: 'Total price per period', hint: 'For example: 1,234.56' } as FieldWords,
    name: { typed: 'name', label: 'Package name' } as FieldWords,
    renewsOn: { typed: 'renews', label: 'Renewal date', hint: 'The package’s licenses follow' } as FieldWords,
    expiresOn: {
      typed: 'expiry',
      label: 'Expiry',
      hint: 'The last day paid for; for example: 2026-12-01',
    } as FieldWords,
    notes: { typed: 'notes', label: 'Notes' } as FieldWords,
    client: {
      typed: 'client',
      label: 'Client',
      hint: 'Name, CNPJ, CPF or e-mail of a client without a license',
    } as FieldWords,
  },
  /** A day as it is written into a field. */
  typedDay: (day: string) => day,
  notNumber: (max: number) => `Write a whole number from 1 to ${f.number(max)}.`,
  notMoney: 'Write an amount in reais, for example 1,234.56.',
  startTooFar: 'The start may be up to a year ago or up to 90 days ahead.',
  purchaseTooFar: 'The purchase date cannot be in the future.',
  expiryTooFar: 'The expiry may be up to a year ago or up to ten years ahead.',
  renewsInPast: 'The renewal date cannot be in the past.',

  contract: 'Assign a plan',
  contractSubmit: 'Assign',
  suggested: (plan: string, revenue: string) => `Plan suggested by revenue of ${revenue} a year: ${plan}.`,
  contracted: (plan: string) => `${plan} assigned.`,
  givenTo: (name: string) => `Package license assigned to ${name}.`,
  noneFree: (plan: string) =>
    `No ${plan} license available: all in the packages are in use, or there is no package for this plan. Register a purchase, free up a license in /licencas, or choose the client as payer.`,
  register: 'Register the client’s plan',
  registerTitle: 'The client’s plan',
  registerSubmit: 'Register',
  registered: (plan: string) => `${plan} registered, paid by the client.`,
  gate: {
    invited:
      'The invitation to this client is still waiting for an answer. Assign a plan after the answer, or cancel the invitation first.',
    requested: 'This client has asked to connect. Accept or decline the request before assigning a plan.',
    open: 'This client is not connected. Once connected, you can register the plan they pay for.',
  },
  notNow: (deed: string, state: string, last: string | undefined) =>
    `Cannot ${deed}: ${standing(state)}.${last ? ` ${last}` : ''} Nothing changed now.`,
  lastDeed: (last: { kind: string; who: string; at: Date }, timeZone: string) =>
    `Last change: ${(kind[last.kind as keyof typeof kind] ?? last.kind).toLowerCase()}${last.who ? ` by ${last.who}` : ''}, on ${instant(last.at, timeZone)}.`,
  byLot: 'This license belongs to one of the firm’s packages and renews with it. Change the renewal on the package.',
  noLot: 'Only a package license can be moved to another client. One paid by the client is theirs.',

  openCard: 'See license',
  openClient: 'Client’s record',
  fact: {
    state: 'License',
    plan: 'Plan',
    payer: 'Who pays',
    lot: 'Package',
    recurrence: 'Billing cycle',
    starts: 'Start',
    trial: 'Trial until',
    expires: 'Expiry',
    renewal: 'Auto-renewal',
    client: 'Client',
  },
  unknownDay: 'not given',
  trialNote: (day: string) =>
    `On trial until ${day}. After that the plan continues; if the client does not pay Conta Azul, block or cancel the license here.`,
  blockedNote: 'Blocked: the client cannot access Conta Azul until the payment is settled.',
  lotNote: (lot: string, day: string | undefined) =>
    day ? `Package “${lot}”, which renews on ${day}.` : `Package “${lot}”.`,
  startsLater: (day: string) => `Starts on ${day}.`,
  renewalNotice: (until: string) => `To cancel the renewal, Conta Azul asks for notice 15 days before: by ${until}.`,
  renewalLate: (until: string, left: number) =>
    `The deadline to cancel the renewal (15 days before) passed on ${until}. ${left > 0 ? `${days(left)} left: the` : 'The'} next renewal may still be charged; contact Conta Azul support.`,
  willEnd: (day: string) => `No auto-renewal: ends on ${day}.`,
  history: 'History',
  renew: 'Renew',
  toFirm: 'Firm starts paying',
  toClient: 'Client starts paying',
  keepFirm: 'Firm keeps paying',
  payerUntil: (day: string) => `Firm until ${day}; then client`,
  payerNextNote: (day: string, lot: boolean) =>
    `The client pays after ${day}${lot ? ': until then the package license stays in use, and then it becomes available' : ''}.`,
  renewalOn: 'Turn auto-renewal on',
  renewalOff: 'Turn auto-renewal off',
  move: 'Move to another client',
  block: 'Block',
  unblock: 'Unblock',
  cancel: 'Cancel license',
  transfer: 'Register transfer',

  ask: {
    block: (name: string) => `Block ${name}’s license? It is kept, and you can unblock it later.`,
    unblock: (name: string) => `Unblock ${name}’s license? It is valid again until it expires.`,
    cancel: (name: string, lot: string | undefined) =>
      `Cancel ${name}’s license? It ends now${lot ? ` and becomes available in the package “${lot}” for another client` : ''}.`,
    transfer: (name: string) =>
      `Was ${name}’s license transferred to another firm? Conta Azul requires a form signed by the company’s owner and by the firm that holds the license today, even when it is canceled or blocked. Ask your partnership manager, and register it here when it is done.`,
    toFirm: (name: string, plan: string) =>
      `Will the firm start paying for ${name}’s plan now, with an available license from a ${plan} package?`,
    toClient: (name: string, { day, lot }: { day: string | undefined; lot: string | undefined }) =>
      day
        ? `Will ${name} start paying for their own plan after ${day}? Until then the firm pays${lot ? `, and the license stays in use in the package “${lot}”; then it becomes available` : ''}.`
        : `Will ${name} start paying for their own plan now?${lot ? ` The license becomes available in the package “${lot}”.` : ''}`,
    keepFirm: (name: string) => `Will the firm keep paying for ${name}’s plan? The scheduled change is canceled.`,
    renewalOn: (name: string) => `Turn auto-renewal on for ${name}?`,
    renewalOff: (name: string) =>
      `Turn auto-renewal off for ${name}? The plan is valid until it expires and then ends.`,
  },
  payerNotice: (until: string) =>
    `Ask Conta Azul support for the change at least 15 days before the renewal: by ${until}.`,
  payerLate: (until: string, left: number) =>
    `Attention: the deadline, 15 days before the renewal, passed on ${until}${left > 0 ? ` (${days(left)} left)` : ''}. Conta Azul may only accept the change at the following renewal.`,
  yes: {
    block: 'Yes, block',
    unblock: 'Yes, unblock',
    cancel: 'Yes, cancel the license',
    transfer: 'Yes, it was transferred',
    payer: 'Yes, change',
    renewalOn: 'Yes, turn on',
    renewalOff: 'Yes, turn off',
  },
  no: 'Cancel',
  noCancel: 'Back',
  done: {
    block: 'License blocked.',
    unblock: 'License unblocked.',
    cancel: 'License canceled.',
    transfer: 'Transfer registered: the license has left your firm.',
    toFirm: 'The firm now pays.',
    payerNext: (day: string) => `The client starts paying after ${day}; until then nothing changes.`,
    keepFirm: 'The firm keeps paying.',
    toClient: 'The client now pays.',
    renewalOn: 'Auto-renewal turned on.',
    renewalOff: 'Auto-renewal turned off.',
    renew: (day: string) => `Renewed until ${day}.`,
    move: (from: string, to: string) => `${from}’s license is now ${to}’s.`,
  },
  renewTitle: 'Renew license',
  renewSubmit: 'Renew',
  moveTitle: 'Move license',
  moveSubmit: 'Move',
  noSuchClient: (typed: string) => `I found no client with “${typed}”.`,
  manyClients: (typed: string) => `“${typed}” matches more than one client. Write the CNPJ or the e-mail.`,

  historyCaption: (n: number) => f.count(n, 'entry', 'entries'),
  historyNone: 'No license history.',
  column: {
    when: 'When',
    what: 'Event',
    plan: 'Plan',
    payer: 'Who pays',
    expires: 'Expiry',
    who: 'Done by',
    client: 'Client',
    document: 'CNPJ/CPF',
    recurrence: 'Billing cycle',
    starts: 'Start',
    trialEnds: 'End of trial',
    renewal: 'Auto-renewal',
    lot: 'Package',
    state: 'License',
    source: 'Source',
  },
  byClock: 'automatic',
  byImport: (who: string) => (who ? `import, ${who}` : 'import'),
  movedTo: (name: string) => `Transferred to ${name}`,
  movedFrom: (name: string) => `Received from ${name}`,
  goneClient: 'a deleted client',
  older: 'Older',
  newest: 'Newest',
  download: 'Download history',
  historyFile: 'licenses',
  downloaded: (n: number, of: number) => `History of ${clients(of)}: ${f.count(n, 'entry', 'entries')}.`,
  nothingToDownload: 'There is no license history to download.',
} satisfies typeof ptBR;
