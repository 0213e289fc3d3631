import { type FileColumn, fileColumns } from '../clients/fields.ts';

/** What a portfolio file can hold, in the order of an export: fields of clients. */
export const columnNames = fileColumns as [FileColumn, ...FileColumn[]];
export type ColumnName = FileColumn;
