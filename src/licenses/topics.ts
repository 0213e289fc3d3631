import type { Topic } from '../notices/schema.ts';

declare module '../notices/schema.ts' {
  interface Topics {
    expiredLicense: true;
  }
}

export const expiredLicense: Topic = {
  name: 'expiredLicense',
  at: 60,
  label: (w) => w.digests.topic.expiredLicense,
  line: (w, who) => w.digests.event.expiredLicense(who),
  bad: true,
};
