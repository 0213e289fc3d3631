import type { Data } from './data/client.ts';
import { newId } from './data/id.ts';
import { digestHealth } from './digests/reads/health.ts';
import type { Clock } from './jobs/clock.ts';
import type { Outbox } from './jobs/outbox.ts';
import { outboxHealth } from './jobs/reads.ts';
import type { Storage } from './jobs/storage.ts';

interface HealthParts {
  data: Data;
  storage: Storage;
  clock(): Date;
  minutes: Pick<Clock, 'health'>;
  outbox: Pick<Outbox, 'health'>;
  taking: { health(): { ok: boolean } };
}

/** How everything does, for the pages that machines read. */
export function createHealth({ data, storage, clock, minutes, outbox, taking }: HealthParts) {
  let started = false;
  const stored = async () => ({ outbox: await outboxHealth(data, clock()), digests: await digestHealth(data, clock()) });
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
      const working = { database, clock: minutes.health(), sending: outbox.health(), documents: taking.health() };
      if (database.cause === 'away') return { ok: false, ...working };
      const parts = { ...working, ...(await stored()) };
      return { ok: Object.values(parts).every((part) => part.ok), ...parts };
    },
    counted: async () => ({ clock: minutes.health(), ...(await stored()) }),
  };
}
