import type { Data } from '../data/client.ts';
import type { Log } from '../kit/ctx.ts';
import type { Task } from './clock.ts';
import { deleteExpired, purgeOutbox } from './service/purge.ts';

/** Removes what nobody needs any more. */
export const sweep = (data: Data, log: Log): Task => ({
  name: 'sweep',
  run: async (now) => {
    const count = (await deleteExpired(data, now)) + (await purgeOutbox(data, now));
    if (count > 0) log.info({ count }, 'swept');
  },
});
