import { buttonFor } from '../kit/button-for.ts';
import { openCommand } from '../notices/presses.ts';
import type { Topic, TopicName } from '../notices/schema.ts';

declare module '../notices/schema.ts' {
  interface Topics {
    asked: true;
    accepted: true;
    declined: true;
    expiredRequest: true;
    disconnected: true;
  }
}

/** What channels can be told of at once. */
export const topics = {
  asked: {
    name: 'asked',
    at: 10,
    label: (w) => w.digests.topic.asked,
    line: (w, who) => w.digests.event.asked(who),
    buttons: (ctx) => buttonFor(ctx, openCommand, ctx.w.digests.go.conexoes, { command: 'conexoes' }, 'primary'),
  },
  accepted: {
    name: 'accepted',
    at: 20,
    label: (w) => w.digests.topic.accepted,
    line: (w, who) => w.digests.event.accepted(who),
  },
  declined: {
    name: 'declined',
    at: 30,
    label: (w) => w.digests.topic.declined,
    line: (w, who) => w.digests.event.declined(who),
  },
  expiredRequest: {
    name: 'expiredRequest',
    at: 40,
    label: (w) => w.digests.topic.expiredRequest,
    line: (w, who) => w.digests.event.expiredRequest(who),
  },
  disconnected: {
    name: 'disconnected',
    at: 50,
    label: (w) => w.digests.topic.disconnected,
    line: (w, who) => w.digests.event.disconnected(who),
    bad: true,
    anyway: true,
  },
} satisfies Partial<Record<TopicName, Topic>>;
