import type { Data } from '../../data/client.ts';
import { resealAll } from '../../data/reseal.ts';
import type { Secret } from '../../data/secret.ts';
import type { Log } from '../../kit/ctx.ts';
import type { Task } from '../clock.ts';

const hour = 3_600_000;

/** Seals anew what the previous secret sealed; looks again every hour, since an older process beside this one may still seal with it. */
export function resealing(data: Data, secret: Secret, log: Log): Task {
  let nextAt = 0;
  return {
    name: 'sealing anew',
    run: async (now) => {
      if (now.getTime() < nextAt) return;
      const count = await resealAll(data, secret);
      nextAt = now.getTime() + hour;
      if (count > 0) log.info({ count }, 'sealed anew with the present secret');
    },
  };
}
