import type { Tx } from '../../data/client.ts';
import { newId } from '../../data/id.ts';
import { cardChannels } from '../../firms/reads/channels.ts';
import type { Topic } from '../schema.ts';
import { laneOf } from './rows.ts';

/** For how long events are gathered into one message, in milliseconds. */
export const gathering = 5 * 60_000;

/** What happened, in ids: who it was is looked up when it is told. */
export interface Event {
  clientId?: string | null;
  requestId?: string | null;
  /** Of what has neither: what could not be delivered, and why. */
  detail?: string;
  /** The outbox row of what could not be delivered. */
  outboxId?: string | null;
}

/**
 * Tells the channels that a firm has chosen for a topic. Inside the write that did it. The first event of a channel opens a message that
 * goes out in five minutes; those that follow join it. The row of the open message is locked by whoever joins, so that it never goes out
 * without one that was let in. Answers how many channels are told.
 */
export async function tell(
  { tx, now }: { tx: Tx; now: Date },
  firmId: string,
  topic: Topic,
  events: readonly Event[],
  // What somebody of the firm did themselves is no news to the others, unless they chose to be told.
  anyway = topic.anyway ?? false,
): Promise<number> {
  if (events.length === 0) return 0;
  const rules = await tx.noticeRule.findMany({ where: { firmId, topic: topic.name }, orderBy: { id: 'asc' } });
  const places = rules.length > 0 || !anyway ? rules : await cardChannels(tx, firmId);
  for (const { platform, workspace, channel } of places) {
    const batchId = await join(tx, now, firmId, { platform, workspace, channel }, events.length);
    await tx.notice.createMany({
      data: events.map(({ clientId = null, requestId = null, outboxId = null, detail = '' }) => ({
        id: newId(),
        firmId,
        batchId,
        topic: topic.name,
        clientId,
        requestId,
        outboxId,
        detail: detail.slice(0, 300),
        at: now,
      })),
    });
  }
  return places.length;
}

/** The open message of a channel, opened when there is none. */
async function join(
  tx: Tx,
  now: Date,
  firmId: string,
  place: { platform: string; workspace: string; channel: string },
  count: number,
): Promise<string> {
  const lane = laneOf(place);
  const openKey = `${firmId}:${lane}`;
  for (;;) {
    const id = newId();
    // Two at once: one opens it, and the other waits here and then joins. A unique violation would end the whole write.
    const { platform, workspace, channel } = place;
    const opened = await tx.$executeRaw`
      INSERT INTO "NoticeBatch" ("id", "firmId", "platform", "workspace", "channel", "openKey", "count", "createdAt")
      VALUES (${id}, ${firmId}, ${platform}, ${workspace}, ${channel}, ${openKey}, 0, ${now}) ON CONFLICT DO NOTHING`;
    if (opened === 1) {
      const payload = JSON.stringify({ batchId: id });
      const dueAt = new Date(now.getTime() + gathering);
      // No lane while it gathers: what is due before it must not wait behind it.
      await tx.outbox.create({
        data: { id: newId(), key: `notices:${id}`, firmId, kind: 'notices', payload, dueAt, createdAt: now },
      });
    }
    const { count: joined } = await tx.noticeBatch.updateMany({
      where: { openKey },
      data: { count: { increment: count } },
    });
    if (joined === 0) continue;
    return (await tx.noticeBatch.findUniqueOrThrow({ where: { openKey }, select: { id: true } })).id;
  }
}
