import type { Data } from '../../data/client.ts';

export interface DigestHealth {
  /** Nothing that is due has waited longer than ten minutes. */
  ok: boolean;
  /** Schedules that are due and were not run yet. */
  waiting: number;
  /** How long the first of them has waited. */
  lateSeconds: number;
}

const patience = 600;

export async function digestHealth({ db }: Data, now: Date): Promise<DigestHealth> {
  const [waiting, first] = await Promise.all([
    db.schedule.count({ where: { nextAt: { lte: now } } }),
    db.schedule.findFirst({ where: { nextAt: { lte: now } }, orderBy: { nextAt: 'asc' }, select: { nextAt: true } }),
  ]);
  const lateSeconds = first?.nextAt ? Math.round((now.getTime() - first.nextAt.getTime()) / 1000) : 0;
  return { ok: lateSeconds <= patience, waiting, lateSeconds };
}
