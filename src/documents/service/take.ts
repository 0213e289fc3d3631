import { AccountError, type Books } from '../../accounts/schema.ts';
import type { Files } from '../../data/files/door.ts';
import { newId } from '../../data/id.ts';
import { write } from '../../data/write.ts';
import { contextOf, type House } from '../../firms/context.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { safeName } from '../../kit/names.ts';
import type { Locale } from '../../kit/words.ts';
import { followDigests } from '../../notices/service/follow.ts';
import { type Detail, keptDays, mostMessages } from '../schema.ts';
import { dropLacks, fetchMonth, isFinal, nothingHad } from './fetch.ts';
import { followJob, laneOf } from './follow.ts';
import { partsUnder, zipName } from './kept.ts';
import { type Packed, packMonth } from './pack.ts';
import { openParts } from './parts.ts';
import { type Claimed, end, isOurs, putBack } from './queue.ts';

export interface Taking {
  house: House;
  files: Files;
  /** A client's own account, open. */
  books(ctx: Ctx, clientId: string): Promise<Books>;
  clock(): Date;
  /** Lets so many make their ZIP at once: that is work for the processor and the memory, and not for the network. */
  packing<T>(work: () => Promise<T>): Promise<T>;
}

/** After so many tries what does not answer is left out, and the rest is handed over. */
const maxTries = 5;
const keptFrom = (now: Date): Date => new Date(now.getTime() + keptDays * 86_400_000);

/** 10 s, 30 s, 90 s … up to a quarter of an hour. */
const backOff = (failed: number): number => Math.min(10_000 * 3 ** failed, 900_000);

async function load({ house, clock }: Taking, item: Claimed) {
  const row = await house.data.db.documentItem.findUnique({
    where: { id: item.id },
    include: { firm: true, client: true, job: { include: { member: true } } },
  });
  if (!row) return undefined;
  const { firm, client, job } = row;
  const ctx = contextOf(house, {
    firm: { id: firm.id, name: firm.name, timeZone: firm.timeZone, version: firm.version },
    actor: { kind: 'system', id: 'documents' },
    locale: job.locale as Locale,
    from: 'documents',
    now: clock(),
  });
  return { ctx, client, job };
}
type Loaded = NonNullable<Awaited<ReturnType<typeof load>>>;

/** The context as it is by now: taking a month may last for minutes. */
const later = ({ ctx }: Loaded, { clock }: Taking): Ctx => ({ ...ctx, now: clock(), delivery: { key: null } });

/**
 * Takes one client's month, from wherever it stands: what was fetched is not asked for again. Ends it as ready or failed, or puts it
 * back to be tried later. When `signal` calls it off, nothing of it is recorded but what was fetched.
 */
export async function takeMonth(taking: Taking, item: Claimed, signal: AbortSignal): Promise<void> {
  const loaded = await load(taking, item);
  if (!loaded) return;
  const { ctx, client, job } = loaded;
  const last = item.attempts + 1 >= maxTries;
  const { files } = taking;
  const under = partsUnder(item);
  let lost = false;
  /** Whoever wakes after a long sleep may have lost it, and has not been told yet. */
  const held = () => {
    signal.throwIfAborted();
    if (taking.clock() >= item.until) throw new Error('the lease has run out');
  };
  try {
    const parts = await openParts(files, under, held);
    const books = await taking.books(ctx, client.id);
    const fetched = (count: number) => {
      item.fetched += count;
    };
    const lacks = await fetchMonth({ books, parts, month: job.month, signal, lenient: last, fetched });
    signal.throwIfAborted();
    const nothing = nothingHad(lacks);
    if (nothing) return await fail(taking, item, loaded, nothing);
    const packed = await taking.packing(async () => {
      const file = await files.create(zipName(item));
      const end = async () => {
        held();
        lost = !(await isOurs(ctx.data, item));
        if (lost) throw new Error('taken by another process');
        await file.end();
      };
      return packMonth({
        parts,
        file: { ...file, end },
        w: ctx.w,
        locale: ctx.locale,
        client: { name: client.name, document: client.document },
        firm: ctx.firm.name,
        month: job.month,
        takenAt: taking.clock(),
        takenText: ctx.w.connections.instant(taking.clock(), ctx.firm.timeZone),
        source: ctx.provider?.name ?? '',
        lacks,
      });
    });
    const ended = await finish(taking, item, loaded, packed);
    // What lacks something is kept as it is, so that only the rest is asked for again.
    if (ended && packed.lacks.length > 0) await dropLacks(parts);
    else if (ended) await files.removeAll(under);
    // Its client was erased while it was taken: so is this.
    if (!ended && !(await isThere(taking, item))) {
      await files.remove(zipName(item));
      await files.removeAll(under);
    }
  } catch (error) {
    if (signal.aborted || lost || taking.clock() >= item.until) return;
    const code = error instanceof AccountError ? error.code : 'broken';
    // The account's own words may name a client's things: the code alone is for the log.
    if (code === 'broken') ctx.log.error({ err: error, item: item.id }, 'a month could not be taken');
    if (last || (error instanceof AccountError && isFinal(error.code))) return fail(taking, item, loaded, code);
    const wait = (error instanceof AccountError ? error.retryAfter : undefined) ?? backOff(item.attempts);
    await putBack(ctx.data, item, { dueAt: new Date(taking.clock().getTime() + wait), counted: true, error: code });
  }
}

