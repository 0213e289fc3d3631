/** Seconds until `who` may go on, or 0. A bucket of `burst` that fills by `perSecond`; remembers at most `most` who's. */
export function createLimit({
  perSecond,
  burst,
  most = 10_000,
  now = () => Date.now(),
}: {
  perSecond: number;
  burst: number;
  most?: number;
  now?: () => number;
}) {
  const buckets = new Map<string, { left: number; at: number }>();
  return (who: string): number => {
    const at = now();
    const bucket = buckets.get(who) ?? { left: burst, at };
    buckets.delete(who);
    // A clock that was set back takes nothing away.
    bucket.left = Math.min(burst, bucket.left + (Math.max(0, at - bucket.at) / 1000) * perSecond);
    bucket.at = at;
    buckets.set(who, bucket);
    if (buckets.size > most) buckets.delete(buckets.keys().next().value!);
    if (bucket.left < 1) return Math.ceil((1 - bucket.left) / perSecond);
    bucket.left -= 1;
    return 0;
  };
}
