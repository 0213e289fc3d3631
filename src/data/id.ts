import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

// Random bytes by the page: asking the system for each id alone costs ten times the rest, which a long import feels.
const pool = new Uint8Array(4096);
let used = pool.length;
let msecs = 0;
let seq = 0;

/** A new id: uuid v7, so that ids sort by the time they were made, also within one millisecond. */
export function newId(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const random = pool.subarray(used, used + 16);
  used += 16;
  const now = Date.now();
  if (now > msecs) {
    msecs = now;
    seq = ((random[6]! & 0x7f) << 24) | (random[7]! << 16) | (random[8]! << 8) | random[9]!;
  } else seq++;
  return v7({ random, msecs, seq });
}
