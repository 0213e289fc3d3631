import { type PlainColumn, plainParts } from '../../clients/fields.ts';
import type { Day } from '../../kit/days.ts';
import type { ColumnName } from '../schema.ts';
import type { SetAside } from './cell-notes.ts';

/** A line that was understood. What the file does not say is undefined, and changes nothing. */
export interface ImportRow {
  line: number;
  name: string;
  document?: string;
  email?: string;
  tradeName?: string;
  phone?: string;
  contactName?: string;
  notes?: string;
  situation?: string;
  plan?: string;
  payer?: 'client' | 'firm';
  expiresOn?: Day;
  autoRenew?: boolean;
  /** The package its licence is of, by name. */
  lot?: string;
  lastExportOn?: Day;
  charges?: 'active' | 'inactive' | 'never_used';
  /** As the file says it: an e-mail, lower case, or a name. */
  analyst?: string;
  /** Whole reais a year. */
  revenue?: number;
  /** A CAEPF, CEI or CNO, which is kept among the notes. */
  registration?: string;
  /** What is read as the table of a client's fields says, by its column. */
  plain?: Partial<Record<string, string>>;
}

export const reasons = [
  'name',
  'document',
  'email',
  'date',
  'choice',
  'duplicate',
  'fields',
  'long',
  'quote',
  'encoding',
  'ambiguous',
  'amount',
  'scientific',
] as const;
export type Reason = (typeof reasons)[number];

/** What a person may have a line taken without. */
export const droppable: readonly Reason[] = ['document', 'email', 'date', 'choice', 'amount', 'scientific', 'long'];

/** A line that was not taken: where it stands, which column, why, and what stood there. */
export interface LineRefusal {
  line: number;
  column?: ColumnName;
  reason: Reason;
  value: string;
  /** Of a duplicate: the line that has it already. */
  other?: number;
}

export const isRefusal = (row: ImportRow | LineRefusal | SetAside): row is LineRefusal => 'reason' in row;
export const isAside = (row: ImportRow | LineRefusal | SetAside): row is SetAside => 'aside' in row;

/** The longest each column may be. */
export const longest: Readonly<Record<ColumnName, number>> = {
  ...(Object.fromEntries(Object.entries(plainParts).map(([column, { max }]) => [column, max])) as Record<
    PlainColumn,
    number
  >),
  name: 200,
  tradeName: 200,
  document: 100,
  email: 320,
  phone: 60,
  contactName: 150,
  situation: 60,
  plan: 80,
  payer: 100,
  expiresOn: 100,
  autoRenew: 100,
  lot: 60,
  lastExportOn: 100,
  charges: 100,
  analyst: 254,
  revenue: 60,
  notes: 2000,
};