const isThere = async ({ house }: Taking, { id }: Claimed): Promise<boolean> =>
  (await house.data.db.documentItem.count({ where: { id } })) > 0;

/**
 * All that follows from a ZIP being there, at once: the item, the export, the client, and the traces. What came in part is not exported yet:
 * that is when the rest is there, or somebody says that it will do. False when it was not ours any more.
 */
async function finish(taking: Taking, item: Claimed, loaded: Loaded, packed: Packed): Promise<boolean> {
  const { client, job } = loaded;
  const ctx = later(loaded, taking);
  const detail: Detail = { counts: packed.counts, lacks: packed.lacks };
  const whole = packed.lacks.length === 0;
  // Now it is known for sure.
  item.fetched = (['receivables', 'payables', 'settlements', 'services', 'xml'] as const).reduce(
    (sum, kind) => sum + (packed.counts[kind] ?? 0),
    0,
  );
  const name = `${ctx.w.documents.zip(job.month, safeName(client.tradeName || client.name, 50))}.zip`;
  return write(ctx, 'see', async (door) => {
    const { tx, audit, become, enqueue, portfolioChanged } = door;
    if (job.member) {
      const { id, name, role } = job.member;
      become(ctx.firm.id, { kind: 'member', id, name, role: role === 'admin' ? 'admin' : 'analyst' });
    }
    const ended = await end(tx, ctx.now, item, {
      state: 'ready',
      error: '',
      detail: JSON.stringify(detail),
      lacking: packed.lacks.length,
      receipts: JSON.stringify(packed.receipts.slice(0, 500)),
      receiptCount: packed.receipts.length,
      file: name,
      bytes: packed.bytes,
      sha256: packed.sha256,
      keptUntil: keptFrom(ctx.now),
    });
    if (!ended) return false;
    await tx.export.create({
      data: {
        id: newId(),
        firmId: ctx.firm.id,
        clientId: client.id,
        month: job.month,
        state: whole ? 'done' : 'partial',
        detail: JSON.stringify(packed.counts),
        actor: job.memberId ? `member:${job.memberId}` : 'system:documents',
        at: ctx.now,
      },
    });
    if (whole) {
      await tx.client.updateMany({
        where: { id: client.id, firmId: ctx.firm.id },
        data: { lastExportOn: ctx.today, updatedAt: ctx.now },
      });
      await portfolioChanged();
    }
    await audit('documents.taken', `client:${client.id}`, { month: job.month, lacks: packed.lacks.length });
    if (whole) await followDigests(door, [client.id]);
    const { platform, workspace, channel } = job;
    const place = { platform, workspace, channel, direct: !job.shared };
    if (job.total <= mostMessages)
      await enqueue({
        key: `documents.file:${item.id}:${item.lease}`,
        kind: 'documents.file',
        lane: laneOf(job),
        payload: { itemId: item.id, clientId: client.id, firmId: ctx.firm.id, ...place },
      });
    await followJob(door, job, ended.done);
    return true;
  });
}

async function fail(taking: Taking, item: Claimed, loaded: Loaded, error: string): Promise<void> {
  const ctx = later(loaded, taking);
  await write(ctx, 'see', async (door) => {
    // The ZIP of a try before stays what there is.
    const before = await door.tx.documentItem.findUnique({
      where: { id: item.id },
      select: { file: true, keptUntil: true },
    });
    const outcome =
      before?.file && before.keptUntil
        ? { state: 'ready' as const }
        : { state: 'failed' as const, keptUntil: keptFrom(ctx.now) };
    const ended = await end(door.tx, ctx.now, item, { ...outcome, error });
    if (!ended) return;
    await door.audit('documents.failed', `client:${item.clientId}`, { month: loaded.job.month, error });
    await followJob(door, loaded.job, ended.done);
  });
}

/** Shows how far a job is, unless its card has just been brought up to date. */
export async function showProgress({ house, clock }: Taking, jobId: string): Promise<void> {
  const job = await house.data.db.documentJob.findUnique({ where: { id: jobId }, include: { firm: true } });
  if (!job || job.cardAt > clock()) return;
  const { id, name, timeZone, version } = job.firm;
  const ctx = contextOf(house, {
    firm: { id, name, timeZone, version },
    actor: { kind: 'system', id: 'documents' },
    from: 'documents',
    now: clock(),
  });
  await write(ctx, 'see', (door) => followJob(door, job));
}
