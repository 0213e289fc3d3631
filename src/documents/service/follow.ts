import { newId } from '../../data/id.ts';
import type { Write } from '../../data/write.ts';

/** The card of a job is not brought up to date more often than this, in milliseconds. */
export const cardEvery = 4000;

interface Standing {
  id: string;
  platform: string;
  workspace: string;
  channel: string;
}

export const laneOf = ({ platform, workspace, channel }: Standing): string => `${platform}:${workspace}:${channel}`;

/** Brings a job's card up to date, unless it has just been; `always` for what must be seen. */
export async function followJob({ tx, enqueue, now }: Write, job: Standing, always = false): Promise<void> {
  const { count } = await tx.documentJob.updateMany({
    where: { id: job.id, ...(always ? {} : { cardAt: { lte: now } }) },
    data: { cardAt: new Date(now.getTime() + cardEvery) },
  });
  if (count === 0) return;
  await enqueue({
    key: `documents.card:${job.id}:${newId()}`,
    kind: 'documents.card',
    lane: laneOf(job),
    payload: { jobId: job.id },
  });
}
