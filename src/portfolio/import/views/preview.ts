import { cut } from '../../../kit/text.ts';
import { type Block, type Button, type FileOut, note, text, type View } from '../../../kit/view.ts';
import type { Words } from '../../../kit/words.ts';
import { csvFile } from '../../../sheets/csv.ts';
import { noPlan } from '../../../terms/client.ts';
import { maskDocument } from '../../../terms/document.ts';
import { countsOf, type ImportReport } from '../report.ts';
import {
  asideCells,
  asideHeader,
  leftCells,
  leftHeader,
  refusalCells,
  refusalHeader,
  takenFor,
  titleOf,
  toldCells,
  toldHeader,
  toldOf,
} from './cells.ts';
import { factsOf, notesOf } from './facts.ts';
import { columnMenus, offers, type PreviewPresses } from './menus.ts';

const shownLines = 10;
const shownColumns = 30;
interface Shown {
  blocks: Block[];
  files: FileOut[];
}

/** A table of lines: the first ones to read, all of them to download where there are more. */
export function lines(
  name: string,
  caption: string,
  header: readonly string[],
  rows: readonly string[][],
  always = false,
): Shown {
  if (rows.length === 0) return { blocks: [], files: [] };
  return {
    blocks: [
      {
        kind: 'table',
        caption,
        columns: header.map((label) => ({ label })),
        rows: rows.slice(0, shownLines).map((row) => row.map((each) => cut(each, 60))),
      },
    ],
    files: always || rows.length > shownLines ? [csvFile(name, header, rows)] : [],
  };
}

/** Who left the list: to be looked through, and taken along. */
export const leftLines = (w: Words, report: ImportReport): Shown => {
  const rows = (report.left?.clients ?? []).map((each) => leftCells(each));
  return lines(
    w.importing.leftFile,
    w.importing.leftCaption(Math.min(shownLines, rows.length), rows.length),
    leftHeader(w),
    rows,
  );
};

export const factsBlock = (w: Words, report: ImportReport): Block => ({
  kind: 'facts',
  facts: factsOf(w, report).map(({ label, value, bold }) => ({ label, value: bold ? { bold: value } : value })),
});

/** What each column was taken for, by its own title. */
function titles(w: Words, report: ImportReport): Block[] {
  const { importing: say } = w;
  const rest = report.titles.length - shownColumns;
  return [
    {
      kind: 'table',
      caption: say.titlesCaption,
      columns: [{ label: say.header }, { label: say.takenFor }],
      rows: report.titles.slice(0, shownColumns).map((each) => [cut(titleOf(w, each), 60), takenFor(w, report, each)]),
    },
    ...(rest > 0 ? [note(say.moreColumns(rest))] : []),
  ];
}

/** The first clients as they will stand. */
function first(w: Words, report: ImportReport): Block[] {
  const { importing: say } = w;
  if (report.first.length === 0) return [];
  const columns = ['name', 'document', 'email', 'plan', 'expiresOn'] as const;
  return [
    {
      kind: 'table',
      caption: say.firstCaption,
      columns: columns.map((column) => ({ label: say.columns[column] })),
      rows: report.first.map((client) => [
        cut(client.name, 60),
        client.document ? maskDocument(client.document) : '—',
        client.email || '—',
        client.plan || '—',
        client.plan && client.expiresOn !== noPlan ? w.format.day(client.expiresOn) : '—',
      ]),
    },
  ];
}

/** What a file would do, before it does it. Without a press for running there is nothing to run. */
export function previewView(
  w: Words,
  file: string,
  report: ImportReport,
  presses: PreviewPresses,
  asked?: number,
): View {
  const { importing: say } = w;
  const refused = lines(
    say.refusedFile,
    say.refusedCaption(Math.min(shownLines, report.refused), report.refused),
    refusalHeader(w),
    report.refusals.map((each) => refusalCells(w, report, each)),
    true,
  );
  const aside = lines(
    say.asideFile,
    say.asideCaption(Math.min(shownLines, report.asides), report.asides),
    asideHeader(w),
    report.setAside.map((each) => asideCells(w, report, each)),
  );
  const all = toldOf(report).map((each) => toldCells(w, report, each));
  const told = lines(say.toldFile, say.toldCaption(Math.min(shownLines, all.length), all.length), toldHeader(w), all);
  const left = leftLines(w, report);
  const lead = report.good === 0 ? say.nothingGood : presses.run ? say.previewIntro : say.nothingToDo;
  const { buttons, menus } = offers(w, report, presses);
  const readAs: Button[] =
    report.doubt && presses.encoding
      ? [{ label: say.readAs(say.encodings[report.doubt.other]), press: presses.encoding }]
      : [];
  const runs: Button[] = presses.run ? [{ label: say.run, style: 'primary', press: presses.run }] : [];
  const pressed = [...runs, ...buttons, ...readAs];
  return {
    title: say.previewNews({
      created: report.created,
      changed: report.changed + report.revived,
      refused: report.refused,
      doubts: (['corrected', 'leftOut'] as const)
        .flatMap((of) => countsOf(report, of))
        .reduce((sum, { count }) => sum + count, 0),
    }),
    tone: report.good === 0 ? 'bad' : report.refused > 0 ? 'warn' : 'plain',
    blocks: [
      text(lead),
      note(say.fileName(cut(file, 80))),
      factsBlock(w, report),
      ...notesOf(w, report).map((each) => note(each)),
      ...left.blocks,
      ...first(w, report),
      ...titles(w, report),
      ...refused.blocks,
      ...aside.blocks,
      ...told.blocks,
      ...columnMenus(w, report, presses, asked),
      ...menus,
      ...(pressed.length > 0
        ? [{ kind: 'buttons' as const, buttons: [...pressed, { label: say.cancel, press: presses.cancel }] }]
        : []),
    ],
    files: [...refused.files, ...aside.files, ...told.files, ...left.files],
  };
}
