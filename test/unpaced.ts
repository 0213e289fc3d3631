import type { Senders } from '../src/jobs/sender.ts';

/** The same senders without the pace of their platforms, which is one of real time: the clock of a test stands still. */
export const unpaced = (senders: Senders): Senders =>
  Object.fromEntries(Object.entries(senders).map(([kind, sender]) => [kind, { ...sender, pace: undefined }]));
