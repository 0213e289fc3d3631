import type { Words } from '../../../kit/words.ts';
import { situationLabel } from '../../../terms/client.ts';
import { maskDocument } from '../../../terms/document.ts';
import type { CellNote, SetAside } from '../cell-notes.ts';
import type { LineRefusal } from '../line.ts';
import { correctedOf, type ImportReport, type Left, leftOutOf } from '../report.ts';
import { lineText } from './facts.ts';

/** How a column is called: by its title, else by where it stands. */
export const titleOf = ({ importing: say }: Words, { header, place }: ImportReport['titles'][number]): string =>
  header || say.untitled(place);

/** What a title was taken for, in words. */
export function takenFor(
  { importing: say }: Words,
  report: ImportReport,
  { header, column }: ImportReport['titles'][number],
): string {
  if (!column) {
    const other = report.mismatched.find((each) => each.header === header);
    return other ? say.holdsOther(say.columns[other.column]) : say.notUsed;
  }
  const order = report.dates[column];
  const field = report.byValue.includes(column) ? say.byValue(say.columns[column]) : say.columns[column];
  return order ? `${field} (${say.dates[order]})` : field;
}

export const refusalHeader = ({ importing: say }: Words) => [say.line, say.column, say.reason, say.value];
export const refusalCells = (
  w: Words,
  report: ImportReport,
  { line, column, reason, value, other }: LineRefusal,
): string[] => [
  lineText(w, report, line),
  column ? w.importing.columns[column] : '',
  other === undefined ? w.importing.reasons[reason] : w.importing.duplicateOf(lineText(w, report, other)),
  value,
];

export const leftHeader = ({ importing: say }: Words) => [say.columns.name, say.columns.document, say.columns.email];
export const leftCells = ({ name, document, email }: Left['clients'][number]): string[] => [
  name,
  document ? maskDocument(document) : '',
  email,
];

export const asideHeader = ({ importing: say }: Words) => [say.line, say.reason, say.value];
export const asideCells = (w: Words, report: ImportReport, { line, aside, value }: SetAside): string[] => [
  lineText(w, report, line),
  w.importing.asideKinds[aside],
  value,
];

export const toldHeader = ({ importing: say }: Words) => [say.line, say.column, say.reason, say.value, say.became];
export const toldCells = (
  w: Words,
  report: ImportReport,
  { line, column, kind, value, became }: CellNote,
): string[] => [
  lineText(w, report, line),
  w.importing.columns[column],
  w.importing.kinds[kind],
  column === 'situation' ? situationLabel(w, value) : value,
  (column === 'situation' ? situationLabel(w, became) : became) || w.importing.nothingLeft,
];
/** What was left out first: it is what somebody may miss. */
export const toldOf = (report: ImportReport): CellNote[] => [...leftOutOf(report), ...correctedOf(report)];
