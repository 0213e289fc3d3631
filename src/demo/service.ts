import type { Authorization } from '../accounts/service/authorize.ts';
import type { Data, Tx } from '../data/client.ts';
import { newId } from '../data/id.ts';
import { addDays, addMonths, type Day } from '../kit/days.ts';
import { type Put, putLicenses } from '../licenses/service/write.ts';
import { nameKeyOf, searchKeyOf } from '../terms/client.ts';
import type { Paying, Terms } from '../terms/licence.ts';
import { authorized, firm, people, sampleClients } from './schema.ts';

/** They authorise as anybody does, but that a stand-in for them presses the buttons. Does nothing for those who have before. */
export async function authorizeDemo(
  { db }: Data,
  authorization: Authorization,
  consent: (url: string, document: string) => string,
): Promise<void> {
  const clients = await db.client.findMany({
    where: { document: { in: [...authorized] }, situation: 'connected', grant: null, account: { isNot: null } },
    include: { account: true },
  });
  for (const { id, document, account } of clients) {
    const url = await authorization.start(account!.email, id);
    if (!url) continue;
    const back = new URL(consent(url, document!)).searchParams;
    await authorization.finish(account!.email, { code: back.get('code') ?? '', state: back.get('state') ?? '' });
  }
  // What has been so from the start is no news.
  if (clients.length > 0)
    await db.$transaction((tx) => tx.outbox.deleteMany({ where: { kind: 'grant.notice', state: 'pending' } }));
}

/** Two purchases of licences: one whose renewal is near, and one with licences left. */
async function buyDemo(tx: Tx, firmId: string, now: Date, today: Day) {
  const lots = [
    { plan: 'Avançado I', quantity: 2, renewsOn: addDays(today, 12), priceCents: 259_000 },
    { plan: 'Performance I', quantity: 4, renewsOn: addDays(today, 33), priceCents: 768_000 },
  ].map((lot, i) => ({
    id: newId(),
    firmId,
    name: `Lote ${i + 1}`,
    purchasedOn: addMonths(lot.renewsOn, -12),
    createdAt: now,
    ...lot,
  }));
  await tx.licensePackage.createMany({ data: lots });
  return lots;
}

/** The sample firm of the demo, with people one can be in the console and a small portfolio. Does nothing when there is a firm already. */
export async function createDemo(data: Data, now: Date, today: Day): Promise<void> {
  const firmId = newId();
  await data.db.$transaction(async (tx) => {
    if ((await tx.firm.count()) > 0) return;
    await tx.firm.create({
      data: { id: firmId, ...firm, email: people[0].email, createdAt: now },
    });
    await tx.provenAddress.create({ data: { email: people[0].email, firmId, provenAt: now } });
    await tx.workspace.create({
      data: { id: newId(), firmId, platform: 'console', workspace: 'console', channel: 'console', createdAt: now },
    });
    const members: string[] = [];
    for (const { name, email, role } of people) {
      const id = newId();
      members.push(id);
      await tx.member.create({ data: { id, firmId, name, email, role, createdAt: now } });
      await tx.chatIdentity.create({
        data: {
          id: newId(),
          firmId,
          memberId: id,
          platform: 'console',
          workspace: 'console',
          user: id,
          createdAt: now,
        },
      });
    }
    const lots = await buyDemo(tx, firmId, now, today);
    const puts: Put[] = [];
    for (const [i, { due, exported, plan, payer, ...client }] of sampleClients.entries()) {
      const id = newId();
      const expiresOn = due === undefined ? undefined : addDays(today, due);
      const known = client.situation === 'connected';
      if (known)
        await tx.account.create({
          data: { id, email: client.email, name: client.name, document: client.document, createdAt: now },
        });
      await tx.client.create({
        data: {
          id,
          firmId,
          ...client,
          analystId: i % 3 === 2 ? null : (members[1 + (i % 3)] ?? null),
          accountId: known ? id : null,
          nameKey: nameKeyOf(client),
          searchKey: searchKeyOf(client),
          ...(exported === undefined ? {} : { lastExportOn: addDays(today, -exported) }),
          createdAt: now,
          updatedAt: now,
        },
      });
      if (!expiresOn || !plan || !payer) continue;
      const lot = payer === 'firm' ? lots.find((each) => each.plan === plan) : undefined;
      if (lot) await tx.licensePackage.update({ where: { id: lot.id }, data: { used: { increment: 1 } } });
      const before = addMonths(expiresOn, -12);
      const own: Terms = {
        plan,
        payer: payer as Paying,
        nextPayer: '',
        recurrence: 'yearly',
        startsOn: before,
        expiresOn,
        // What has run out, or does today, does not renew itself.
        autoRenew: due! > 0 && i % 2 === 0,
        trialEndsOn: '',
        anchorDay: 0,
        packageId: null,
        state: due! < 0 ? 'expired' : 'active',
      };
      const after = lot ? { ...own, packageId: lot.id, expiresOn: lot.renewsOn, autoRenew: true } : own;
      puts.push({ clientId: id, kind: 'active', after: { ...after, state: 'active' } });
      if (after.state === 'expired') puts.push({ clientId: id, kind: 'expired', after });
    }
    // Each on its day: a portfolio has a past, and what is old is no news in a summary.
    for (const put of puts) {
      const { startsOn, expiresOn } = put.after;
      const at = new Date(`${put.kind === 'expired' ? addDays(expiresOn, 1) : startsOn}T12:00:00Z`);
      await putLicenses(tx, data.provider, [put], { firmId, actor: 'system:demo', source: 'system', now: at });
    }
  });
}
