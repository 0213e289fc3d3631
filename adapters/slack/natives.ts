import type { types } from '@slack/bolt';
import type { Learnt } from '../../src/kit/platform.ts';

/** What not every workspace takes yet: a data table, one with acts in its rows, a chart. */
export type Native = 'table' | 'acts' | 'chart';
const all: readonly Native[] = ['table', 'acts', 'chart'];
/** What a message may be made of, besides what every workspace takes. */
export type Can = Readonly<Partial<Record<Native, boolean>>>;

const weekMs = 7 * 86_400_000;

const nativeIn = (block: { type: string; rows?: unknown }): Native | undefined => {
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
  /** Whether all of it is known to be taken there: only then may it stand in an acknowledgement, which is never told of a refusal. */
  sure(team: string, used: readonly Native[]): boolean;
  /** What a call has shown. */
  heard(team: string, took: readonly Native[], refused: readonly Native[]): void;
}

/** What each workspace takes, learnt from calls and remembered for a week. Asked for every answer, so it is kept in memory. */
export function createNatives(learnt: Learnt | undefined, now: () => number): Natives {
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
  return {
    load: async () => {
      for (const { name, value, until } of (await learnt?.all()) ?? [])
        known.set(name, { takes: value === 'taken', until: until.getTime() });
    },
    can: (team) => Object.fromEntries(all.map((native) => [native, takes(team, native) !== false])),
    sure: (team, used) => used.every((native) => takes(team, native) === true),
    heard: (team, took, refused) => {
      for (const native of took) hear(team, native, true);
      for (const native of refused) hear(team, native, false);
    },
  };
}
