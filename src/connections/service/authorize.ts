import type { Data } from '../../data/client.ts';
import { hashToken, newToken } from '../../data/secret.ts';
import { type Write, write } from '../../data/write.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { accessMail } from '../mails.ts';
import { type AccessLink, type Askable, askables } from '../reads/asking.ts';
import { accessDays } from '../schema.ts';
import { localeFor } from './letters.ts';

/** Of one client; those that are not missing any more, or were asked a moment ago, are told as they stand by now. */
async function askOne(door: Write, ctx: Ctx, { id, name, asking }: Askable): Promise<void> {
  if (asking.kind !== 'can') return;
  const { email } = asking;
  const token = newToken();
  const hash = hashToken(token);
  const firm = await door.tx.firm.findUniqueOrThrow({ where: { id: ctx.firm.id } });
  const locale = await localeFor(door, email, firm);
  const expiresAt = new Date(ctx.now.getTime() + accessDays * 86_400_000);
  const createdById = ctx.actor.kind === 'member' ? ctx.actor.id : null;
  await door.tx.accessAsk.create({
    data: { hash, firmId: firm.id, clientId: id, email, locale, createdById, expiresAt, createdAt: ctx.now },
  });
  const payload = accessMail({
    firm,
    to: email,
    locale,
    company: name,
    source: ctx.provider?.name ?? '',
    url: `${ctx.publicUrl}/authorize/${token}`,
    expiresAt,
  });
  await door.enqueue({ key: `mail:authorize:${hash}`, kind: 'mail', payload, sealed: true });
  await door.audit('account.ask', `client:${id}`);
}

/** So many at a time: whoever is waiting for the database's lock is not kept for long. */
const batch = 100;

/**
 * Asks clients by letter to authorise their account: those who can be asked. How each of them stood; of many, a kill in between leaves the
 * rest to be asked by the same press.
 */
export async function askAccess(ctx: Ctx, ids: readonly string[]): Promise<Askable[]> {
  const came: Askable[] = [];
  for (let i = 0; i < ids.length; i += batch)
    came.push(
      ...(await write(ctx, 'invite', async (door) => {
        // Two who ask at once would each see that nobody has.
        if (ctx.data.provider === 'postgresql')
          await door.tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`access:${ctx.firm.id}`}))`;
        const some = await askables(ctx, ids.slice(i, i + batch), door.tx);
        for (const each of some) await askOne(door, ctx, each);
        return some;
      })),
    );
  return came;
}

/** Looks behind the link of such a letter. It opens for as long as there is something to authorise, for this client alone. */
export async function openAccess({ db }: Data, token: string, now: Date): Promise<AccessLink> {
  const ask = await db.accessAsk.findUnique({
    where: { hash: hashToken(token) },
    include: {
      firm: { select: { name: true } },
      client: {
        select: {
          name: true,
          situation: true,
          deletedAt: true,
          account: { select: { email: true } },
          grant: { select: { state: true } },
        },
      },
    },
  });
  if (!ask) return { state: 'unknown' };
  const { email, clientId, client } = ask;
  const said = { firm: ask.firm.name, company: client.name };
  const theirs = client.situation === 'connected' && !client.deletedAt && client.account?.email === email;
  if (!theirs) return { state: 'closed', ...said };
  if (client.grant?.state === 'active' || client.grant?.state === 'blocked') return { state: 'done', ...said };
  return ask.expiresAt > now ? { state: 'open', email, clientId, ...said } : { state: 'closed', ...said };
}
