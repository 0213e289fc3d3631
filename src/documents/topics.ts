import type { Topic } from '../notices/schema.ts';

declare module '../notices/schema.ts' {
  interface Topics {
    received: true;
  }
}

export const received: Topic = {
  name: 'received',
  at: 70,
  label: (w) => w.digests.topic.received,
  line: (w, who, count) => w.digests.event.received(who, count),
  anyway: true,
};
