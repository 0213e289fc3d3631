import { setFlagsFromString } from 'node:v8';

/** V8 lets a heap of this size grow fourfold before it collects what has grown old: a third more memory, and nothing for it. */
export const growSlowly = (): void => setFlagsFromString('--heap-growing-percent=50');
