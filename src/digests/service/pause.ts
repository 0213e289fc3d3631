import type { Tx } from '../../data/client.ts';
import { newId } from '../../data/id.ts';
import type { Schedule } from '../schema.ts';

/** Why a schedule was paused by itself: nobody is there to be told, or the place does not take messages any more. */
export type Why = 'nobody' | 'gone';

/**
 * Pauses a schedule that reaches nobody any more, and tells the admins. Inside a transaction. False when it is paused already, or points
 * elsewhere by now.
 */
export async function pauseIn(
  tx: Tx,
  { id, firmId, channel }: Pick<Schedule, 'id' | 'firmId' | 'channel'>,
  why: Why,
  now: Date,
  reason = '',
): Promise<boolean> {
  const { count } = await tx.schedule.updateMany({
    where: { id, channel, paused: '' },
    data: { paused: why, nextAt: null, updatedAt: now },
  });
  if (count === 0) return false;
  await tx.audit.create({
    data: {
      id: newId(),
      firmId,
      actor: 'system:clock',
      verb: 'digest.paused',
      subject: `schedule:${id}`,
      detail: JSON.stringify({ why, reason }),
      platform: 'clock',
      at: now,
    },
  });
  await tx.outbox.create({
    data: {
      id: newId(),
      key: `digest.paused:${id}:${newId()}`,
      firmId,
      kind: 'digest.paused',
      payload: JSON.stringify({ scheduleId: id, reason }),
      dueAt: now,
      createdAt: now,
    },
  });
  return true;
}
