/** So many requests of one company in a second, and in a minute. */
export const realLimits: readonly Limit[] = [
  { length: 1000, most: 10 },
  { length: 60_000, most: 600 },
];

export interface Limit {
  /** Milliseconds. */
  length: number;
  most: number;
}

/** Counts what each company asks; says whether it is too much. `now` is in milliseconds and never goes back. */
export function createLimits(now: () => number, limits: readonly Limit[] = realLimits): (companyId: string) => boolean {
  const longest = Math.max(...limits.map((each) => each.length));
  const times = new Map<string, number[]>();
  return (companyId) => {
    const at = now();
    const mine = times.get(companyId) ?? [];
    times.set(companyId, mine);
    while (mine.length > 0 && mine[0]! <= at - longest) mine.shift();
    // Both windows slide: nothing is forgiven at the turn of a second. Refused requests count for nothing.
    const full = limits.some(
      ({ length, most }) => mine.length - mine.findLastIndex((each) => each <= at - length) - 1 >= most,
    );
    if (!full) mine.push(at);
    return full;
  };
}
