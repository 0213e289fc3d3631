import type { types } from '@slack/bolt';
import type { Learnt } from '../../src/kit/platform.ts';
import type { SealedView } from '../../src/kit/view.ts';
import { type Pictures, pictureMark } from './pictures.ts';

/** What not every workspace takes yet: a data table, one with acts in its rows, a chart; and a picture that it holds. */
export type Native = 'table' | 'acts' | 'chart' | 'picture';
/** What a message may be made of, besides what every workspace takes; a picture by Slack's id of it. */
export type Can = Readonly<Partial<Record<Exclude<Native, 'picture'>, boolean>>> & {
  picture?: false | ((png: Uint8Array) => string | undefined);
};

const weekMs = 7 * 86_400_000;

const nativeIn = (block: { type: string; rows?: unknown }): Native | undefined => {
  if (block.type === 'image') return 'picture';
  if (block.type === 'data_visualization') return 'chart';
  if (block.type !== 'data_table') return undefined;
  return (block.rows as { type: string }[][]).some((row) => row.at(-1)?.type === 'action_cell') ? 'acts' : 'table';
};

/** What of it a message is made of. */
export const nativesIn = (blocks: readonly types.KnownBlock[]): readonly Native[] => [
  ...new Set(blocks.flatMap((block) => nativeIn(block) ?? [])),
];

export interface Natives {
  /** Reads what was learnt before the process started. */
  load(): Promise<void>;
  /** What is worth a try there: what is taken, and what nobody knows of. */
  can(team: string): Can;
  /**
   * Whether all of it is known to be taken there: only then may it stand in an acknowledgement, which is never told of a refusal. Of a
   * picture nobody knows: its file may be gone.
   */
  sure(team: string, used: readonly Native[]): boolean;
  /** Whether charts are known not to be drawn there, and pictures may be shown. */
  needsPictures(team: string): boolean;
  /** Sees to it that a view's pictures are there, as far as Slack does not draw them. */
  bring(team: string, view: SealedView): void;
  /** What a call with this view has shown. */
  heard(team: string, view: SealedView, what: { used: readonly Native[]; dropped: readonly Native[] }): void;
}

/** What each workspace takes, learnt from calls and remembered for a week. Asked for every answer, so it is kept in memory. */
export function createNatives(learnt: Learnt | undefined, pictures: Pictures, now: () => number): Natives {
  const known = new Map<string, { takes: boolean; until: number }>();
  const nameOf = (team: string, native: Native): string => `${team}/${native}`;
  const takes = (team: string, native: Native): boolean | undefined => {
    const found = known.get(nameOf(team, native));
    return found && found.until > now() ? found.takes : undefined;
  };
  const hear = (team: string, native: Native, is: boolean): void => {
    if (takes(team, native) === is) return;
    const name = nameOf(team, native);
    const until = now() + weekMs;
    known.set(name, { takes: is, until });
    learnt?.keep(name, is ? 'taken' : 'refused', new Date(until)).catch(() => undefined);
  };
  const bring = (team: string, { blocks }: SealedView): void => {
    const draws = takes(team, 'chart') !== false;
    for (const block of blocks)
      if (block.kind === 'image' && !(draws && block.plot) && takes(team, 'picture') !== false)
        pictures.file(team, block.png);
  };
  return {
    bring,
    needsPictures: (team) => takes(team, 'chart') === false && takes(team, 'picture') !== false,
    load: async () => {
      for (const { name, value, until } of (await learnt?.all()) ?? [])
        if (name.includes(`/${pictureMark}/`)) pictures.restore(name, value, until.getTime());
        else known.set(name, { takes: value === 'taken', until: until.getTime() });
    },
    can: (team) => {
      const may = (native: Native) => takes(team, native) !== false;
      const picture = may('picture') && ((png: Uint8Array) => pictures.file(team, png));
      return { table: may('table'), acts: may('acts'), chart: may('chart'), picture };
    },
    sure: (team, used) => used.every((native) => native !== 'picture' && takes(team, native) === true),
    heard: (team, view, { used, dropped }) => {
      if (dropped.includes('picture')) {
        pictures.forget(team, view);
        // Where pictures were taken before, it was this one.
        if (takes(team, 'picture')) return;
      }
      for (const native of used) hear(team, native, true);
      for (const native of dropped) hear(team, native, false);
      // From now on it will be asked for.
      if (dropped.includes('chart')) bring(team, view);
    },
  };
}
