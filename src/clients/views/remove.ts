import { cut } from '../../kit/text.ts';
import { type Button, note, type View } from '../../kit/view.ts';
import type { Words } from '../../kit/words.ts';
import { titleFor } from '../../terms/news.ts';

/** A client was deleted: with all that goes with it, and for as long as it can be brought back. */
export const removedView = (w: Words, name: string, undo: Button): View => ({
  title: titleFor(w, cut(name, 100), w.clients.remove.done, true),
  tone: 'good',
  blocks: [note(w.clients.remove.undoable), { kind: 'buttons', buttons: [undo] }],
});
