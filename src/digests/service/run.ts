import type { Data, Tx } from '../../data/client.ts';
import { newId } from '../../data/id.ts';
import type { Log } from '../../kit/ctx.ts';
import { asksOf, type Due, dueSchedules, type Recipient } from '../reads/due.ts';
import { gather } from '../reads/gather.ts';
import { isEmpty, type Made, type Schedule } from '../schema.ts';
import { pauseIn } from './pause.ts';
import { laneOf } from './rows.ts';

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
  const plans = due.map((each): Plan => ({ ...each, messages: [] }));
  for (const [i, { of, recipient }] of asks.entries())
    if (plans[of]!.schedule.sendEmpty || !isEmpty(made[i]!)) plans[of]!.messages.push({ recipient, made: made[i]! });
  return plans;
}

/** The rows of one run with its messages, each of which goes out once. Inside a transaction; answers the messages' ids. */
export async function writeRun(
  tx: Tx,
  run: { id: string; key: string; schedule: Pick<Schedule, 'id' | 'firmId' | 'kind'>; slotAt: Date; askedBy: string; now: Date },
  messages: readonly { recipient: Recipient; made: Made }[],
): Promise<string[]> {
  const { id, key, schedule, slotAt, askedBy, now } = run;
  const { firmId, kind } = schedule;
  await tx.digestRun.create({ data: { id, firmId, scheduleId: schedule.id, key, kind, slotAt, askedBy, createdAt: now } });
  const ids: string[] = [];
  for (const { recipient, made } of messages) {
    const digestId = newId();
    ids.push(digestId);
    await tx.digest.create({
      data: { id: digestId, firmId, runId: id, ...recipient, content: JSON.stringify(made.content), createdAt: now },
    });
    if (made.clients.length > 0)
      await tx.digestClient.createMany({
        data: made.clients.map(({ id: clientId, expiresOn }, position) => ({ digestId, clientId, firmId, position, expiresOn })),
      });
    await tx.outbox.create({
      data: {
        id: newId(),
        key: `digest:${digestId}`,
        firmId,
        kind: recipient.platform === 'mail' ? 'digest.mail' : 'digest.post',
        lane: laneOf(recipient),
        payload: JSON.stringify({ digestId }),
        dueAt: now,
        createdAt: now,
      },
    });
  }
  return ids;
}

/**
 * Takes one schedule from its old slot to its next: whoever moves it writes the run, so that of any number of processes one does. The
 * slot's key is looked for besides, because a slot may come again when a firm moves to another zone.
 */
async function settle(tx: Tx, { schedule, slot, next, messages, recipients }: Plan, now: Date): Promise<Ran | undefined> {
  const { id, firmId, nextAt, settledUntil } = schedule;
  const { count } = await tx.schedule.updateMany({ where: { id, nextAt, settledUntil }, data: { nextAt: next, settledUntil: now } });
  if (count === 0 || !slot) return undefined;
  if (recipients.length === 0) {
    await pauseIn(tx, schedule, 'nobody', now);
    return undefined;
  }
  const key = `${id}:${slot.wall}`;
  if (await tx.digestRun.findUnique({ where: { key }, select: { id: true } })) return undefined;
  const run = { id: newId(), key, schedule, slotAt: new Date(slot.at), askedBy: '', now };
  const digests = await writeRun(tx, run, messages);
  await tx.audit.create({
    data: {
      id: newId(),
      firmId,
      actor: 'system:clock',
      verb: 'digest.run',
      subject: `schedule:${id}`,
      detail: JSON.stringify({ slot: slot.wall, messages: digests.length }),
      platform: 'clock',
      at: now,
    },
  });
  return { scheduleId: id, firmId, runId: run.id, key, slotAt: run.slotAt, digests };
}

const settleAll = (data: Data, plans: readonly Plan[], now: Date): Promise<Ran[]> =>
  data.db.$transaction(async (tx) => {
    const ran: Ran[] = [];
    for (const each of plans) {
      const one = await settle(tx, each, now);
      if (one) ran.push(one);
    }
    return ran;
  });

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
