import type { Data, Tx } from '../../data/client.ts';
import { newId } from '../../data/id.ts';
import type { Log } from '../../kit/ctx.ts';
import { laneOf } from '../../notices/service/rows.ts';
import { asksOf, type Due, dueSchedules, type Recipient } from '../reads/due.ts';
import { gather } from '../reads/gather.ts';
import { isEmpty, type Made, type Schedule } from '../schema.ts';
import { pauseIn } from './pause.ts';

/** A slot that was run. */
export interface Ran {
  scheduleId: string;
  firmId: string;
  runId: string;
  key: string;
  slotAt: Date;
  /** Messages that go out; none when there was nothing to tell. */
  digests: string[];
}

/** What one run writes. */
interface Plan extends Due {
  messages: { recipient: Recipient; made: Made }[];
  /** Of a summary: the firm's version that it counted up to, whether or not there was anything to tell. */
  version: number | undefined;
}

/** How many schedules are looked at together: read at once, and written in one transaction. */
const batch = 100;

/** What each due schedule would send. What is empty is left out, unless the firm asked for it. */
async function plan(data: Data, due: readonly Due[], now: Date): Promise<Plan[]> {
  const asks = await asksOf(data, due, now);
  const made = await gather(
    data,
    asks.map(({ ask }) => ask),
  );
  const plans = due.map((each): Plan => ({ ...each, messages: [], version: undefined }));
  for (const [i, { of, recipient }] of asks.entries()) {
    plans[of]!.version = made[i]!.version;
    if (plans[of]!.schedule.sendEmpty || !isEmpty(made[i]!)) plans[of]!.messages.push({ recipient, made: made[i]! });
  }
  return plans;
}

/** A run to be written, with what it sends. */
export interface Run {
  id: string;
  key: string;
  schedule: Pick<Schedule, 'id' | 'firmId' | 'kind'>;
  slotAt: Date;
  askedBy: string;
  version: number | undefined;
  messages: readonly { recipient: Recipient; made: Made }[];
}

/** The rows of some runs with their messages, each of which goes out once. Inside a transaction; answers the messages' ids by run. */
export async function writeRuns(tx: Tx, runs: readonly Run[], now: Date): Promise<Map<string, string[]>> {
  const digests = runs.flatMap(({ id: runId, schedule, messages }) =>
    messages.map(({ recipient, made }) => ({ id: newId(), runId, firmId: schedule.firmId, recipient, made })),
  );
  await tx.digestRun.createMany({
    data: runs.map(({ id, key, schedule, slotAt, askedBy, version }) => {
      const { id: scheduleId, firmId, kind } = schedule;
      return { id, firmId, scheduleId, key, kind, slotAt, askedBy, version, createdAt: now };
    }),
  });
  await tx.digest.createMany({
    data: digests.map(({ id, runId, firmId, recipient, made }) => ({
      id,
      firmId,
      runId,
      ...recipient,
      content: JSON.stringify(made.content),
      createdAt: now,
    })),
  });
  await tx.digestClient.createMany({
    data: digests.flatMap(({ id: digestId, firmId, made }) =>
      made.clients.map(({ id: clientId, expiresOn }, position) => ({
        digestId,
        clientId,
        firmId,
        position,
        expiresOn,
      })),
    ),
  });
  await tx.outbox.createMany({
    data: digests.map(({ id, firmId, recipient }) => ({
      id: newId(),
      key: `digest:${id}`,
      firmId,
      kind: recipient.platform === 'mail' ? 'digest.mail' : 'digest.post',
      lane: laneOf(recipient),
      payload: JSON.stringify({ digestId: id }),
      dueAt: now,
      createdAt: now,
    })),
  });
  return new Map(runs.map(({ id }) => [id, digests.filter(({ runId }) => runId === id).map((each) => each.id)]));
}

/**
 * Takes schedules from their old slots to their next: whoever moves one writes its run, so that of any number of processes one does. The
 * slots' keys are looked for besides, because a slot may come again when a firm moves to another zone.
 */
