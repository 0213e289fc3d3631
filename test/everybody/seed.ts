import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Data, Tx } from '../../src/data/client.ts';
import { newId } from '../../src/data/id.ts';
import { nameKeyOf, searchKeyOf } from '../../src/terms/client.ts';
import { testNow, testSecret } from '../house.ts';

/** What marks the data of a firm in every text: its own, what only its admins see, and what its analyst sees besides. */
export interface Marks {
  firm: string;
  admins: string;
  analyst: string;
  documents: { admins: string; analyst: string };
}

export interface Seeded {
  firmId: string;
  workspace: string;
  admin: { id: string; user: string };
  analyst: { id: string; user: string };
}

/** A firm with some of everything a firm can have. The admin's name is the one thing a stranger may be told, and bears no mark. */
export const seedFirm = ({ db }: Data, marks: Marks, dataDir?: string): Promise<Seeded> =>
  db.$transaction((tx) => seeding(tx, marks, dataDir));

async function seeding(db: Tx, marks: Marks, dataDir: string | undefined): Promise<Seeded> {
  const firmId = newId();
  const workspace = `w${randomUUID().slice(0, 8)}`;
  const at = { createdAt: testNow };
  const mail = (mark: string) => `${mark.toLowerCase()}@example.com`;
  await db.firm.create({
    data: { id: firmId, name: `${marks.firm} SA`, email: mail(marks.firm), phone: '(11) 4002-8922', ...at },
  });
  await db.workspace.create({
    data: { id: newId(), firmId, platform: 'test', workspace, channel: `C${marks.firm}`, ...at },
  });
  const member = async (name: string, role: string) => {
    const [id, user] = [newId(), randomUUID()];
    await db.member.create({
      data: { id, firmId, name, email: mail(`${marks.firm}.${role}.${id.slice(-6)}`), role, ...at },
    });
    await db.chatIdentity.create({
      data: { id: newId(), firmId, memberId: id, platform: 'test', workspace, user, ...at },
    });
    return { id, user };
  };
  const admin = await member('Marina', 'admin');
  const analyst = await member(`Ana ${marks.firm}`, 'analyst');
  await db.linkCode.create({
    data: { hash: randomUUID(), firmId, memberId: admin.id, expiresAt: new Date('2026-11-16T15:20:00Z') },
  });
  const packageId = newId();
  const bought = {
    plan: `${marks.firm} Pro`,
    quantity: 10,
    used: 1,
    purchasedOn: '2026-01-10',
    renewsOn: '2027-01-10',
    priceCents: 99900,
  };
  await db.licensePackage.create({ data: { id: packageId, firmId, ...bought, ...at } });

  const client = async (
    mark: string,
    label: string,
    more: { situation: string; document?: string; analystId?: string; deletedAt?: Date },
  ) => {
    const id = newId();
    const name = `${mark} ${label}`;
    const email = mail(`${label}.${mark}`);
    const keys = { nameKey: nameKeyOf({ name }), searchKey: searchKeyOf({ name, email, document: more.document }) };
    const license = { plan: `${mark} Pro`, payer: 'firm', expiresOn: '2026-12-01', autoRenew: true };
    const known = { name, email, tradeName: name, contactName: name, notes: name, ...keys };
    const stamps = { ...at, updatedAt: testNow };
    await db.client.create({
      data: { id, firmId, ...known, ...more, ...license, lastExportOn: '2026-10-05', ...stamps },
    });
    await db.license.create({
      data: { id: newId(), firmId, clientId: id, packageId, ...license, state: 'active', ...stamps },
    });
    const event = { kind: 'active', ...license, source: 'import', actor: `member:${admin.id}`, at: testNow };
    await db.licenseEvent.create({ data: { id: newId(), firmId, clientId: id, ...event } });
    await db.export.create({
      data: {
        id: newId(),
        firmId,
        clientId: id,
        month: '2026-10',
        state: 'done',
        actor: `member:${admin.id}`,
        at: testNow,
      },
    });
    const detail = JSON.stringify({ name });
    await db.audit.create({
      data: {
        id: newId(),
        firmId,
        actor: `member:${admin.id}`,
        verb: 'client.changed',
        subject: `client:${id}`,
        detail,
        at: testNow,
      },
    });
    return { id, email, name };
  };
  const request = async (of: { id: string; email: string; name: string }, direction: string, state: string) => {
    const id = newId();
    const clientId = direction === 'firm_to_client' || state !== 'pending' ? of.id : null;
    const pendingKey = state === 'pending' ? `${firmId}:${direction}:${of.email}` : null;
    const times = {
      ...at,
      expiresAt: new Date('2026-12-10T15:00:00Z'),
      ...(state === 'pending' ? {} : { decidedAt: testNow, decidedBy: 'client' }),
    };
    const who = { email: of.email, companyName: of.name, contactName: of.name, pendingKey };
    await db.connectionRequest.create({ data: { id, firmId, clientId, direction, state, ...who, ...times } });
    await db.postedCard.create({
      data: {
        id: newId(),
        firmId,
        requestId: id,
        platform: 'test',
        workspace,
        channel: 'C1',
        message: randomUUID(),
        ...at,
      },
    });
    return id;
  };
  const mine = { analystId: analyst.id };
  await client(marks.analyst, 'Alfa', { situation: 'connected', document: marks.documents.analyst, ...mine });
  await client(marks.analyst, 'Beta', { situation: 'not_connected', ...mine });
  const connected = await client(marks.admins, 'Gama', { situation: 'connected', document: marks.documents.admins });
  const late = await client(marks.admins, 'Delta', { situation: 'not_connected' });
  await client(marks.admins, 'Lambda', { situation: 'disconnected', deletedAt: testNow });
  const invited = await client(marks.admins, 'Sigma', { situation: 'invited' });
  const asking = await client(marks.admins, 'Omega', { situation: 'requested' });
  const accepted = await request(connected, 'firm_to_client', 'accepted');
  await request(late, 'firm_to_client', 'expired');
  await request(invited, 'firm_to_client', 'pending');
  await request(asking, 'client_to_firm', 'pending');
  await db.consent.create({
    data: { id: newId(), firmId, requestId: accepted, textVersion: '1', textHash: 'x', at: testNow },
  });
  const letter = { kind: 'mail', payload: JSON.stringify({ to: mail(marks.admins) }), dueAt: testNow, ...at };
  await db.outbox.create({ data: { id: newId(), firmId, key: randomUUID(), ...letter } });
  const csv = gzipSync(`Nome;CNPJ\n${marks.admins} Nova;\n`);
  const upload = {
    name: `${marks.admins}.csv`,
    bytes: new Uint8Array(csv),
    expiresAt: new Date('2026-11-17T15:00:00Z'),
  };
  await db.upload.create({ data: { id: newId(), firmId, memberId: admin.id, ...upload } });
  const due = {
    rule: 'weekdays 08:00',
    settledUntil: testNow,
    nextAt: new Date('2026-11-17T11:00:00Z'),
    ...at,
    updatedAt: testNow,
  };
  const theirs = { place: 'mail', platform: 'mail', channel: mail(marks.admins) };
  const scheduleId = newId();
  await db.schedule.create({ data: { id: scheduleId, firmId, kind: 'expiry', ...theirs, ...due } });
  const own = { place: 'member', platform: 'test', workspace, memberId: analyst.id };
  await db.schedule.create({ data: { id: newId(), firmId, kind: 'documents', ...own, ...due } });
  const runId = newId();
  await db.digestRun.create({
    data: { id: runId, firmId, scheduleId, key: randomUUID(), kind: 'expiry', slotAt: testNow, ...at },
  });
  const content = JSON.stringify({ kind: 'expiry', today: '2026-11-16', steps: [7, 15, 30], counts: [0, 0, 1, 0] });
  await db.digest.create({
    data: { id: newId(), firmId, runId, platform: 'mail', channel: mail(marks.admins), content, ...at },
  });
  await db.digestDeed.create({
    data: {
      id: newId(),
      firmId,
      clientId: connected.id,
      kind: 'done',
      about: '2026-12-01',
      memberId: admin.id,
      at: testNow,
    },
  });
  await db.firmHoliday.create({ data: { id: newId(), firmId, day: '2026-12-24', name: `${marks.admins} fecha` } });
  await db.noticeRule.create({
    data: { id: newId(), firmId, topic: 'asked', platform: 'test', workspace, channel: `C${marks.admins}`, ...at },
  });
  await seedDocuments(db, { firmId, workspace, admin, analyst }, dataDir);
  return { firmId, workspace, admin, analyst };
}

