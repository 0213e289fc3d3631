import { AccountError, type Books } from '../../accounts/schema.ts';
import type { Files } from '../../data/files/door.ts';
import { readWhole } from '../../data/files/whole.ts';
import { newId } from '../../data/id.ts';
import { contextOf, type House } from '../../firms/context.ts';
import type { Sender } from '../../jobs/sender.ts';
import type { Ctx } from '../../kit/ctx.ts';
import type { Delivered } from '../../kit/incoming.ts';
import type { Locale } from '../../kit/words.ts';
import { isFinal } from './fetch.ts';
import { receivedName } from './kept.ts';

interface Parts {
  house: House;
  files: Files;
  books(ctx: Ctx, clientId: string): Promise<Books>;
  clock(): Date;
}

const timeout = 40_000;
/** The words in which the sender tells itself what came of it; anything else is what the account calls the document. */
const [kept, refused, passed] = ['kept', 'refused', 'passed'] as const;

async function contextFor({ house, clock }: Parts, firmId: string): Promise<Ctx> {
  const firm = await house.data.db.firm.findUniqueOrThrow({ where: { id: firmId } });
  return contextOf(house, {
    firm: { id: firm.id, name: firm.name, timeZone: firm.timeZone, version: firm.version },
    actor: { kind: 'system', id: 'outbox' },
    locale: firm.locale as Locale,
    from: 'outbox',
    now: clock(),
  });
}

/** Passes what a client sent on to the client's own account. What that does not take stays here, where the firm can have it. */
export const captureSender = (parts: Parts): Sender => ({
  send: async (payload): Promise<Delivered> => {
    const { id } = payload as { id: string };
    const row = await parts.house.data.db.documentIn.findUnique({ where: { id } });
    const bytes = row && (await readWhole(parts.files, receivedName(row), row.sha256));
    if (!row || !bytes) return { ok: false, gone: true, reason: 'the document is not here any more' };
    try {
      const books = await parts.books(await contextFor(parts, row.firmId), row.clientId);
      const { name, type, note } = row;
      const captured = await books.capture(
        { name, type, bytes, ...(note ? { note } : {}) },
        { signal: AbortSignal.timeout(timeout) },
      );
      return { ok: true, message: `id:${captured.id}` };
    } catch (error) {
      if (!(error instanceof AccountError)) throw error;
      if (isFinal(error.code)) return { ok: true, message: kept };
      // It was taken, under a name that is not known: to send it again would have it there twice.
      if (error.code === 'not_understood') return { ok: true, message: passed };
      if (error.code === 'bad_request' || error.code === 'not_found') return { ok: true, message: refused };
      return { ok: false, reason: error.code, ...(error.retryAfter === undefined ? {} : { wait: error.retryAfter }) };
    }
  },
  sent: async (tx, payload, message) => {
    const { id } = payload as { id: string };
    const now = parts.clock();
    const remote = message.startsWith('id:')
      ? { remoteId: message.slice(3), passedAt: now, lookAt: new Date(now.getTime() + 60_000) }
      : {};
    const state = message === kept || message === refused ? message : 'passed';
    await tx.documentIn.updateMany({ where: { id, state: 'waiting' }, data: { state, ...remote } });
  },
});

const most = 20;
const [hour, day] = [3_600_000, 86_400_000];

/** Asks the accounts what became of what was passed on; and passes on what had to be kept until the client authorised. */
export async function followReceived(parts: Parts, now: Date): Promise<void> {
  const { db } = parts.house.data;
  const due = await db.documentIn.findMany({
    where: { state: 'passed', lookAt: { lte: now } },
    orderBy: { lookAt: 'asc' },
    take: 200,
  });
  const byClient = new Map<string, typeof due>();
  for (const row of due) byClient.set(row.clientId, [...(byClient.get(row.clientId) ?? []), row]);
  for (const [clientId, rows] of byClient) {
    const some = rows.slice(0, most);
    const states = new Map<string, string>();
    try {
      const books = await parts.books(await contextFor(parts, some[0]!.firmId), clientId);
      for (const each of await books.captured(
        some.map((row) => row.remoteId),
        { signal: AbortSignal.timeout(timeout) },
      ))
        states.set(each.id, each.state);
    } catch (error) {
      if (!(error instanceof AccountError)) throw error;
    }
    await db.$transaction(async (tx) => {
      for (const { id, remoteId, passedAt, remoteState } of some) {
        const state = states.get(remoteId) ?? remoteState;
        const age = now.getTime() - (passedAt?.getTime() ?? 0);
        const over = ['done', 'refused', 'failed'].includes(state) || age > 14 * day;
        const lookAt = over ? null : new Date(now.getTime() + (age < hour ? 5 * 60_000 : 6 * hour));
        await tx.documentIn.updateMany({ where: { id }, data: { remoteState: state, lookAt } });
      }
    });
  }
  await keepForsaken(parts, now);
  await passOn(parts, now);
}

/** What the outbox has given up is kept here, so that it says so and is tried again another day. */
async function keepForsaken({ house }: Parts, now: Date): Promise<void> {
  const { db } = house.data;
  const late = await db.documentIn.findMany({
    where: { state: 'waiting', createdAt: { lte: new Date(now.getTime() - 12 * hour) } },
    select: { id: true },
    take: 200,
  });
  for (const { id } of late) {
    const pending = await db.outbox.count({
      where: { key: { startsWith: `documents.capture:${id}` }, state: 'pending' },
    });
    if (pending === 0)
      await db.$transaction((tx) =>
        tx.documentIn.updateMany({
          where: { id, state: 'waiting' },
          data: { state: 'kept', lookAt: new Date(now.getTime() + day) },
        }),
      );
  }
}

async function passOn({ house }: Parts, now: Date): Promise<void> {
  if (!house.provider) return;
  const waiting = await house.data.db.documentIn.findMany({
    where: {
      state: 'kept',
      OR: [{ lookAt: null }, { lookAt: { lte: now } }],
      client: { deletedAt: null, grant: { state: 'active' } },
    },
    select: { id: true, firmId: true },
    take: most,
  });
  for (const { id, firmId } of waiting) {
    const key = `documents.capture:${id}:${now.getTime()}`;
    await house.data.db.$transaction(async (tx) => {
      const { count } = await tx.documentIn.updateMany({
        where: { id, state: 'kept' },
        data: { state: 'waiting', lookAt: null },
      });
      if (count === 1)
        await tx.outbox.create({
          data: {
            id: newId(),
            key,
            firmId,
            kind: 'documents.capture',
            payload: JSON.stringify({ id }),
            dueAt: now,
            createdAt: now,
          },
        });
    });
  }
}
