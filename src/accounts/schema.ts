import type { Day } from '../kit/days.ts';

/**
 * What a feature may ask of a client's own account in the ERP. Nothing here says how it is asked for: pages, windows, envelopes, limits
 * and tokens are the affair of whoever implements it. Money is integer cents; days are YYYY-MM-DD; instants are Date. An amount or a day
 * that the account does not say is unknown, which is not zero: undefined.
 */

/** Why an account did not answer with what was asked. */
export type AccountProblem =
  /** Nothing is configured: no client's account can be asked at all. */
  | 'off'
  /** This client never authorised, or the authorisation was undone here. */
  | 'not_authorized'
  /** The company, its support or the app took the authorisation back. */
  | 'revoked'
  /** The authorisation ran out, or its token is no longer taken: the client has to authorise again; they did not take it back. */
  | 'expired'
  /** The plan does not admit the API: unpaid, or a status we do not know (`status` has it as given). */
  | 'blocked'
  | 'trial_ended'
  | 'rate_limited'
  /** Slow, cut off or broken: it may be better another time. */
  | 'unavailable'
  /** An answer, but of no shape we know: asking again brings the same. */
  | 'not_understood'
  | 'not_found'
  /** What was asked is wrong: a bug of ours, or a file it does not take. */
  | 'bad_request';

/** The one error of an account. Its message is the code alone: nothing of a client gets into a log by it. */
export class AccountError extends Error {
  readonly code: AccountProblem;
  /** The plan's status word for `blocked` and `trial_ended`, as given. */
  readonly status: string;
  /** For `rate_limited` and `unavailable`: how long to wait, in milliseconds, when it was said. */
  readonly retryAfter: number | undefined;
  /** What the other side said in its own words; may name a client's things, so never log it. */
  readonly said: string;
  constructor(code: AccountProblem, more: { status?: string; retryAfter?: number; said?: string } = {}) {
    super(code);
    this.name = 'AccountError';
    this.code = code;
    this.status = more.status ?? '';
    this.retryAfter = more.retryAfter;
    this.said = more.said ?? '';
  }
}

/** Every call may be called off: it then throws the signal's reason, and never an AccountError. */
export interface CallOptions {
  signal?: AbortSignal;
}

/** A list's next page is fetched only when it is asked for. `after`: the cursor of the last page that is already had. */
export interface ListOptions extends CallOptions {
  after?: string;
}

export interface Page<T> {
  items: readonly T[];
  /** How many more stood on it that could not be understood. */
  unread: number;
  /** To go on behind this page another time; the same question must be asked with it. */
  cursor: string;
}
export type PageStream<T> = AsyncIterable<Page<T>>;

/** Both days belong to it. Any length: what the other side limits is split. */
export interface Period {
  from: Day;
  to: Day;
}

/** Entries are asked for by when they fall due, and both ends have to be named: all there are. What fits is narrowed by the rest. */
export const everDue: Period = { from: '2000-01-01', to: '2099-12-31' };

/** The company that the authorisation is for. `id` is its key there; `document` is unmasked and may have letters. */
export interface Company {
  id: string;
  name: string;
  tradeName: string;
  document: string;
  email: string;
}

export interface MoneyAccount {
  id: string;
  name: string;
  /** CONTA_CORRENTE, CAIXINHA, CARTAO_CREDITO, COBRANCAS_CONTA_AZUL…; an open list. */
  kind: string;
  bank: string;
  branch: string;
  number: string;
  active: boolean;
  isDefault: boolean;
}

export interface Named {
  id: string;
  name: string;
}

export const entryStates = [
  'open',
  'overdue',
  'paid',
  'partial',
  'lost',
  'renegotiated',
  'cancelled',
  'unknown',
] as const;
export type EntryState = (typeof entryStates)[number];

/** One instalment to receive or to pay. */
export interface Entry {
  id: string;
  description: string;
  dueOn: Day | undefined;
  /** The month it belongs to is that of this day; `dueOn` when it is not said. */
  accrualOn: Day | undefined;
  state: EntryState;
  /** The state in the account's own word. */
  stateLabel: string;
  total: number | undefined;
  paid: number | undefined;
  unpaid: number | undefined;
  /** Who pays, or is paid. */
  party?: Named;
  categories: readonly Named[];
  costCentres: readonly Named[];
}

/** Entries by when they fall due; narrowed further by when they were paid or what month they belong to. */
export interface EntryQuery {
  due: Period;
  paid?: Period;
  accrual?: Period;
  /** Only these; `cancelled` and `unknown` cannot be asked for. */
  states?: readonly EntryState[];
}

