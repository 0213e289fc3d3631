import { newId } from '../../data/id.ts';
import type { Write } from '../../data/write.ts';
import { provenOf } from '../../firms/reads/addresses.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { tell } from '../../notices/service/tell.ts';
import { byEmail } from '../reads/subject.ts';
import type { Request } from '../schema.ts';
import { topics } from '../topics.ts';
import { askedLetter } from './asked.ts';
import { showWaiting } from './bind.ts';
import { type Agreed, putConsent } from './consent.ts';
import { postCards } from './decide.ts';
import { pendingKey } from './invite.ts';
import { deskFor, readersOf } from './letters.ts';

/** What a client typed, whoever it is for. */
export interface Asked {
  id: string;
  email: string;
  accountantEmail: string;
  companyName: string;
  document: string | null;
  contactName: string;
  phone: string;
  service: string;
  firmName: string;
  firmPhone: string;
  firmDocument: string;
  locale: string;
}
interface FirmRow {
  id: string;
  name: string;
  email: string;
  phone: string;
  locale: string;
  timeZone: string;
}

/** A client's request waits for so many days, whether a firm reads it or not: the time tells nobody who is a customer. */
export const waitDays = 30;

/** Whether a request of this client can be put before the firm now: `here` one waits already, `connected` there is nothing to ask. */
export async function roomFor({ tx }: Write, firmId: string, { email, document }: Asked, accountId: string) {
  const waiting = await tx.connectionRequest.findUnique({
    where: { pendingKey: pendingKey(firmId, 'client_to_firm', email) },
  });
  if (waiting) return { kind: 'here', accountantEmail: waiting.accountantEmail } as const;
  const own = await byEmail(tx, firmId, { email, document });
  return own?.situation === 'connected' && own.accountId === accountId
    ? ({ kind: 'connected' } as const)
    : ({ kind: 'free', own } as const);
}

/** Puts a request before a firm: its card, its letters, and what the client had agreed to. */
export async function place(
  write: Write,
  ctx: Ctx,
  firm: FirmRow,
  asked: Asked,
  { accountId, agreed, since, ownId }: { accountId: string; agreed: Agreed; since: Date; ownId: string | undefined },
): Promise<void> {
  // Only the e-mail that was proven tells which client this is. What has nothing but the number changes nothing before an admin decides.
  const { before } = ownId ? await showWaiting(write, ctx, ownId, 'client_to_firm') : { before: '' };
  const expiresAt = new Date(since.getTime() + waitDays * 86_400_000);
  const request = (await write.tx.connectionRequest.create({
    data: {
      ...asked,
      firmId: firm.id,
      clientId: ownId ?? null,
      before,
      accountId,
      direction: 'client_to_firm',
      state: 'pending',
      pendingKey: pendingKey(firm.id, 'client_to_firm', asked.email),
      sentAt: since,
      nextAt: expiresAt,
      expiresAt,
      createdAt: since,
    },
  })) as Request;
  await putConsent(write, ctx, request.id, accountId, agreed);
  // A letter names the client: it goes to nobody who was only typed.
  const readers = await readersOf(write, firm.id);
  const proven = await provenOf(
    write.tx,
    firm.id,
    readers.map(({ to }) => to),
  );
  await postCards(write, ctx, request.id);
  const desk = await deskFor(write.tx, ctx);
  for (const reader of readers.filter(({ to }) => proven.has(to)))
    await write.enqueue(askedLetter(reader, request, desk));
  await write.audit('connection.ask', `request:${request.id}`);
  await tell(write, firm.id, topics.asked, [{ requestId: request.id }]);
}

/** What waits for an address that stands for no firm: a row of its own, which the client's page shows as any other. False when it does. */
export async function keepAsk(
  { tx, now }: Write,
  asked: Asked,
  { version, hash, ip, userAgent }: Agreed,
): Promise<boolean> {
  const key = { email: asked.email, accountantEmail: asked.accountantEmail };
  await tx.connectionAsk.deleteMany({ where: { ...key, expiresAt: { lte: now } } });
  if (await tx.connectionAsk.findUnique({ where: { email_accountantEmail: key } })) return false;
  const expiresAt = new Date(now.getTime() + waitDays * 86_400_000);
  await tx.connectionAsk.create({
    data: { ...asked, textVersion: version, textHash: hash, ip, userAgent, expiresAt, createdAt: now },
  });
  return true;
}

/** So many requests arrive when an address is proven; more than a firm would ever have waiting. */
const most = 100;

/** An address has come to stand for a firm: the requests that waited for it arrive there, as old as they are. How many. */
export async function bringAsks(write: Write, ctx: Ctx, firm: FirmRow, accountantEmail: string): Promise<number> {
  const { tx } = write;
  const where = { accountantEmail, expiresAt: { gt: write.now } };
  let brought = 0;
  for (const row of await tx.connectionAsk.findMany({ where, orderBy: { id: 'asc' }, take: most })) {
    const { textVersion: version, textHash: hash, ip, userAgent, createdAt: since, expiresAt: _, ...asked } = row;
    const account = await tx.account.findUnique({ where: { email: row.email } });
    const room = account ? await roomFor(write, firm.id, asked, account.id) : undefined;
    if (!account || room?.kind !== 'free') continue;
    const agreed = { version, hash, ip, userAgent, at: since };
    await place(write, ctx, firm, asked, { accountId: account.id, agreed, since, ownId: room.own?.id });
    await tx.connectionAsk.delete({ where: { id: row.id } });
    brought++;
  }
  return brought;
}

export const newAsked = (email: string, locale: string, typed: Omit<Asked, 'id' | 'email' | 'locale'>): Asked => ({
  ...typed,
  id: newId(),
  email,
  locale,
});
