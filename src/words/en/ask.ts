import { en as format } from '../format.ts';
import type { ask as ptBR } from '../pt-BR/ask.ts';

const clients = (n: number) => format.count(n, 'client', 'clients', 'No client');
const words = (all: readonly string[]) => format.list(all.map((each) => `“${each}”`));

export const ask = {
  found: clients,
  everybody: (n: number) => (n === 1 ? 'The only client of the portfolio' : `All ${format.number(n)} clients`),
  command: 'The same as a command: ',
  left: (all: readonly string[]) => `I did not understand ${words(all)}.`,
  notKept: (all: readonly string[]) =>
    `I do not keep that about clients: ${words(all)}. I can look by name, status, plan, expiry, export, analyst and payer.`,
  vague: (all: readonly string[]) => `${words(all)} can mean many things. Say by what: expiry, plan, status, export…`,
  date: 'It was not said what happens on that day, or on which day.',
  nothing: 'That is not mine to answer: I know about the firm’s portfolio.',
  perhaps: 'Did you mean:',
  reading: (n: number, what: string) => `${clients(n)} · ${what}`,
  everything: 'all',
  named: (typed: string) => `Name with “${typed}”`,
  several: (first: string) => `More than one person of the team is called ${first}. Whose?`,
  nobodyKnown: 'I do not know which client you mean. Say the name.',
  open: 'Open the record',
  missing: 'not on record',
  noPlan: 'no plan contracted',
  free: (n: number, plan: string) =>
    `${format.count(n, 'free license', 'free licenses', 'No free license')}${plan ? ` of ${plan}` : ''}`,
  used: (n: number, plan: string) =>
    `${format.count(n, 'license in use', 'licenses in use', 'No license in use')}${plan ? ` of ${plan}` : ''}`,
  documents: (n: number, name: string, month: string) =>
    `${name} sent ${format.count(n, 'document', 'documents', 'no document')} in ${month}.`,
  flow: (month: string, income: string, expense: string) => `In ${month}: income of ${income}, expenses of ${expense}.`,
  noFlow: (month: string) =>
    `I have no numbers for ${month}: I keep those of the last six months that Conta Azul told me.`,
  waiting: 'What waits for you',
  waits: {
    requests: 'Connection requests',
    overdue: 'Overdue plans',
    soon: 'Expire within 7 days',
    export: 'Not exported this month',
  },
  acts: {
    invite: 'Invite',
    'resend-invite': 'Send the invitation again',
    'accept-request': 'Accept the request',
    'decline-request': 'Decline the request',
    disconnect: 'Disconnect',
    contract: 'Assign a plan',
    renew: 'Renew the license',
    'cancel-licence': 'Cancel the license',
    'auto-renew': 'Auto-renewal',
    'register-purchase': 'Register a purchase of licenses',
    documents: 'Documents',
    'ask-documents': 'Ask for documents',
    remind: 'Remind of the renewal',
    assign: 'Change the analyst',
    edit: 'Edit the record',
    delete: 'Delete from the portfolio',
    export: 'Export',
    share: 'Share',
    import: 'Import a spreadsheet',
    digest: 'New digest',
    'add-member': 'Add somebody to the team',
  },
  act: (what: string, name: string) => (name ? `${what}: ${name}` : what),
  notYet: 'Nothing was done yet: check, and click the button.',
  notNow: 'This cannot be done with this client now. The record shows what can.',
  month: (month: string) => `Month: ${month}`,
  filled: (label: string, value: string) => `${label}: ${value}`,
  hello: 'Hello! Ask about the portfolio in your own words, with or without a slash.',
  examples: [
    'who expires this week?',
    'connected without auto-renewal',
    'the 5 that expire first',
    'how many clients have no plan?',
    'free licenses',
    'export the overdue clients',
  ],
  prompts: {
    requests: (n: number) => ({
      title: format.count(n, 'connection request waiting', 'connection requests waiting'),
      asks: 'Which connection requests are waiting?',
    }),
    overdue: (n: number) => ({ title: format.count(n, 'overdue plan', 'overdue plans'), asks: 'Who is overdue?' }),
    soon: (n: number) => ({
      title: `${clients(n)} with a plan that ends in 7 days`,
      asks: 'Who expires in the next 7 days?',
    }),
    unexported: (n: number) => ({
      title: `${clients(n)} not exported this month`,
      asks: 'Which connected clients were not exported this month?',
    }),
    free: (n: number) => ({
      title: format.count(n, 'free license', 'free licenses'),
      asks: 'How many licenses are free?',
    }),
    portfolio: { title: 'How the portfolio stands', asks: 'How is my portfolio?' },
    can: { title: 'What I can ask', asks: 'What can you do?' },
  },
  try: 'For example:',
  help: 'See every command',
  gone: 'This question is over. Ask again.',
} satisfies typeof ptBR;
