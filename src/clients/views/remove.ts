import { cut } from '../../kit/text.ts';
import { type Button, note, text, type View } from '../../kit/view.ts';
import type { Words } from '../../kit/words.ts';
import type { Client } from '../reads/client.ts';

/** What goes with a client that is deleted. */
export interface Loss {
  events: number;
  exports: number;
  requests: number;
}

const losing = (w: Words, client: Client, { events, exports, requests }: Loss): string[] => {
  const say = w.clients.remove;
  return [
    say.details,
    ...(client.plan ? [say.plan(cut(client.plan, 40), client.expiresOn && w.format.day(client.expiresOn))] : []),
    ...(events > 0 ? [say.events(events)] : []),
    ...(exports > 0 ? [say.exports(exports)] : []),
    ...(requests > 0 ? [say.requests(requests)] : []),
  ];
};

/** Asks before a client is deleted, and says what would be lost. */
export const askView = (w: Words, client: Client, loss: Loss, buttons: readonly Button[]): View => ({
  title: w.clients.remove.button,
  tone: 'warn',
  blocks: [
    text({ bold: w.clients.remove.ask(cut(client.name, 100)) }),
    text(`${w.clients.remove.losing} ${w.format.list(losing(w, client, loss))}.`),
    note(w.clients.remove.undoable),
    { kind: 'buttons', buttons },
  ],
});

export const removedView = (w: Words, name: string, undo: Button): View => ({
  tone: 'good',
  blocks: [text(w.clients.remove.done(cut(name, 100))), { kind: 'buttons', buttons: [undo] }],
});
