import { addDays, type Day, daysBetween } from '../kit/days.ts';
import { cut } from '../kit/text.ts';
import type { Words } from '../kit/words.ts';
import { noticeDays } from './notice.ts';

/** When a plan ends or renews itself, with what can still be done about it. */
export function dueNews(
  w: Words,
  { expiresOn, autoRenew }: { expiresOn: Day; autoRenew: boolean },
  today: Day,
): string {
  const left = daysBetween(today, expiresOn);
  const due = w.news.due(left);
  if (left < 0) return due;
  if (!autoRenew) return w.news.ends(due);
  const until = addDays(expiresOn, -noticeDays.renewal);
  return today > until ? w.news.tooLate(due) : w.news.inTime(due, w.format.day(until));
}

/** The first line of what is about a client: the name, and either what was just done or how it stands. */
export const titleFor = (w: Words, name: string, said: string, done = false): string =>
  done ? w.news.told(cut(name, 60), said) : w.news.about(cut(name, 60), said);
