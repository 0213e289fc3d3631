import type { Day } from '../../kit/days.ts';
import { cut, fold } from '../../kit/text.ts';
import { readRevenue } from '../../licenses/schema/money.ts';
import {
  cleanCell,
  cleanNotes,
  readCharges,
  readDocumentCell,
  readEmail,
  readFileDay,
  readPayer,
  readSituation,
  readYesNo,
  saysNever,
  saysNoPlan,
} from './cells.ts';
import type { ColumnName, Columns } from './headers.ts';
import type { RawRecord } from './records.ts';

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
] as const;
export type Reason = (typeof reasons)[number];

/** A line that was not taken: where it stands, which column, why, and what stood there. */
export interface Refusal {
  line: number;
  column?: ColumnName;
  reason: Reason;
  value: string;
  /** Of a duplicate: the line that has it already. */
  other?: number;
}

export const isRefusal = (row: ImportRow | Refusal): row is Refusal => 'reason' in row;

/** The longest each column may be. */
const longest: Readonly<Record<ColumnName, number>> = {
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

/** A copy: a string cut out of the file would keep the file's text in memory for as long as it is remembered. */
export const own = (value: string): string => Buffer.from(value).toString();

/** What is kept of a refused cell. */
export const excerpt = (value: string): string => own(cut(value.slice(0, 300).replace(/\s+/g, ' ').trim(), 60));

const blank = (cells: readonly string[]) => cells.every((cell) => cell.trim() === '');

/** Makes the reader of a file's lines. It gives an ImportRow, a Refusal, or nothing for a line that is empty. */
export function createRowReader({ at, width }: Columns, { exact }: { exact: boolean }) {
  const others = [...at].filter(([column]) => column !== 'name').map(([column, places]) => ({ column, places, max: longest[column] }));
  const named = at.get('name') ?? [];

  const pick = (cells: readonly string[], places: readonly number[], clean = cleanCell): string => {
    for (const index of places) {
      const value = clean(cells[index] ?? '');
      if (value !== '') return value;
    }
    return '';
  };

  /** Takes one cell into the row, or says why not. */
  const take = (row: ImportRow, column: ColumnName, value: string): Reason | undefined => {
    switch (column) {
      case 'document':
        row.document = readDocumentCell(value);
        return row.document === undefined ? 'document' : undefined;
      case 'email':
        row.email = readEmail(value);
        return row.email === undefined ? 'email' : undefined;
      case 'expiresOn':
        row.expiresOn = readFileDay(value);
        return row.expiresOn === undefined ? 'date' : undefined;
      case 'lastExportOn':
        row.lastExportOn = readFileDay(value);
        return row.lastExportOn === undefined && !saysNever(value) ? 'date' : undefined;
      case 'payer': {
        const payer = readPayer(value);
        if (payer) row.payer = payer;
        return payer === undefined ? 'choice' : undefined;
      }
      case 'charges':
        row.charges = readCharges(value);
        return row.charges === undefined ? 'choice' : undefined;
      case 'autoRenew':
        row.autoRenew = readYesNo(value);
        return row.autoRenew === undefined ? 'choice' : undefined;
      case 'analyst':
        row.analyst = value.includes('@') ? readEmail(value) : value;
        return row.analyst === undefined ? 'email' : undefined;
      case 'revenue': {
        const revenue = readRevenue(value);
        if (revenue !== undefined) row.revenue = Number(revenue);
        return revenue === undefined ? 'amount' : undefined;
      }
      case 'plan':
        if (!saysNoPlan(value)) row.plan = value;
        return undefined;
      case 'situation':
        row.situation = readSituation(value);
        return undefined;
      default:
        row[column] = value;
        return undefined;
    }
  };

  return (record: RawRecord): ImportRow | Refusal | undefined => {
    const { line, cells } = record;
    const refuse = (reason: Reason, value: string, column?: ColumnName): Refusal => ({ line, column, reason, value: excerpt(value) });
    if (record.flaw) return refuse(record.flaw, cells.find((cell) => cell.trim()) ?? '');
    if (exact && cells.length !== width) {
      if (blank(cells)) return undefined;
      if (cells.length < width || !blank(cells.slice(width))) return refuse('fields', cells.join(' · ').slice(0, 200));
    }
    const row: ImportRow = {
      line,
      name: pick(cells, named),
      document: undefined,
      email: undefined,
      tradeName: undefined,
      phone: undefined,
      contactName: undefined,
      notes: undefined,
      situation: undefined,
      plan: undefined,
      payer: undefined,
      expiresOn: undefined,
      autoRenew: undefined,
      lot: undefined,
      lastExportOn: undefined,
      charges: undefined,
      analyst: undefined,
      revenue: undefined,
    };
    if (row.name === '' && blank(cells)) return undefined;
    if (row.name === '' || (!/[a-z]/i.test(row.name) && fold(row.name) === ''))
      return refuse('name', cells.find((cell) => cleanCell(cell)) ?? '', 'name');
    if (row.name.length > longest.name) return refuse('long', row.name, 'name');
    for (const { column, places, max } of others) {
      const value = pick(cells, places, column === 'notes' ? cleanNotes : cleanCell);
      if (value === '') continue;
      const reason = value.length > max ? 'long' : take(row, column, value);
      if (reason) return refuse(reason, value, column);
    }
    return row;
  };
}