async function settle(tx: Tx, plans: readonly Plan[], now: Date): Promise<Ran[]> {
  const won: (Run & { wall: string })[] = [];
  for (const { schedule, slot, next, messages, recipients, version } of plans) {
    const { id, nextAt, settledUntil } = schedule;
    const { count } = await tx.schedule.updateMany({
      where: { id, nextAt, settledUntil },
      data: { nextAt: next, settledUntil: now },
    });
    if (count === 0 || !slot) continue;
    if (recipients.length === 0) await pauseIn(tx, schedule, 'nobody', now);
    else {
      const run = {
        id: newId(),
        key: `${id}:${slot.wall}`,
        schedule,
        slotAt: new Date(slot.at),
        askedBy: '',
        version,
        messages,
      };
      won.push({ ...run, wall: slot.wall });
    }
  }
  const before = await tx.digestRun.findMany({
    where: { key: { in: won.map(({ key }) => key) } },
    select: { key: true },
  });
  const runs = won.filter(({ key }) => !before.some((each) => each.key === key));
  if (runs.length === 0) return [];
  const digests = await writeRuns(tx, runs, now);
  await tx.audit.createMany({
    data: runs.map(({ id, schedule, wall }) => ({
      id: newId(),
      firmId: schedule.firmId,
      actor: 'system:clock',
      verb: 'digest.run',
      subject: `schedule:${schedule.id}`,
      detail: JSON.stringify({ slot: wall, messages: digests.get(id)!.length }),
      platform: 'clock',
      at: now,
    })),
  });
  return runs.map(({ id, key, schedule, slotAt }) => {
    const { id: scheduleId, firmId } = schedule;
    return { scheduleId, firmId, runId: id, key, slotAt, digests: digests.get(id)! };
  });
}

const settleAll = (data: Data, plans: readonly Plan[], now: Date): Promise<Ran[]> =>
  data.db.$transaction((tx) => settle(tx, plans, now));

/** A schedule that would be run at some moment, in its last slot until then. */
export interface Would {
  firmId: string;
  scheduleId: string;
  kind: Schedule['kind'];
  slot: string;
  slotAt: Date;
  messages: number;
}

/** What a run at that moment would send, with the data of now. Writes nothing. */
export async function wouldRun({ data, log }: { data: Data; log: Log }, at: Date): Promise<Would[]> {
  const all: Would[] = [];
  for (const seen: string[] = []; ; ) {
    const { due, broken } = await dueSchedules(data, at, batch, seen);
    if (due.length + broken.length === 0) return all;
    for (const { id, error } of broken) log.error({ err: error, schedule: id }, 'a digest could not be run');
    seen.push(...broken.map(({ id }) => id), ...due.map(({ schedule }) => schedule.id));
    for (const { schedule, slot, messages } of await plan(data, due, at)) {
      const { id: scheduleId, firmId, kind } = schedule;
      if (slot)
        all.push({ firmId, scheduleId, kind, slot: slot.wall, slotAt: new Date(slot.at), messages: messages.length });
    }
  }
}

/** How far the clock must have been ahead before a schedule is taken back, in milliseconds: less is ordinary correction. */
const ahead = 5 * 60_000;
const far = 40 * 86_400_000;

/** Schedules that were settled by a clock that was far ahead wait for a time that is not near: they are looked at again. */
async function takeBack({ db }: Data, now: Date): Promise<void> {
  const lost = { nextAt: { gt: new Date(now.getTime() + far) }, settledUntil: { gt: new Date(now.getTime() + ahead) } };
  if ((await db.schedule.count({ where: lost })) === 0) return;
  await db.$transaction((tx) => tx.schedule.updateMany({ where: lost, data: { nextAt: now, settledUntil: now } }));
}

/**
 * Runs every schedule that is due at `now`, each in its latest slot that was missed. May run late, twice, and in any number of processes:
 * every slot is run once. One schedule that fails holds up no other; it is tried again when this is called again.
 */
export async function runDue({ data, log }: { data: Data; log: Log }, now: Date): Promise<Ran[]> {
  await takeBack(data, now);
  const all: Ran[] = [];
  const failed: string[] = [];
  for (;;) {
    const { due, broken } = await dueSchedules(data, now, batch, failed);
    for (const { id, error } of broken) {
      failed.push(id);
      log.error({ err: error, schedule: id }, 'a digest could not be run');
    }
    if (due.length + broken.length === 0) break;
    try {
      all.push(...(await settleAll(data, await plan(data, due, now), now)));
    } catch (error) {
      // One of them spoils it for all: alone, only for itself.
      log.warn({ err: error, count: due.length }, 'digests could not be run together');
      for (const each of due) {
        try {
          all.push(...(await settleAll(data, await plan(data, [each], now), now)));
        } catch (cause) {
          failed.push(each.schedule.id);
          log.error({ err: cause, schedule: each.schedule.id }, 'a digest could not be run');
        }
      }
    }
    if (all.some(({ digests }) => digests.length > 0)) data.afterWrite?.();
  }
  if (failed.length > 0) throw new Error(`${failed.length} schedules could not be run`);
  return all;
}
