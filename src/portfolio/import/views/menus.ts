import { cut } from '../../../kit/text.ts';
import type { Block, Button, Option, Press } from '../../../kit/view.ts';
import type { Words } from '../../../kit/words.ts';
import { columnNames } from '../../schema.ts';
import { droppable } from '../line.ts';
import type { ImportReport } from '../report.ts';
import { takenFor } from './cells.ts';
import { lineText } from './facts.ts';

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

/** What a column may be. */
const fieldOptions = ({ importing: say }: Words): Option[] => [
  ...columnNames.map((value) => ({ label: say.columns[value], value })),
  { label: say.none, value: 'none' },
];

/** A menu for a column that could not be placed; for another one by way of a list. */
export function columnMenus(
  w: Words,
  report: ImportReport,
  { column, otherColumn }: PreviewPresses,
  asked?: number,
): Block[] {
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
export function offers(
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
