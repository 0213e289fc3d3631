import type { Tx } from '../../data/client.ts';
import type { WorkspacePlace } from '../../firms/steps.ts';

const there = ({ firmId, platform, workspace }: WorkspacePlace) => ({ firmId, platform, workspace, place: 'channel' });

/** The app is not in a workspace any more: what goes to its channels waits. Its admins are told of all of it at once, by whoever calls. */
export async function pauseLeft(tx: Tx, place: WorkspacePlace, now: Date): Promise<void> {
  await tx.schedule.updateMany({
    where: { ...there(place), paused: '' },
    data: { paused: 'left', nextAt: null, updatedAt: now },
  });
}

/** It is there again: on they go from now, and what was due meanwhile is not made up for. */
export async function resumeLeft(tx: Tx, place: WorkspacePlace, now: Date): Promise<void> {
  await tx.schedule.updateMany({
    where: { ...there(place), paused: 'left' },
    data: { paused: '', nextAt: now, settledUntil: now, updatedAt: now },
  });
}
