/** Keeps the time between the messages of a lane. Of this process only: past that the platform itself says when to wait. */
export interface Pace {
  /** Milliseconds until the lane may begin again. */
  wait(lane: string): number;
  begin(lane: string, pace: number | undefined): void;
}

const most = 1000;

export function createPace(now: () => number = () => performance.now()): Pace {
  const free = new Map<string, number>();
  return {
    wait: (lane) => Math.max(0, (free.get(lane) ?? 0) - now()),
    begin: (lane, pace) => {
      if (!lane || !pace) return;
      if (free.size >= most) for (const [each, at] of free) if (at <= now()) free.delete(each);
      free.set(lane, now() + pace);
    },
  };
}
