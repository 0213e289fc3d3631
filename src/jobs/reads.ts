import type { Data } from '../data/client.ts';
import { readPayload } from '../data/payload.ts';
import type { Secret } from '../data/secret.ts';
import { type Mail, mailPayload, messageId } from './mail.ts';

/** An instant as the driver compares it, for statements that go past Prisma. */
const instant = (data: Data, at: Date) => (data.provider === 'sqlite' ? at.getTime() : at.toISOString());

/** Whether anything may be taken. Asked every second: it reads, so that nobody's write waits for it. */
export async function isDue(data: Data, now: Date): Promise<boolean> {
  const at = instant(data, now);
  const rows = await data.all(
    `SELECT 1 FROM "Outbox" WHERE "state" = 'pending' AND "dueAt" <= ? AND ("leaseUntil" IS NULL OR "leaseUntil" <= ?) LIMIT 1`,
    [at, at],
  );
  return rows.length > 0;
}

export interface DeadLetter {
  key: string;
  kind: string;
  reason: string;
  at: Date;
}

export interface OutboxHealth {
  /** Nothing that is due has waited longer than five minutes. */
  ok: boolean;
  waiting: number;
  /** How long the oldest row that is due has waited. */
  lateSeconds: number;
  dead: number;
  /** The newest ten. */
  letters: readonly DeadLetter[];
}

export async function outboxHealth(data: Data, now: Date): Promise<OutboxHealth> {
  const { outbox } = data.db;
  const [waiting, oldest, dead, letters] = await Promise.all([
    outbox.count({ where: { state: 'pending' } }),
    outbox.findFirst({
      where: { state: 'pending', dueAt: { lte: now } },
      orderBy: { dueAt: 'asc' },
      select: { dueAt: true },
    }),
    outbox.count({ where: { state: 'dead' } }),
    outbox.findMany({ where: { state: 'dead' }, orderBy: { dueAt: 'desc' }, take: 10 }),
  ]);
  const lateSeconds = oldest ? Math.round((now.getTime() - oldest.dueAt.getTime()) / 1000) : 0;
  return {
    ok: lateSeconds <= 300,
    waiting,
    lateSeconds,
    dead,
    letters: letters.map(({ key, kind, error, dueAt }) => ({ key, kind, reason: error, at: dueAt })),
  };
}

/** A mail that went to the local mailbox. */
export interface StoredMail extends Mail {
  id: string;
  at: Date;
}

/** The newest mails that were kept, newest first. What cannot be read any more is left out. */
export async function storedMails(data: Data, secret: Secret, from: string, limit = 200): Promise<StoredMail[]> {
  const rows = await data.db.outbox.findMany({
    where: { state: 'sent', kind: 'mail' },
    orderBy: [{ dueAt: 'desc' }, { id: 'desc' }],
    take: limit,
  });
  return rows.flatMap(({ id, key, payload, sentAt, createdAt }) => {
    const mail = mailPayload.safeParse(readPayload(payload, secret));
    return mail.success ? [{ ...mail.data, id, at: sentAt ?? createdAt, messageId: messageId(key, from) }] : [];
  });
}
