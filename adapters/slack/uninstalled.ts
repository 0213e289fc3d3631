import type { z } from 'zod';
import type { Log } from '../../src/kit/ctx.ts';
import type { Installs, Where } from '../../src/kit/installs.ts';
import { isGone, reasonOf } from './client.ts';
import type { outBody } from './edge.ts';
import type { Workspaces } from './workspaces.ts';

/** Slack keeps no order, and clocks differ: what it says of the time just before the app was added again is looked at twice. */
const freshMs = 60_000;

/** What becomes of a workspace that the app was taken out of, and of what only looks like it. */
export function createUninstalled({ installs, spaces, log }: { installs: Installs; spaces: Workspaces; log: Log }) {
  /** Whether Slack says so itself, by what it answers our token. */
  async function verified(where: Where): Promise<boolean> {
    const there = await spaces.at(where);
    if (!there) return false;
    return there.delivering.client.auth.test().then(
      () => false,
      (error) => isGone(reasonOf(error)),
    );
  }

  async function remove(where: Where): Promise<void> {
    await installs.remove(where);
    log.info({ platform: 'slack', workspace: where.workspace }, 'the app was taken out of a workspace');
  }

  return {
    /** An event that says so. */
    heard: async ({ team_id: team, enterprise_id: organisation, event_time: at, event }: z.infer<typeof outBody>) => {
      const workspace = team ?? organisation;
      if (!workspace) return;
      const { team_ids: some = [] } = event;
      if (event.type === 'team_access_revoked')
        for (const each of some) await installs.remove({ workspace: each, organisation: workspace }, 'only');
      if (event.type === 'team_access_granted')
        for (const each of some) await installs.restore({ workspace: each, organisation: workspace });
      if (some.length > 0) return;
      const where = { workspace, organisation };
      const standing = await installs.standing(where);
      if (!standing || standing.state === 'left') return;
      // Of the tokens of people we have none.
      const bots = event.type === 'app_uninstalled' || (event.tokens?.bot?.length ?? 0) > 0;
      if (!bots) return;
      const late = event.type === 'app_uninstalled' && (at ?? 0) * 1000 > standing.addedAt.getTime() + freshMs;
      if (late || (await verified(where))) await remove(where);
    },
    /** A delivery was refused: the event may have been lost. True when nothing can be sent there any more. */
    suspected: async (where: Where): Promise<boolean> => {
      const standing = await installs.standing(where);
      if (!standing || standing.state === 'left') return standing !== undefined;
      if (!(await verified(where))) return false;
      await remove(where);
      return true;
    },
  };
}