/** A payment of an instalment, or of a part of it. */
export interface Settlement {
  id: string;
  entryId: string;
  paidOn: Day | undefined;
  gross: number | undefined;
  interest: number | undefined;
  fine: number | undefined;
  discount: number | undefined;
  fee: number | undefined;
  /** What moved. */
  net: number | undefined;
  /** PIX_PAGAMENTO_INSTANTANEO, BOLETO_BANCARIO…; an open list. */
  method: string;
  moneyAccountId: string;
  note: string;
}

export interface Attachment {
  id: string;
  name: string;
  kind: string;
}

/** An instalment in full: what was paid of it, and whether there is paper to it. The papers themselves cannot be had. */
export interface Installment {
  id: string;
  eventId: string;
  description: string;
  dueOn: Day | undefined;
  state: EntryState;
  paid: number | undefined;
  unpaid: number | undefined;
  method: string;
  note: string;
  /** Undefined when nothing is said of them, which is not none. */
  settlements: readonly Settlement[] | undefined;
  attachments: readonly Attachment[] | undefined;
}

export const invoiceStates = ['issued', 'corrected', 'cancelled', 'failed', 'pending', 'unknown'] as const;
export type InvoiceState = (typeof invoiceStates)[number];

/** NF-e. */
export interface GoodsInvoice {
  /** The access key, 44 characters. */
  key: string;
  number: string;
  issuedOn: Day | undefined;
  recipient: string;
  state: InvoiceState;
  stateLabel: string;
}

/** The file of an NF-e as it comes: the XML, or a ZIP of the XML and its events when it was corrected. */
export interface InvoiceFile {
  kind: 'xml' | 'zip';
  bytes: Uint8Array;
}

/** NFS-e. Its XML cannot be had. */
export interface ServiceInvoice {
  id: string;
  number: string;
  rps: string;
  accrualOn: Day | undefined;
  total: number | undefined;
  customer: string;
  customerDocument: string;
  city: string;
  state: InvoiceState;
  stateLabel: string;
}

export interface Category extends Named {
  kind: 'income' | 'expense' | 'unknown';
  parentId: string;
  /** The line of the income statement it counts in; empty when none. */
  statementLine: string;
}

export interface CostCentre extends Named {
  code: string;
  active: boolean;
}

export const captureStates = ['working', 'waiting', 'done', 'refused', 'failed', 'unknown'] as const;
export type CaptureState = (typeof captureStates)[number];

/** A document that was passed on: what became of it there. */
export interface Captured {
  id: string;
  state: CaptureState;
  stateLabel: string;
}

/** One client's account, open. Every function throws AccountError, or the signal's reason when it was called off. */
export interface Books {
  company(asking?: CallOptions): Promise<Company>;
  moneyAccounts(listing?: ListOptions): PageStream<MoneyAccount>;
  /** Cents, now; undefined when the answer does not say. */
  balance(moneyAccountId: string, asking?: CallOptions): Promise<number | undefined>;
  receivables(query: EntryQuery, listing?: ListOptions): PageStream<Entry>;
  payables(query: EntryQuery, listing?: ListOptions): PageStream<Entry>;
  installment(entryId: string, asking?: CallOptions): Promise<Installment>;
  settlements(entryId: string, asking?: CallOptions): Promise<readonly Settlement[]>;
  /** By day of issue. */
  goodsInvoices(period: Period, listing?: ListOptions): PageStream<GoodsInvoice>;
  goodsInvoiceFile(key: string, asking?: CallOptions): Promise<InvoiceFile>;
  /** By day of accrual. */
  serviceInvoices(period: Period, listing?: ListOptions): PageStream<ServiceInvoice>;
  categories(listing?: ListOptions): PageStream<Category>;
  costCentres(listing?: ListOptions): PageStream<CostCentre>;
  /** Passes a document on: PDF, JPEG, PNG or BMP of at most 10 MB. Throws `bad_request` for other types. */
  capture(file: { name: string; type: string; bytes: Uint8Array; note?: string }, asking?: CallOptions): Promise<Named>;
  captured(ids: readonly string[], asking?: CallOptions): Promise<readonly Captured[]>;
}

/** What an authorisation is good for. A client of a firm that never authorised, or was disconnected, has none. */
export const grantStates = ['active', 'revoked', 'expired', 'blocked'] as const;
export type GrantState = (typeof grantStates)[number];
