import { cut } from '../../../kit/text.ts';
import {
  type Block,
  type Button,
  type FileOut,
  note,
  type Option,
  type Press,
  text,
  type View,
} from '../../../kit/view.ts';
import type { Words } from '../../../kit/words.ts';
import { csvFile } from '../../../sheets/csv.ts';
import { noPlan } from '../../../terms/client.ts';
import { maskDocument } from '../../../terms/document.ts';
import { columnNames } from '../../schema.ts';
import { droppable } from '../line.ts';
import type { ImportReport } from '../report.ts';
import type { Undone } from '../service/undo.ts';
import {
  asideCells,
  asideHeader,
  factsOf,
  leftCells,
  leftHeader,
  lineText,
  notesOf,
  refusalCells,
  refusalHeader,
  takenFor,
  titleOf,
  toldCells,
  toldHeader,
  toldOf,
} from './facts.ts';

const shownLines = 10;
const shownColumns = 30;
/** A menu takes no more. */
export const mostOptions = 25;

/** What may be pressed in a preview. */
export interface PreviewPresses {
  run?: Press;
  cancel: Press;
  /** Takes lines without their wrong cell: all of them, or those that are picked. */
  without?: { all: Press; some: Press };
  /** Takes in lines that were set aside. */
  aside?: { all: Press; some: Press };
  /** Says what a column is; and opens that menu for another one. */
  column?: (index: number) => Press;
  otherColumn?: Press;
  /** Reads the letters otherwise. */
  encoding?: Press;
}

interface Shown {
  blocks: Block[];
  files: FileOut[];
}

/** A table of lines: the first ones to read, all of them to download where there are more. */
function lines(
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
const leftLines = (w: Words, report: ImportReport): Shown => {
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

/** What a column may be. */
const fieldOptions = ({ importing: say }: Words): Option[] => [
  ...columnNames.map((value) => ({ label: say.columns[value], value })),
  { label: say.none, value: 'none' },
];

/** A menu for a column that could not be placed; for another one by way of a list. */
function columnMenus(w: Words, report: ImportReport, { column, otherColumn }: PreviewPresses, asked?: number): Block[] {
  const { importing: say } = w;
  const menu = (index: number): Block => ({
    kind: 'choice',
    label: say.columnIs(cut(report.titles[index]!.header, 40)),
    press: column!(index),
    options: fieldOptions(w),
  });
  if (!column) return [];
  const unplaced = report.titles.flatMap((each, index) => (each.column || each.header === '' ? [] : [index]));
  const shown = asked === undefined ? unplaced.slice(0, 1) : [asked];
  const options = report.titles
    .map((each, index) => ({
      label: cut(each.header, 75),
      value: String(index),
      description: cut(takenFor(w, report, each), 90),
    }))
    // A choice is remembered by the title.
    .filter(({ label }) => label !== '')
    .sort(
      (a, b) =>
        Number(report.titles[Number(a.value)]!.column !== undefined) -
        Number(report.titles[Number(b.value)]!.column !== undefined),
    );
  return [
    ...shown.map(menu),
    ...(otherColumn
      ? [
          {
            kind: 'choice' as const,
            label: say.otherColumn,
            press: otherColumn,
            options: options.slice(0, mostOptions),
          },
        ]
      : []),
  ];
}

/** What is offered for lines that do not come in. */
function offers(
  w: Words,
  report: ImportReport,
  { without, aside }: PreviewPresses,
): { buttons: Button[]; menus: Block[] } {
  const { importing: say } = w;
  const wrong = report.refusals.filter(({ reason }) => droppable.includes(reason));
  const count = droppable.reduce((sum, reason) => sum + (report.byReason[reason] ?? 0), 0);
  const nameOnly = report.byAside.nameOnly ?? 0;
  const asideLines = report.setAside.filter((each) => each.aside !== 'header');
  const option = (line: number, value: string): Option => ({
    label: cut(`${say.line} ${lineText(w, report, line)}: ${value}`, 75),
    value: String(line),
  });
  return {
    buttons: [
      ...(without && count > 0
        ? [{ label: count === 1 ? say.includeWithout : say.includeWithoutAll(count), press: without.all }]
        : []),
      ...(aside && nameOnly > 0 ? [{ label: say.includeAside(nameOnly), press: aside.all }] : []),
    ],
    menus: [
      ...(without && count > 1
        ? [
            {
              kind: 'choice' as const,
              label: say.includeOne,
              press: without.some,
              many: true,
              options: wrong.slice(0, mostOptions).map((each) => option(each.line, each.value)),
            },
          ]
        : []),
      ...(aside && asideLines.length > 0
        ? [
            {
              kind: 'choice' as const,
              label: say.asideOne,
              press: aside.some,
              many: true,
              options: asideLines.slice(0, mostOptions).map((each) => option(each.line, each.value)),
            },
          ]
        : []),
    ],
  };
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
    title: say.previewTitle(cut(file, 80)),
    tone: report.good === 0 ? 'bad' : report.refused > 0 ? 'warn' : 'plain',
    blocks: [
      text(lead),
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

/** What an import has come to. */
export const doneView = (w: Words, report: ImportReport, { list, undo }: { list: Press; undo?: Press }): View => {
  const left = leftLines(w, report);
  return {
    title: w.importing.doneTitle,
    tone: 'good',
    blocks: [
      text(w.importing.done(report.created + report.changed + report.revived, report.refused)),
      factsBlock(w, report),
      ...notesOf(w, report).map((each) => note(each)),
      ...left.blocks,
      ...(undo ? [note(w.importing.undoHint)] : []),
      {
        kind: 'buttons',
        buttons: [
          { label: w.importing.seeClients, style: 'primary', press: list },
          ...(undo ? [{ label: w.importing.undo, style: 'danger' as const, press: undo }] : []),
        ],
      },
    ],
    files: left.files,
  };
};

/** What undoing an import has come to. */
export const undoneView = (
  w: Words,
  { removed, restored, kept, keptCount, sent, sentCount }: Undone,
  list: Press,
): View => ({
  title: w.importing.undoneTitle,
  tone: keptCount > 0 ? 'warn' : 'good',
  blocks: [
    text(w.importing.undone(removed, restored)),
    ...(sentCount > 0 ? [note(w.importing.undoSent(sentCount, sent))] : []),
    ...(keptCount > 0 ? [note(w.importing.undoKept(keptCount, kept.slice(0, 10)))] : []),
    { kind: 'buttons', buttons: [{ label: w.importing.seeClients, style: 'primary', press: list }] },
  ],
});
