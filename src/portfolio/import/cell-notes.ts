import { cut } from '../../kit/text.ts';
import type { ColumnName } from '../schema.ts';

/** What was read otherwise than it is written, and comes in so. */
export const corrections = ['document', 'email', 'letters', 'registration', 'nothing'] as const;
/** What a cell says and does not come in. */
export const omissions = [
  'others',
  'lost',
  'formula',
  'scientific',
  'companyState',
  'unknownState',
  'connectionKept',
  'asked',
] as const;
export type Correction = (typeof corrections)[number];
export type Omission = (typeof omissions)[number];
export type NoteKind = Correction | Omission;

/** Something to tell of a cell that did not cost its line. */
export interface CellNote {
  line: number;
  column: ColumnName;
  kind: NoteKind;
  value: string;
  /** What it was read as; '' where nothing comes in. */
  became: string;
  /** Whose it is, where that is said by name. */
  name?: string;
}

/** A line that is no client: why it was set aside, and what stands in it. */
export const asides = ['nameOnly', 'total', 'printed', 'group', 'header'] as const;
export type Aside = (typeof asides)[number];
export interface SetAside {
  line: number;
  aside: Aside;
  value: string;
}

/** A copy: a string cut out of the file would keep the file's text in memory for as long as it is remembered. */
export const own = (value: string): string => Buffer.from(value).toString();

/** What is kept of a cell that is told. */
export const excerpt = (value: string): string => own(cut(value.slice(0, 300).replace(/\s+/g, ' ').trim(), 60));
