import { setFlagsFromString } from 'node:v8';

/** V8 lets a heap of this size grow fourfold before it collects what has grown old: a third more memory, and nothing for it. */
export const growSlowly = (): void => setFlagsFromString('--heap-growing-percent=50');

/** New objects stay in two megabytes: a program that reads one long file needs no more, and the thirty that V8 would take save it no time. */
export const stayYoung = (): void => setFlagsFromString('--semi-space-growth-factor=1');
