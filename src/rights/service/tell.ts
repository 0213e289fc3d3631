import { write } from '../../data/write.ts';
import type { House } from '../../firms/context.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { dayAt } from '../../kit/days.ts';
import type { FileOut } from '../../kit/view.ts';
import type { Locale } from '../../kit/words.ts';
import { words } from '../../words/index.ts';
import { type PersonalData, toldOf } from '../reads/personal-data.ts';
import { ofNobody } from '../subjects.ts';
import { asAsked } from '../views/asked.ts';
import { readable } from '../views/readable.ts';
import { sinceOf } from './account.ts';
import { gather, known, requestsAbout } from './client.ts';

/** The order in which people read it: who it is comes first. */
const first = ['Client', 'Account', 'License', 'LicenseEvent', 'Grant', 'ConnectionRequest', 'Consent'];
const ordered = (told: PersonalData): PersonalData => {
  const names = Object.keys(told);
  const rank = (name: string) => (first.includes(name) ? first.indexOf(name) : first.length + names.indexOf(name));
  return Object.fromEntries(Object.entries(told).sort(([a], [b]) => rank(a) - rank(b)));
};

const asJson = (about: object, told: PersonalData): Uint8Array =>
  new TextEncoder().encode(JSON.stringify({ ...about, ...told }, null, 2));

/**
 * Everything a firm stores about one client, to hand to them: a page for a person, and a file for programs. Audited. Undefined when there
 * is no such client.
 */
export const exportClient = (ctx: Ctx, id: string): Promise<FileOut[] | undefined> =>
  write(ctx, 'manage', async ({ tx, audit }) => {
    const client = await tx.client.findFirst({ where: { id, firmId: ctx.firm.id }, select: known });
    if (!client) return undefined;
    await audit('rights.export', `client:${id}`);
    const requests = await requestsAbout(tx, ctx.firm.id, [client]);
    const of = await gather(
      tx,
      ctx,
      ctx.firm.id,
      [client],
      requests.map((each) => each.id),
    );
    const told = ordered(await toldOf(tx, ctx.secret, 'client', of));
    const name = `${ctx.w.rights.file}-${client.document ?? dayAt(ctx.now, ctx.firm.timeZone)}`;
    const title = ctx.w.rights.told.title(client.name);
    const lead = [ctx.w.rights.told.lead(ctx.firm.name, ctx.w.connections.instant(ctx.now, ctx.firm.timeZone))];
    return [
      {
        name: `${name}.html`,
        type: 'text/html',
        bytes: readable(ctx.w, { title, lead, zone: ctx.firm.timeZone, told }),
      },
      { name: `${name}.json`, type: 'application/json', bytes: asJson({ firm: ctx.firm.name, at: ctx.now }, told) },
    ];
  });

const zone = 'America/Sao_Paulo';

/** Everything stored about an e-mail's account, over all firms, for the person themselves. Undefined when there is nothing. */
export async function exportAccount(
  { data, secret }: House,
  email: string,
  now: Date,
  locale: Locale = 'pt-BR',
): Promise<{ json: object; page: Uint8Array } | undefined> {
  const found = await data.db.$transaction(async (tx) => {
    const account = await tx.account.findUnique({ where: { email }, select: { id: true } });
    const accountId = account?.id ?? '';
    const clients = account
      ? await tx.client.findMany({ where: { accountId }, select: { id: true, firmId: true } })
      : [];
    const requests = await tx.connectionRequest.findMany({
      where: { OR: [{ email }, ...(account ? [{ accountId }] : [])] },
      select: { id: true, firmId: true },
    });
    const asks = await tx.connectionAsk.count({ where: { email } });
    if (!account && requests.length === 0 && asks === 0) return undefined;
    const firmIds = [...new Set([...clients, ...requests].map((each) => each.firmId))];
    const requestIds = requests.map((each) => each.id);
    const clientIds = clients.map((each) => each.id);
    const since = await sinceOf(tx, { email, accountId }, clientIds);
    const of = ofNobody({ accountId, email, clientIds, requestIds, since });
    const firms = await tx.firm.findMany({ where: { id: { in: firmIds } }, select: { id: true, name: true } });
    return { told: await toldOf(tx, secret, 'account', of), names: new Map(firms.map((each) => [each.id, each.name])) };
  });
  if (!found) return undefined;
  // Whose it is, by name: a person knows no ids.
  const told: PersonalData = Object.fromEntries(
    Object.entries(ordered(asAsked(found.told, email))).map(([model, rows]) => [
      model,
      rows.map(({ firmId, ...row }) => (firmId ? { firm: found.names.get(String(firmId)) ?? '', ...row } : row)),
    ]),
  );
  const w = words[locale];
  const title = w.rights.told.title(email);
  const lead = [w.rights.told.leadOwn(w.connections.instant(now, zone)), w.rights.told.firmKeeps];
  return { json: { at: now, email, ...told }, page: readable(w, { title, lead, zone, told }) };
}
