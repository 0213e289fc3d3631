import { type Trouble, troubleIn } from './failure.ts';

/** What the last writes met. Kept by whoever talks to the driver, so that nobody can forget to say it. */
export interface DatabaseCondition {
  /** What keeps the database from being written, and since when. */
  now(): { trouble: Trouble; since: Date } | undefined;
  failed(error: unknown): void;
  well(): void;
}

export function createCondition(): DatabaseCondition {
  let state: { trouble: Trouble; since: Date } | undefined;
  return {
    now: () => state,
    failed: (error) => {
      const trouble = troubleIn(error);
      if (trouble && state?.trouble !== trouble) state = { trouble, since: new Date() };
    },
    well: () => {
      state = undefined;
    },
  };
}
