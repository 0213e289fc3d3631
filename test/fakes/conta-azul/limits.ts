/** So many requests of one company in a second, and in a minute. */
const windows = [
  { length: 1000, most: 10 },
  { length: 60_000, most: 600 },
] as const;

/** Counts what each company asks; says whether it is too much. `now` is in milliseconds and never goes back. */
export function createLimits(now: () => number): (companyId: string) => boolean {
  const times = new Map<string, number[]>();
  return (companyId) => {
    const at = now();
    const mine = times.get(companyId) ?? [];
    times.set(companyId, mine);
    while (mine.length > 0 && mine[0]! <= at - 60_000) mine.shift();
    // Both windows slide: nothing is forgiven at the turn of a second. Refused requests count for nothing.
    const full = windows.some(({ length, most }) => mine.length - mine.findLastIndex((each) => each <= at - length) - 1 >= most);
    if (!full) mine.push(at);
    return full;
  };
}
