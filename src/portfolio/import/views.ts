import { cut } from '../../kit/text.ts';
import { type Block, note, type Press, text, type View } from '../../kit/view.ts';
import type { Words } from '../../kit/words.ts';
import { csvFile } from '../export/csv.ts';
import { type ImportReport, reasonsOf } from './report.ts';
import type { Refusal } from './row.ts';

const shownRefusals = 10;

const refusalCells = (w: Words, { line, column, reason, value, other }: Refusal): string[] => {
  const { importing: say, format } = w;
  return [
    format.number(line),
    column ? say.columns[column] : '',
    other === undefined ? say.reasons[reason] : say.duplicateOf(other),
    value,
  ];
};
const refusalHeader = ({ importing: say }: Words) => [say.line, say.column, say.reason, say.value];

/** The lines that were refused: the first ones to read, all of them to download. */
function refusals(w: Words, report: ImportReport): Pick<View, 'blocks' | 'files'> {
  if (report.refused === 0) return { blocks: [] };
  const cells = report.refusals.map((each) => refusalCells(w, each));
  return {
    blocks: [
      {
        kind: 'table',
        caption: w.importing.refusedCaption(Math.min(shownRefusals, report.refused), report.refused),
        columns: refusalHeader(w).map((label) => ({ label })),
        rows: cells.slice(0, shownRefusals).map((row) => row.map((each) => cut(each, 60))),
      },
    ],
    files: [csvFile(w.importing.refusedFile, refusalHeader(w), cells)],
  };
}

/** What the file is and what it comes to. */
function facts(w: Words, report: ImportReport): Block {
  const { importing: say, format } = w;
  const delimiter = report.delimiter ?? '';
  const named = Object.hasOwn(say.delimiter, delimiter)
    ? say.delimiter[delimiter as keyof typeof say.delimiter]
    : delimiter
      ? say.otherDelimiter(delimiter)
      : say.oneColumn;
  const numbers = (['created', 'changed', 'revived', 'unchanged'] as const).filter((key) => report[key] > 0);
  return {
    kind: 'facts',
    facts: [
      { label: say.kind, value: report.format === 'xlsx' ? say.xlsx : say.csv(named, report.encoding ?? '') },
      { label: say.good, value: { bold: say.goodOf(report.good, report.lines) } },
      ...numbers.map((key) => ({ label: say[key], value: format.number(report[key]) })),
      ...(report.refused > 0
        ? [
            {
              label: say.refused,
              value: `${format.number(report.refused)} (${reasonsOf(report)
                .map(({ reason, count }) => `${say.reasons[reason]}: ${format.number(count)}`)
                .join('; ')})`,
            },
          ]
        : []),
      { label: say.understood, value: cut(report.columns.map(({ column }) => say.columns[column]).join(', '), 500) },
      ...(report.unknown.length > 0 ? [{ label: say.unknown, value: cut(report.unknown.join(', '), 300) }] : []),
      ...(report.analysts.length > 0 ? [{ label: say.analysts, value: cut(report.analysts.join(', '), 300) }] : []),
    ],
  };
}

function ignored(
  { importing: say }: Words,
  { ignored: { terms, unknownAnalysts, formerAnalysts, unknownLots, fullLots } }: ImportReport,
): Block[] {
  return [
    ...(terms > 0 ? [note(say.terms(terms))] : []),
    ...(unknownAnalysts.length > 0 ? [note(say.unknownAnalysts(unknownAnalysts.slice(0, 10)))] : []),
    ...(formerAnalysts.length > 0 ? [note(say.formerAnalysts(formerAnalysts.slice(0, 10)))] : []),
    ...(unknownLots.length > 0 ? [note(say.unknownLots(unknownLots.slice(0, 10)))] : []),
    ...(fullLots.length > 0 ? [note(say.fullLots(fullLots.slice(0, 10)))] : []),
  ];
}

/** What a file would do, before it does it. Without a press for running there is nothing to run. */
export function previewView(w: Words, file: string, report: ImportReport, presses: { run?: Press; cancel: Press }): View {
  const { importing: say } = w;
  const refused = refusals(w, report);
  const lead = report.good === 0 ? say.nothingGood : presses.run ? say.previewIntro : say.nothingToDo;
  return {
    title: say.previewTitle(cut(file, 80)),
    tone: report.good === 0 ? 'bad' : report.refused > 0 ? 'warn' : 'plain',
    blocks: [
      text(lead),
      facts(w, report),
      ...ignored(w, report),
      ...refused.blocks,
      ...(presses.run
        ? [
            {
              kind: 'buttons' as const,
              buttons: [
                { label: say.run, style: 'primary' as const, press: presses.run },
                { label: say.cancel, press: presses.cancel },
              ],
            },
          ]
        : []),
    ],
    files: refused.files,
  };
}

/** What an import has come to. */
export const doneView = (w: Words, report: ImportReport, list: Press): View => ({
  title: w.importing.doneTitle,
  tone: 'good',
  blocks: [
    text(w.importing.done(report.created + report.changed + report.revived, report.refused)),
    facts(w, report),
    ...ignored(w, report),
    { kind: 'buttons', buttons: [{ label: w.importing.seeClients, style: 'primary', press: list }] },
  ],
});

export const chooseBlock = (w: Words, choose: Press): Block => ({
  kind: 'buttons',
  buttons: [{ label: w.importing.choose, style: 'primary', press: choose }],
});

export const startView = (w: Words, choose: Press): View => ({
  title: w.importing.startTitle,
  blocks: [text(w.importing.start), note(w.importing.startSafe), chooseBlock(w, choose)],
});

export const progressView = (line: string): View => ({ blocks: [text(line)] });
