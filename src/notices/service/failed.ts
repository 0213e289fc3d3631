import type { Topic } from '../schema.ts';

declare module '../schema.ts' {
  interface Topics {
    failed: true;
  }
}

/** What could not be delivered; here it is the reason that is told. */
export const failed: Topic = {
  name: 'failed',
  at: 80,
  label: (w) => w.digests.topic.failed,
  oneBy: 'detail',
  line: (w, why, count) => (count > 1 ? w.digests.eventTimes(why, count) : why),
  bad: true,
  anyway: true,
};
