import type { Data } from '../../data/client.ts';
import type { Task } from '../../jobs/clock.ts';

/** What was taken out, and is nobody's, is forgotten after so long, in milliseconds. */
const kept = 30 * 86_400_000;

export const forgetting = ({ db }: Data): Task => ({
  name: 'installs',
  run: async (now) => {
    const where = {
      state: 'left',
      changedAt: { lt: new Date(now.getTime() - kept) },
      workspaces: { none: {} },
    };
    if ((await db.installation.count({ where })) > 0)
      await db.$transaction((tx) => tx.installation.deleteMany({ where }));
  },
});
