import type { Tx } from '../../data/client.ts';
import { newId } from '../../data/id.ts';
import type { House } from '../../firms/context.ts';
import type { WorkspacePlace } from '../../firms/steps.ts';
import type { Where } from '../../kit/installs.ts';
import { installationAt } from '../reads/installation.ts';
import { tellFirms } from './tell.ts';

/** What waits to be sent to a workspace is put aside: its row says why, and nobody tries again. */
async function stopOutbox(tx: Tx, { firmId, platform, workspace }: WorkspacePlace, now: Date): Promise<void> {
  await tx.outbox.updateMany({
    where: { firmId, state: 'pending', lane: { startsWith: `${platform}:${workspace}:` } },
    data: { state: 'dead', dueAt: now, error: 'app_uninstalled', lease: null, leaseUntil: null },
  });
}

/**
 * The app was taken out of a workspace, or of a whole organisation. Its tokens are gone at once, nothing more is sent, and who can be told
 * elsewhere is told. Who is whom there is kept, so that all of it is back when the app is.
 */
export async function remove(house: House, platform: string, where: Where, now: Date): Promise<void> {
  const { data, registry } = house;
  const row = await installationAt(data, platform, where);
  if (!row || row.state === 'left') return;
  await data.db.$transaction(async (tx) => {
    const { count } = await tx.installation.updateMany({
      where: { id: row.id, state: { not: 'left' } },
      data: { state: 'left', tokens: '', accessUntil: null, lease: null, leaseUntil: null, changedAt: now },
    });
    if (count === 0) return;
    const places = await tx.workspace.findMany({
      where: { installationId: row.id, leftAt: null },
      select: { firmId: true, platform: true, workspace: true },
    });
    await tx.workspace.updateMany({ where: { installationId: row.id, leftAt: null }, data: { leftAt: now } });
    for (const place of places) {
      await stopOutbox(tx, place, now);
      for (const follow of registry.given('workspaceLeft')) await follow(tx, place, now);
      await tx.audit.create({
        data: {
          id: newId(),
          firmId: place.firmId,
          actor: 'system:install',
          verb: 'workspace.left',
          subject: `firm:${place.firmId}`,
          detail: JSON.stringify({ platform: place.platform, workspace: place.workspace }),
          platform,
          at: now,
        },
      });
    }
    await tellFirms(tx, row.id, 'left', now);
  });
  data.afterWrite?.();
}
