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

/** What follows in the workspaces that it is not in any more; what is said of it is said in their traces. */
async function leave(tx: Tx, house: House, which: { installationId: string; workspace?: string }, now: Date) {
  const where = { ...which, leftAt: null };
  const places = await tx.workspace.findMany({
    where,
    select: { firmId: true, platform: true, workspace: true },
    orderBy: { id: 'asc' },
  });
  await tx.workspace.updateMany({ where, data: { leftAt: now } });
  for (const place of places) {
    await stopOutbox(tx, place, now);
    for (const follow of house.registry.given('workspaceLeft')) await follow(tx, place, now);
    const { firmId, platform, workspace } = place;
    await tx.audit.create({
      data: {
        id: newId(),
        firmId,
        actor: 'system:install',
        verb: 'workspace.left',
        subject: `firm:${firmId}`,
        detail: JSON.stringify({ platform, workspace }),
        platform,
        at: now,
      },
    });
  }
  if (places.length > 0) await tellFirms(tx, which.installationId, 'left', now, which.workspace);
}

/**
 * The app was taken out of a workspace, or of a whole organisation. Its tokens are gone at once, nothing more is sent, and who can be told
 * elsewhere is told. Who is whom there is kept, so that all of it is back when the app is. `only`: the organisation keeps it.
 */
export async function remove(house: House, platform: string, where: Where, now: Date, only?: 'only'): Promise<void> {
  const { data } = house;
  const row = await installationAt(data, platform, where);
  if (!row || row.state === 'left') return;
  const installationId = row.id;
  await data.db.$transaction(async (tx) => {
    if (only) return leave(tx, house, { installationId, workspace: where.workspace }, now);
    const { count } = await tx.installation.updateMany({
      where: { id: row.id, state: { not: 'left' } },
      data: { state: 'left', tokens: '', accessUntil: null, lease: null, leaseUntil: null, changedAt: now },
    });
    if (count === 1) await leave(tx, house, { installationId }, now);
  });
  data.afterWrite?.();
}

/** It is there again: in a workspace, or in all that have it through one installation. */
export async function comeBack(
  tx: Tx,
  { registry }: Pick<House, 'registry'>,
  which: { installationId: string; workspace?: string },
  now: Date,
): Promise<void> {
  const where = { ...which, leftAt: { not: null } };
  const places = await tx.workspace.findMany({ where, select: { firmId: true, platform: true, workspace: true } });
  await tx.workspace.updateMany({ where, data: { leftAt: null } });
  for (const place of places) for (const follow of registry.given('workspaceBack')) await follow(tx, place, now);
}

/** Its organisation has let a workspace have it again. */
export async function restore(house: House, platform: string, where: Where, now: Date): Promise<void> {
  const row = await installationAt(house.data, platform, where);
  if (!row || row.state === 'left') return;
  const which = { installationId: row.id, workspace: where.workspace };
  await house.data.db.$transaction((tx) => comeBack(tx, house, which, now));
}
