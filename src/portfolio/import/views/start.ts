import { cut } from '../../../kit/text.ts';
import { type Block, note, type Press, text, type View } from '../../../kit/view.ts';
import type { Words } from '../../../kit/words.ts';
import { mostOptions } from './menus.ts';

/** A file in whose titles nobody found the names: a person says which it is. */
export const nameView = (
  w: Words,
  file: string,
  why: string,
  titles: readonly string[],
  { name, choose }: { name: Press; choose: Press },
): View => ({
  title: w.importing.nameNews,
  tone: 'bad',
  blocks: [
    text(why),
    note(w.importing.fileName(cut(file, 80))),
    {
      kind: 'choice',
      label: w.importing.whichName,
      press: name,
      options: [...new Set(titles)]
        .slice(0, mostOptions)
        .map((title) => ({ label: cut(title, 75), value: cut(title, 100) })),
    },
    chooseBlock(w, choose),
  ],
});

export const chooseBlock = (w: Words, choose: Press): Block => ({
  kind: 'buttons',
  buttons: [{ label: w.importing.choose, style: 'primary', press: choose }],
});

export const startView = (w: Words, choose: Press, last?: { file: string; press: Press }): View => ({
  title: w.importing.startTitle,
  blocks: [
    text(w.importing.start),
    note(w.importing.startSafe),
    ...(last ? [note(w.importing.undoLast(last.file))] : []),
    {
      kind: 'buttons',
      buttons: [
        { label: w.importing.choose, style: 'primary', press: choose },
        ...(last ? [{ label: w.importing.undo, style: 'danger' as const, press: last.press }] : []),
      ],
    },
  ],
});

export const progressView = (line: string): View => ({ blocks: [text(line)] });
