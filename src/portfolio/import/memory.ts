import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Imports under way. */
let running = 0;
let sweep: (() => void) | undefined;

const thrifty = ['--heap-growing-percent=20', '--semi-space-growth-factor=1', '--expose-gc'];
const usual = ['--heap-growing-percent=0', '--semi-space-growth-factor=2', '--no-expose-gc'];
/** Lines between two sweeps: each takes some 30 ms, and what is not swept by then is kept. */
const stride = 2_000;

/**
 * Does long work in little memory. V8 lets garbage lie until the heap has doubled, and lets it grow further while it sweeps beside busy
 * cores; an import makes much garbage, so for its time the heap grows by a fifth, and `swept` tells it when to sweep at once.
 */
export async function thriftily<T>(work: (swept: (lines: number) => void) => Promise<T>): Promise<T> {
  if (running++ === 0) for (const flag of thrifty) setFlagsFromString(flag);
  sweep ??= runInNewContext('globalThis.gc') as (() => void) | undefined;
  let since = 0;
  try {
    return await work((lines) => {
      since += lines;
      if (since < stride) return;
      since = 0;
      sweep?.();
    });
  } finally {
    if (--running === 0) for (const flag of usual) setFlagsFromString(flag);
  }
}
