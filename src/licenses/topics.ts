import { ownList } from '../clients/presses.ts';
import { buttonFor } from '../kit/button-for.ts';
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
  buttons: (ctx) => buttonFor(ctx, ownList, ctx.w.digests.go.clientes, { expiry: ['overdue'], order: 'expiry' }),
  bad: true,
};
