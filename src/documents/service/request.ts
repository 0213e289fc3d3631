import { inScope, scopeOf } from '../../clients/reads/scope.ts';
import { standingOf, standingSelect } from '../../clients/reads/status.ts';
import { hashToken, newToken } from '../../data/secret.ts';
import { isUnique } from '../../data/unique.ts';
import { write } from '../../data/write.ts';
import { fromFirm, type MailPayload, mailFrame } from '../../jobs/mail.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { dayAt } from '../../kit/days.ts';
import { UserError } from '../../kit/errors.ts';
import type { Locale } from '../../kit/words.ts';
import { words } from '../../words/index.ts';
import { askingOf, letterKey, whoAsked, whyNot } from '../reads/asking.ts';
import { askDays, type Receipt } from '../schema.ts';

/** So many lines a letter lists. */
const mostLines = 25;

interface Letter {
  to: string;
  locale: Locale;
  firm: { name: string; email: string; phone: string; timeZone: string };
  company: string;
  month: string;
  receipts: readonly Receipt[];
  url: string;
  expiresAt: Date;
}

/** The letter that asks a client for documents, with what is missing and the link to send it by. */
function letterOf({ to, locale, firm, company, month, receipts, url, expiresAt }: Letter): MailPayload {
  const w = words[locale];
  const { letter } = w.documents;
  const subject = letter.subject(firm.name, w.format.month(month));
  const lines = receipts
    .slice(0, mostLines)
    .map(({ paidOn, description, cents }) =>
      letter.line(paidOn ? w.format.day(paidOn) : '', description, cents === undefined ? '' : w.format.money(cents)),
    );
  if (receipts.length > mostLines) lines.push(letter.more(receipts.length - mostLines));
  const frame = mailFrame({
    locale,
    title: subject,
    paragraphs: [
      ...letter.paragraphs(firm.name, company, w.format.month(month)),
      ...(lines.length > 0 ? [letter.missing, lines] : []),
      letter.how,
    ],
    button: { label: letter.button, url },
    footer: letter.footer(firm.name, firm.phone, w.format.day(dayAt(expiresAt, firm.timeZone))),
  });
  return { to, subject, ...frame, ...fromFirm(firm, locale) };
}

/** Asks a client for the documents of a month, once a day at most. The address it went to; throws UserError where that cannot be. */
export async function askClient(
  ctx: Ctx,
  clientId: string,
  month: string,
  receipts: readonly Receipt[],
): Promise<string> {
  try {
    return await write(ctx, 'see', async ({ tx, audit, enqueue, now }) => {
      const client = await tx.client.findFirst({
        where: { id: clientId, ...inScope(scopeOf(ctx)) },
        select: {
          id: true,
          name: true,
          tradeName: true,
          email: true,
          account: { select: { email: true } },
          firm: true,
          ...standingSelect(now),
        },
      });
      if (!client) throw new UserError('gone', (w) => w.documents.clientGone);
      const asking = await askingOf(ctx, { ...client, standing: standingOf(client, now, ctx.today) }, tx);
      if (asking.kind !== 'can') throw new UserError(asking.kind, (w) => whyNot(w, asking));
      const { email } = asking;
      const token = newToken();
      const hash = hashToken(token);
      const { firm } = client;
      const locale = firm.locale as Locale;
      const expiresAt = new Date(now.getTime() + askDays * 86_400_000);
      const createdById = ctx.actor.kind === 'member' ? ctx.actor.id : null;
      await tx.documentAsk.create({
        data: { hash, firmId: firm.id, clientId, month, email, locale, createdById, expiresAt, createdAt: now },
      });
      const payload = letterOf({
        to: email,
        locale,
        firm,
        company: client.tradeName || client.name,
        month,
        receipts,
        url: `${ctx.publicUrl}/send/${token}`,
        expiresAt,
      });
      await enqueue({ key: letterKey(clientId, ctx.today), kind: 'mail', payload, sealed: true });
      await audit('documents.asked', `client:${clientId}`, { month, receipts: receipts.length });
      return email;
    });
  } catch (error) {
    // In the same moment somebody else has.
    if (!isUnique(error)) throw error;
    const who = await whoAsked(ctx, clientId, ctx.data.db);
    throw new UserError('asked', (w) => w.documents.askedToday(who));
  }
}
