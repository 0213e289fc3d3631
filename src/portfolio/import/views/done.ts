import { note, type Press, text, type View } from '../../../kit/view.ts';
import type { Words } from '../../../kit/words.ts';
import type { ImportReport } from '../report.ts';
import type { Undone } from '../service/undo.ts';
import { notesOf } from './facts.ts';
import { factsBlock, leftLines } from './preview.ts';

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
