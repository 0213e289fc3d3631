import type { Data } from '../../src/data/client.ts';
import { newId } from '../../src/data/id.ts';
import { createOutbox, type OutboxParts } from '../../src/jobs/outbox.ts';
import type { Sender } from '../../src/jobs/sender.ts';
import type { Delivered } from '../../src/kit/incoming.ts';
import { quiet, testNow, testSecret } from '../house.ts';

declare module '../../src/data/write.ts' {
  interface Leaving {
    test: true;
  }
}

export const minutes = (n: number) => new Date(testNow.getTime() + n * 60_000);
export const ok: Delivered = { ok: true, message: 'm' };

/** Puts rows of the kind `test` into an outbox, each under the next key, and makes what sends them. */
export function postOffice({ data, clock }: { data: () => Data; clock: () => Date }) {
  let n = 0;
  const put = async (
    row: { kind?: string; lane?: string; payload?: object; firmId?: string; dueAt?: Date; createdAt?: Date } = {},
  ) => {
    const key = `k${++n}`;
    const {
      kind = 'test',
      lane = '',
      payload = { n },
      firmId = null,
      dueAt = clock(),
      createdAt = new Date(Math.min(dueAt.getTime(), clock().getTime())),
    } = row;
    await data().db.outbox.create({
      data: { id: newId(), key, kind, lane, firmId, payload: JSON.stringify(payload), dueAt, createdAt },
    });
    return key;
  };
  const box = (test: Sender | Sender['send'], rest: Partial<OutboxParts> = {}) =>
    createOutbox({
      data: data(),
      secret: testSecret,
      senders: { test: typeof test === 'function' ? { send: test } : test },
      clock,
      log: quiet,
      random: () => 0.5,
      ...rest,
    });
  return { put, box };
}
