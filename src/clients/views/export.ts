import type { Day } from '../../kit/days.ts';
import type { Words } from '../../kit/words.ts';
import { fields, fileColumns } from '../fields.ts';
import type { Full } from '../reads/export.ts';

/** The columns of a file are the import's: what is taken out can be put back. */
export const exportHeader = (w: Words): string[] => fileColumns.map((column) => w.importing.columns[column]);

/** A client as a line of a file; `day` is how the file writes days. */
export const exportRow = (w: Words, client: Full, day: (day: Day) => string): string[] =>
  fileColumns.map((column) => fields[column].file.cell(w, client, day));
