import type { Words } from '../kit/words.ts';

/** What stands in a column. Days come as YYYY-MM-DD, money as integer cents, counts as whole numbers; `mixed` is text, or days. */
export type ColumnKind = 'text' | 'day' | 'money' | 'count' | 'mixed';
export type Value = string | number | undefined;

export interface Column<Row> {
  label(w: Words): string;
  kind: ColumnKind;
  of(row: Row, w: Words): Value;
}

/** A list as an accountant opens it: the same columns in CSV and in a workbook. */
export type Columns<Row> = readonly Column<Row>[];

export const headerOf = <Row>(columns: Columns<Row>, w: Words): string[] => columns.map((column) => column.label(w));
export const valuesOf = <Row>(columns: Columns<Row>, row: Row, w: Words): Value[] =>
  columns.map((column) => column.of(row, w));
