import { cut } from '../../../kit/text.ts';
import type { Words } from '../../../kit/words.ts';
import type { ColumnName } from '../../schema.ts';
import { asides } from '../cell-notes.ts';
import { countsOf, type ImportReport, reasonsOf, whereIs } from '../report.ts';

/** What a report says, in words: every place that shows one says it with these. */
export interface Fact {
  label: string;
  value: string;
  bold?: boolean;
}

/** The line in its sheet, where more than one was read. */
export function lineText(w: Words, report: ImportReport, line: number): string {
  const place = whereIs(report, line);
  const number = w.format.number(place.line);
  return place.sheet === undefined ? number : w.importing.on(place.sheet, number);
}

const counted = (w: Words, parts: readonly { label: string; count: number }[]): string =>
  parts.map(({ label, count }) => `${label}: ${w.format.number(count)}`).join('; ');

function kindOfFile(w: Words, { format, delimiter = '', encoding }: ImportReport): string {
  const { importing: say } = w;
  if (format !== 'csv') return say.formats[format];
  const named = Object.hasOwn(say.delimiter, delimiter)
    ? say.delimiter[delimiter as keyof typeof say.delimiter]
    : delimiter && delimiter !== '\u0000'
      ? say.otherDelimiter(delimiter)
      : say.oneColumn;
  return say.csv(named, encoding ? say.encodings[encoding] : '');
}

function sheetFacts(w: Words, { sheets }: ImportReport): Fact[] {
  const { importing: say } = w;
  if (sheets.length < 2) return [];
  const left = sheets
    .filter((sheet) => !sheet.read)
    .map(({ name, reason }) => `${name} (${say.sheetReasons[reason ?? 'columns']})`);
  return [
    {
      label: say.sheetsRead,
      value: cut(w.format.list(sheets.filter((sheet) => sheet.read).map((sheet) => sheet.name)), 300),
    },
    ...(left.length > 0 ? [{ label: say.sheetsLeft, value: cut(w.format.list(left), 300) }] : []),
  ];
}

/** What the file is and what it comes to. */
export function factsOf(w: Words, report: ImportReport): Fact[] {
  const { importing: say, format } = w;
  const numbers = (['created', 'changed', 'revived', 'unchanged'] as const).filter((key) => report[key] > 0);
  const kinds = (of: 'corrected' | 'leftOut') =>
    countsOf(report, of).map(({ kind, count }) => ({ label: say.kinds[kind], count }));
  const some = (label: string, value: string): Fact[] => (value === '' ? [] : [{ label, value }]);
  const total = (parts: readonly { label: string; count: number }[]) =>
    parts.length === 0
      ? ''
      : `${format.number(parts.reduce((sum, { count }) => sum + count, 0))} (${counted(w, parts)})`;
  return [
    { label: say.kind, value: kindOfFile(w, report) },
    ...sheetFacts(w, report),
    { label: say.good, value: say.goodOf(report.good, report.lines), bold: true },
    ...numbers.map((key) => ({ label: say[key], value: format.number(report[key]) })),
    ...some(say.refused, total(reasonsOf(report).map(({ reason, count }) => ({ label: say.reasons[reason], count })))),
    ...some(
      say.asides,
      total(
        asides.flatMap((aside) =>
          report.byAside[aside] ? [{ label: say.asideKinds[aside], count: report.byAside[aside] }] : [],
        ),
      ),
    ),
    ...some(say.corrected, total(kinds('corrected'))),
    ...some(say.leftOut, total(kinds('leftOut'))),
    { label: say.understood, value: cut(report.columns.map(({ column }) => say.columns[column]).join(', '), 500) },
    ...some(say.unknown, cut(report.unknown.join(', '), 300)),
    ...some(say.analysts, cut(report.analysts.join(', '), 300)),
  ];
}

/** What lines said and could not be kept; letters that could be read otherwise; columns that hold something else. */
export function notesOf(w: Words, report: ImportReport): string[] {
  const { importing: say } = w;
  const { terms, unknownAnalysts, formerAnalysts, unknownLots, fullLots } = report.ignored;
  const { doubt, encoding } = report;
  return [
    ...(doubt && encoding
      ? [
          say.doubt(
            say.encodings[encoding],
            doubt.examples.map(({ read }) => read),
            say.encodings[doubt.other],
            doubt.examples.map(({ otherwise }) => otherwise),
          ),
        ]
      : []),
    ...(report.mixup
      ? [
          say.mixup(
            say.encodings[report.mixup.taken],
            say.encodings[report.mixup.truly],
            report.mixup.examples.map(({ otherwise }) => otherwise),
            report.mixup.examples.map(({ read }) => read),
          ),
        ]
      : []),
    ...report.mismatched.map(({ header, column }) => `“${header}”: ${say.holdsOther(say.columns[column])}.`),
    ...Object.entries(report.dates).flatMap(([column, order]) =>
      order === 'dayFirst' ? [] : [`${say.columns[column as ColumnName]}: ${say.dates[order]}.`],
    ),
    ...(report.left ? [say.leftList(report.left.clients.length, report.left.file, w.format.day(report.left.on))] : []),
    ...(report.connections.kept > 0
      ? [say.connectionsKept(report.connections.kept, report.connections.keptNames)]
      : []),
    ...(report.connections.made > 0
      ? [say.connectionsMade(report.connections.made, report.connections.madeNames)]
      : []),
    ...(terms > 0 ? [say.terms(terms)] : []),
    ...(unknownAnalysts.length > 0 ? [say.unknownAnalysts(unknownAnalysts.slice(0, 10))] : []),
    ...(formerAnalysts.length > 0 ? [say.formerAnalysts(formerAnalysts.slice(0, 10))] : []),
    ...(unknownLots.length > 0 ? [say.unknownLots(unknownLots.slice(0, 10))] : []),
    ...(fullLots.length > 0 ? [say.fullLots(fullLots.slice(0, 10))] : []),
  ];
}
