import type { AccountProblem, Entry, Installment } from '../accounts/schema.ts';
import type { Files } from '../data/files/door.ts';
import type { Day } from '../kit/days.ts';

/** The lists of a client's month, in the order of the summary. */
export const listKinds = [
  'receivables',
  'payables',
  'settlements',
  'goods',
  'services',
  'receipts',
  'categories',
  'costCentres',
] as const;
export type ListKind = (typeof listKinds)[number];

/** What is asked of an account, in this order; each can be had or not without the others. */
export const steps = [
  'categories',
  'costCentres',
  'accounts',
  'receivables',
  'payables',
  'settlements',
  'goods',
  'services',
  'xml',
] as const;
export type FetchStep = (typeof steps)[number];

/** A payment within the month, with what it pays. */
export interface Paid {
  side: 'in' | 'out';
  entry: Pick<Entry, 'id' | 'description' | 'dueOn' | 'party' | 'categories'>;
  installment: Pick<Installment, 'settlements' | 'attachments'>;
}

/** Something that was paid, and of which no paper is there. */
export interface Receipt {
  id: string;
  description: string;
  party: string;
  paidOn: Day | undefined;
  cents: number | undefined;
}

/** Something that could not be had, and why: a step; `what` names one document of it; `count`, so many items of its list. */
export interface Lack {
  step: FetchStep;
  what?: string;
  count?: number;
  why: AccountProblem;
}

/** How a job stands; how one client's month within it stands. */
export const jobStates = ['running', 'done'] as const;
export type JobState = (typeof jobStates)[number];
export const itemStates = ['waiting', 'working', 'ready', 'failed'] as const;
export type ItemState = (typeof itemStates)[number];

/** How a document that a client sent stands. */
export const receivedStates = ['waiting', 'passed', 'kept', 'refused'] as const;
export type ReceivedState = (typeof receivedStates)[number];

/** What can be put into a message on every platform; a longer ZIP is had by a link. */
export const mostPosted = 8 * 1024 * 1024;
/** How long ZIPs are kept and their links work, in days. */
export const keptDays = 7;
/** How long a client's link to send documents works, in days. */
export const askDays = 14;
/** The longest document a client may send. */
export const mostReceived = 10 * 1024 * 1024;

/** So few clients get their ZIPs one message each; of more there is one page with all of them. */
export const mostMessages = 3;

/** What a ZIP holds, as it is kept with its item. */
export interface Detail {
  /** Lines of each list, and how many NF-e came as XML. */
  counts: Partial<Record<ListKind | 'xml', number>>;
  lacks: readonly Lack[];
}

declare module '../kit/ctx.ts' {
  interface Ctx {
    /** Where files of clients are kept; nothing in a process that keeps none. */
    files?: Files;
  }
}
