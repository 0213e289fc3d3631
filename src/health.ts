import type { Data } from './data/client.ts';
import { newId } from './data/id.ts';
import type { Clock } from './jobs/clock.ts';
import type { Outbox } from './jobs/outbox.ts';
import { outboxHealth } from './jobs/reads.ts';
import type { Backlog, Worker } from './jobs/runs.ts';
import type { Storage } from './jobs/storage.ts';

interface HealthParts {
  data: Data;
  files: { health(): Promise<{ ok: boolean; error?: string }> };
  storage: Storage;
  clock(): Date;
  minutes: Pick<Clock, 'health'>;
  outbox: Pick<Outbox, 'health'>;
  workers: Readonly<Record<string, Pick<Worker, 'health'>>>;
  backlogs: Readonly<Record<string, (now: Date) => Promise<Backlog>>>;
}

/** How everything does, for the pages that machines read. */
export function createHealth({ data, files, storage, clock, minutes, outbox, workers, backlogs }: HealthParts) {
  let started = false;
  const stored = async () => {
    const now = clock();
    const found = Object.entries(backlogs).map(async ([name, read]) => [name, await read(now)] as const);
    const sent = await outboxHealth(data, now);
    return { ...(Object.fromEntries(await Promise.all(found)) as Record<string, Backlog>), outbox: sent };
  };
  return {
    /** From here on people are let in. */
    begin: () => {
      started = true;
    },
    ready: async () => {
      // Asked anew each time: what is remembered says nothing of now.
      const read = data.all('SELECT "id" FROM "Firm" WHERE "id" = ?', [newId()], 'reserve').then(
        () => true,
        () => false,
      );
      return [
        { name: 'database', ok: await read, why: storage.known() },
        { name: 'start', ok: started },
      ];
    },
    health: async () => {
      const database = await storage.health();
      const working = {
        database,
        clock: minutes.health(),
        sending: outbox.health(),
        files: await files.health(),
        ...Object.fromEntries(Object.entries(workers).map(([name, worker]) => [name, worker.health()])),
      };
      if (database.cause === 'away') return { ok: false, ...working };
      const parts = { ...working, ...(await stored()) };
      return { ok: Object.values(parts).every((part) => part.ok), ...parts };
    },
    counted: async () => ({ clock: minutes.health(), ...(await stored()) }),
  };
}
