import { buttonFor } from '../kit/button-for.ts';
import { cut } from '../kit/text.ts';
import type { Topic } from '../notices/schema.ts';
import * as pressed from './presses.ts';

declare module '../notices/schema.ts' {
  interface Topics {
    received: true;
  }
}

/** So many of the clients who sent something have a button. */
const mostSenders = 3;

export const received: Topic = {
  name: 'received',
  at: 70,
  label: (w) => w.digests.topic.received,
  line: (w, who, count) => w.digests.event.received(who, count),
  oneBy: 'clientId',
  buttons: (ctx, events) =>
    events
      .filter(({ clientId }) => clientId)
      .slice(0, mostSenders)
      .flatMap(({ clientId, name }) =>
        buttonFor(ctx, pressed.received, ctx.w.digests.receivedFrom(cut(name, 40)), { id: clientId! }),
      ),
  anyway: true,
};
