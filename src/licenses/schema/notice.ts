import { addDays, type Day, daysBetween } from '../../kit/days.ts';
import { noticeDays } from '../../terms/notice.ts';

/** Days after a purchase during which it can be regretted without owing the whole. */
export const regretDays = 7;

export interface Notice {
  days: number;
  /** The last day on which telling is in time. */
  until: Day;
  /** Days from today to the renewal. */
  left: number;
  late: boolean;
}

export function noticeOf(what: keyof typeof noticeDays, today: Day, renewsOn: Day): Notice {
  const days = noticeDays[what];
  const until = addDays(renewsOn, -days);
  return { days, until, left: daysBetween(today, renewsOn), late: today > until };
}
