/**
 * Wall time: what the clocks of a zone show, as the milliseconds it would be if that were UTC. It counts evenly over days, and says
 * nothing of when that is in a zone until `instantOf` is asked.
 */
export type Wall = number;

export const dayMs = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

/** What the clocks of a zone show at an instant (milliseconds), to the second. */
export function wallAt(instant: number, zone: string): Wall {
  let format = formats.get(zone);
  if (!format) {
    // Swedes write days and times so that they can be read back.
    format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
    formats.set(zone, format);
  }
  return Date.parse(`${format.format(instant).replace(' ', 'T')}Z`);
}

const offset = (instant: number, zone: string): number => {
  const whole = Math.floor(instant / 1000) * 1000;
  return wallAt(whole, zone) - whole;
};

/**
 * The instant at which the clocks show a wall time: the first one where they show it twice, and where they jump over it, as much later as
 * they jump (02:30 becomes 03:30).
 */
export function instantOf(wall: Wall, zone: string): number {
  const before = offset(wall - dayMs, zone);
  const after = offset(wall + dayMs, zone);
  if (before === after) return wall - before;
  const fits = [before, after].map((each) => wall - each).filter((instant) => wallAt(instant, zone) === wall);
  return fits.length > 0 ? Math.min(...fits) : wall - before;
}

/** A wall time as it is written: 2026-12-01T08:00. */
export const wallText = (wall: Wall): string => new Date(wall).toISOString().slice(0, 16);

/** Days counted from 1970-01-01, which is 0. */
export const dayNumber = (wall: Wall): number => Math.floor(wall / dayMs);
/** 0 is Sunday. */
export const weekday = (day: number): number => (day + 4) % 7;
