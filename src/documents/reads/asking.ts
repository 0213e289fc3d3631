import { allows } from '../../clients/gates.ts';
import type { Client } from '../../clients/reads/client.ts';
import type { Ctx } from '../../kit/ctx.ts';
import type { Words } from '../../kit/words.ts';
import { addressOf } from '../../terms/client.ts';

/** One letter a day, however many press. */
export const letterKey = (clientId: string, today: string): string => `mail:documents:${clientId}:${today}`;

type Asked = Pick<Client, 'id' | 'email' | 'account' | 'standing'>;

/** Whether a client can be asked for documents; what is offered and what is refused both come from here. */
export type Asking =
  | { kind: 'can'; email: string }
  | { kind: 'not-connected' | 'no-email' }
  /** By whom; "" where nobody knows any more. */
  | { kind: 'asked'; who: string };

export async function askingOf(
  ctx: Ctx,
  client: Asked,
  db: Pick<Ctx['data']['db'], 'outbox' | 'documentAsk' | 'member'> = ctx.data.db,
): Promise<Asking> {
  if (!allows(client.standing, 'received')) return { kind: 'not-connected' };
  const email = addressOf(client);
  if (!email) return { kind: 'no-email' };
  const letter = await db.outbox.findUnique({ where: { key: letterKey(client.id, ctx.today) }, select: { id: true } });
  return letter ? { kind: 'asked', who: await whoAsked(ctx, client.id, db) } : { kind: 'can', email };
}

export async function whoAsked(
  ctx: Ctx,
  clientId: string,
  db: Pick<Ctx['data']['db'], 'documentAsk' | 'member'>,
): Promise<string> {
  const ask = await db.documentAsk.findFirst({
    where: { clientId, firmId: ctx.firm.id, createdById: { not: null } },
    orderBy: { createdAt: 'desc' },
  });
  const member =
    ask?.createdById &&
    (await db.member.findFirst({ where: { id: ask.createdById, firmId: ctx.firm.id }, select: { name: true } }));
  return member ? member.name : '';
}

/** Why a client cannot be asked, in words. */
export const whyNot = (w: Words, asking: Exclude<Asking, { kind: 'can' }>): string =>
  asking.kind === 'asked'
    ? w.documents.askedToday(asking.who)
    : asking.kind === 'no-email'
      ? w.documents.noEmail
      : w.documents.notConnected;
