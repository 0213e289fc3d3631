import { type Day, daysBetween } from '../../kit/days.ts';
import type { Words } from '../../kit/words.ts';

/** A day as a card says it: with how far it is. */
export const dated = (w: Words, day: Day, today: Day): string =>
  w.clients.card.when(w.format.day(day), w.clients.card.relative(daysBetween(today, day)));
