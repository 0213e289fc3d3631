import type { FieldName, FilterKey } from '../clients/fields.ts';
import type { Day } from '../kit/days.ts';
import { toldFields, type Upward } from './lexicon/table.ts';

/** What a list can be narrowed by, as /clientes calls it. */
export type Key = FilterKey;

/** Days, both ends counted; an end that is missing is open. */
export interface Range {
  from?: Day;
  to?: Day;
}

/**
 * What must hold of a client: a tree. A condition holds when any of its values does. Values are the filter's own; of days they are ranges
 * as text (`2026-12-01..2026-12-31`, either end open), `never`, or `none`; of people an id, `me` or `none`.
 */
export type Condition =
  | { key: Key; values: readonly string[] }
  | { all: readonly Condition[] }
  | { any: readonly Condition[] }
  | { not: Condition };

export type OrderKey = Upward;

/** Which clients, in which order, and how many of them. */
export interface Wanted {
  conditions: readonly Condition[];
  order?: OrderKey;
  down?: boolean;
  limit?: number;
}

/** What people ask by a name of its own, and the field of the table that it is; `card` is all of it. */
export const factFields = { contact: 'contactName', lastExport: 'lastExportOn' } as const satisfies Record<
  string,
  FieldName
>;
type Renamed = keyof typeof factFields;

/** What can be asked of one client: whatever its card tells. */
export type Fact = Renamed | Exclude<FieldName, (typeof factFields)[Renamed]> | 'card';
const renamed = new Map<FieldName, Renamed>(
  Object.entries(factFields).map(([fact, field]) => [field, fact as Renamed]),
);
export const factOfField = (name: FieldName): Fact => renamed.get(name) ?? (name as Exclude<Fact, 'card' | Renamed>);
export const facts: readonly [Fact, ...Fact[]] = ['card', ...toldFields.map(factOfField)];

export const numbers = [
  'finances',
  'documents',
  'licences-free',
  'licences-used',
  'pending-requests',
  'portfolio',
  'waiting',
] as const;
export type NumberOf = (typeof numbers)[number];

export const acts = [
  'invite',
  'resend-invite',
  'accept-request',
  'decline-request',
  'disconnect',
  'contract',
  'renew',
  'cancel-licence',
  'auto-renew',
  'register-purchase',
  'documents',
  'ask-documents',
  'remind',
  'assign',
  'edit',
  'delete',
  'export',
  'share',
  'import',
  'digest',
  'add-member',
] as const;
export type Act = (typeof acts)[number];

/** Words that may be a client's name, or a piece of one; `sure` when they stand where only a name can. */
export interface Name {
  text: string;
  sure: boolean;
}

interface Read {
  /** Words that say nothing to the grammar. They are never dropped: what is shown says them. */
  left: readonly string[];
}

export interface ListReading extends Read, Wanted {
  kind: 'list' | 'count';
  /** Not settled yet: what only the portfolio can tell to be names. Each stands in `conditions` as well, as a name. */
  names: readonly Name[];
}
export interface FactReading extends Read {
  kind: 'fact';
  field: Fact;
  /** As it was typed; empty for the client that was spoken of last. */
  client: string;
}
export interface NumberReading extends Read {
  kind: 'number';
  what: NumberOf;
  client?: string;
  /** YYYY-MM */
  month?: string;
  plan?: string;
  analyst?: string;
  by?: 'situation' | 'plan' | 'analyst';
  direction?: 'client_to_firm' | 'firm_to_client';
}
export interface ActReading extends Read {
  kind: 'act';
  opens: Act;
  client?: string;
  values: Readonly<Record<string, string>>;
  /** Of what is exported, shared or told: which clients. */
  wanted?: Wanted;
}
export interface HelpReading extends Read {
  kind: 'help';
  /** The command it is about. */
  about?: string;
}
/** Nothing of it is about the portfolio, or it is not for a chat to do. */
export interface OutsideReading extends Read {
  kind: 'outside';
}
/** Too doubtful to answer: `left` says which words, `why` what is known of the reason. */
export interface UnclearReading extends Read {
  kind: 'unclear';
  why?: 'not-kept' | 'vague' | 'words' | 'date' | 'both';
  /** What it may have meant. */
  perhaps?: readonly Reading[];
}

export type Reading =
  | ListReading
  | FactReading
  | NumberReading
  | ActReading
  | HelpReading
  | OutsideReading
  | UnclearReading;

/** Who and what can be spoken of besides the words of the language: it is the firm's own. */
export interface Vocabulary {
  /** By first name, small letters, no accents. */
  members: readonly { id: string; first: string; name: string }[];
  plans: readonly string[];
}

/** What was asked before in the same place, for what follows it. */
export interface Before {
  kind: 'list' | 'count' | 'client';
  wanted?: Wanted;
  client?: string;
  field?: Fact;
}
