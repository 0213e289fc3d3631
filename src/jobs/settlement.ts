import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';
import type { Settled } from './service/queue.ts';

/** How often a record beside the mark may fail before the row is marked without it: what was sent must not be sent for ever. */
const recordTries = 5;

interface MarksParts {
  settle(batch: readonly Settled[]): Promise<void>;
  /** Told after each batch that is in the database. */
  marked(batch: readonly Settled[]): void;
  failed(error: unknown): void;
  /** Milliseconds until a batch that failed is tried again. */
  pause?: number;
}

export interface Marks {
  add(settled: Settled): void;
  /** Gives up what is not in the database yet; those rows are sent again when their lease runs out. */
  abandon(): void;
}

/** Gathers what came of rows, and marks it in as few transactions as possible: while one is written, the next gathers. */
export function createMarks({ settle, marked, failed, pause = 1000 }: MarksParts): Marks {
  let waiting: Settled[] = [];
  let busy = false;
  let abandoned = false;
  const failures = new WeakMap<Settled, number>();

  const write = async (batch: readonly Settled[]): Promise<readonly Settled[]> => {
    try {
      if (batch.length > 0) await settle(batch);
      marked(batch);
      return [];
    } catch (error) {
      failed(error);
      for (const each of batch) {
        if (!each.record) continue;
        failures.set(each, (failures.get(each) ?? 0) + 1);
        if (failures.get(each)! >= recordTries) each.record = undefined;
      }
      return batch;
    }
  };

  const run = async () => {
    while (waiting.length > 0 && !abandoned) {
      // Whatever else ends in this turn of the loop is written together with it.
      await turn();
      const batch = waiting;
      waiting = [];
      const left = [...(await write(batch.filter((each) => !each.record)))];
      // A record that fails must take nobody else's mark with it.
      for (const each of batch.filter((each) => each.record)) left.push(...(await write([each])));
      waiting.push(...left);
      if (left.length > 0) await sleep(pause);
    }
    busy = false;
  };

  return {
    add: (settled) => {
      waiting.push(settled);
      if (busy) return;
      busy = true;
      void run();
    },
    abandon: () => {
      abandoned = true;
    },
  };
}
