import type { Words } from '../../../kit/words.ts';
import type { ImportReport } from '../report.ts';
import { asideCells, leftCells, refusalCells, takenFor, titleOf, toldCells, toldOf } from './cells.ts';
import { factsOf, notesOf } from './facts.ts';

/** So many lines of each kind are shown one by one; --json has them all. */
const shown = 50;

function listed<T>(
  w: Words,
  caption: string,
  all: readonly T[],
  count: number,
  cells: (each: T) => readonly string[],
): string[] {
  if (all.length === 0) return [];
  const some = all.slice(0, shown).map((each) => `  ${cells(each).filter(Boolean).join(' · ')}`);
  return [`${caption}:`, ...some, ...(count > shown ? [`  ${w.importing.more(count - shown)}`] : [])];
}

/** A report for a terminal: all that a chat shows of it. */
export function reportLines(w: Words, report: ImportReport): string[] {
  const { importing: say } = w;
  const line = (cells: readonly string[], value: number) => [
    `${say.line} ${cells[0]}`,
    ...cells.slice(1).map((each, i) => (i === value - 1 && each ? `“${each}”` : each)),
  ];
  const told = toldOf(report);
  return [
    ...factsOf(w, report).map(({ label, value }) => `${label}: ${value}`),
    ...notesOf(w, report),
    ...listed(w, say.titlesCaption, report.titles, report.titles.length, (each) => [
      `${titleOf(w, each)}: ${takenFor(w, report, each)}`,
    ]),
    ...listed(w, say.leftCaption(0, 0), report.left?.clients ?? [], report.left?.clients.length ?? 0, leftCells),
    ...listed(w, say.refused, report.refusals, report.refused, (each) => line(refusalCells(w, report, each), 3)),
    ...listed(w, say.asides, report.setAside, report.asides, (each) => line(asideCells(w, report, each), 2)),
    ...listed(w, say.toldCaption(told.length, told.length), told, told.length, (each) =>
      line(toldCells(w, report, each), 3),
    ),
  ];
}
