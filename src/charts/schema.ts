import type { Plot } from '../kit/view.ts';

/** What a value says by its colour; `plain` says nothing. */
export type Tone = 'plain' | 'good' | 'warn' | 'bad' | 'quiet';

export interface Bar {
  label: string;
  /** Zero or more. */
  value: number;
  tone?: Tone;
}

/** Bars that lie below each other, the longest reaching across. */
export interface Bars {
  title: string;
  /** What the values count; the title where it says so itself. */
  what?: string;
  bars: readonly Bar[];
  /** A BCP 47 tag: how numbers are written. */
  lang: string;
  /** How a value reads; a number in that language when left out. */
  say?(value: number): string;
}

/** Columns beside each other, a group for each point in time, a column of a group for each series. Values may be negative. */
export interface ColumnChart {
  title: string;
  /** At most three. */
  series: readonly { label: string; tone: Tone }[];
  groups: readonly { label: string; values: readonly number[] }[];
  lang: string;
  say?(value: number): string;
}

export interface Chart {
  png: Uint8Array;
  /** What the picture says, for those who do not see it. */
  alt: string;
  /** The same as numbers. */
  plot: Plot;
}