/** Documents that were taken of every client, some of them in vain, and one that each has sent. */
async function seedDocuments(
  db: Tx,
  { firmId, workspace, admin, analyst }: Seeded,
  dataDir: string | undefined,
): Promise<void> {
  const at = { createdAt: testNow };
  const job = async ({ id: memberId, user: channel }: Seeded['admin'], total: number) => {
    const id = newId();
    const place = { platform: 'test', workspace, channel };
    const counts = { total, ready: total - 1, failed: 1, cardAt: testNow };
    await db.documentJob.create({
      data: { id, firmId, memberId, month: '2026-10', state: 'done', ...place, ...counts, doneAt: testNow, ...at },
    });
    return id;
  };
  const clients = await db.client.findMany({ where: { firmId, deletedAt: null }, orderBy: { id: 'asc' } });
  const mine = clients.filter((each) => each.analystId === analyst.id);
  const jobs = [
    { id: await job(admin, clients.length), of: clients },
    { id: await job(analyst, mine.length), of: mine },
  ];
  for (const { id: jobId, of } of jobs) {
    for (const [rank, { id: clientId, name }] of of.entries()) {
      const failed = rank === of.length - 1;
      const receipt = {
        id: newId(),
        description: `${name} aluguel`,
        party: name,
        paidOn: '2026-10-05',
        cents: 250_000,
      };
      const ready = {
        file: 'documentos.zip',
        bytes: 100,
        keptUntil: new Date('2026-11-23T15:00:00Z'),
        receiptCount: 1,
        receipts: JSON.stringify([receipt]),
      };
      const state = failed ? { state: 'failed', error: 'blocked' } : { state: 'ready', ...ready };
      await db.documentItem.create({
        data: { id: newId(), firmId, jobId, clientId, rank, dueAt: testNow, doneAt: testNow, ...state, ...at },
      });
    }
  }
  for (const { id: clientId, name, email, situation } of clients) {
    const id = newId();
    const content = `%PDF-1.7 ${name} ${id}`;
    const file = {
      name: `${name}.pdf`,
      type: 'application/pdf',
      bytes: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
      state: 'passed',
      remoteState: 'done',
    };
    await db.documentIn.create({ data: { id, firmId, clientId, ...file, ...at } });
    await db.documentAsk.create({
      data: { hash: randomUUID(), firmId, clientId, email, expiresAt: new Date('2026-11-30T15:00:00Z'), ...at },
    });
    await db.accessAsk.create({
      data: { hash: randomUUID(), firmId, clientId, email, expiresAt: new Date('2026-11-30T15:00:00Z'), ...at },
    });
    if (dataDir) {
      mkdirSync(join(dataDir, 'received', firmId), { recursive: true });
      writeFileSync(join(dataDir, 'received', firmId, id), content);
    }
    if (situation !== 'connected' || (await db.grant.count({ where: { clientId } })) > 0) continue;
    const grant = { companyId: id, state: 'active', authorizedAt: testNow, changedAt: testNow, checkedAt: testNow };
    // The last known numbers, which name what they are of.
    const figures = testSecret.seal(
      JSON.stringify({ balances: { at: testNow, value: { accounts: [{ name, balance: 1 }], more: 0 } } }),
    );
    await db.grant.create({ data: { id: newId(), firmId, clientId, figures, ...grant } });
  }
}
