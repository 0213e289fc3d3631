import { acceptInvitation, declineInvitation, look } from '../../connections/service/answer.ts';
import { ask } from '../../connections/service/ask.ts';
import { invite } from '../../connections/service/invite.ts';
import type { Files } from '../../data/files/door.ts';
import { write } from '../../data/write.ts';
import { runDue } from '../../digests/service/run.ts';
import { createSchedule } from '../../digests/service/schedules.ts';
import { receive } from '../../documents/service/receive.ts';
import { askClient } from '../../documents/service/request.ts';
import { contextOf, type House } from '../../firms/context.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { addDays, addMonths, type Day, dayAt } from '../../kit/days.ts';
import { paper } from '../paper.ts';
import { cast, declinedBecause, papers, people, sampleClients } from '../schema.ts';

const lived = 'demo.lived';
const day = 86_400_000;
const agreement = { ip: '127.0.0.1', userAgent: 'demo' };

const companyOf = (document: string) => sampleClients.find((each) => each.document === document)!;

/** Brazil has no summer time any more, and the demo's firm is in São Paulo. */
const at = (on: Day, time: string): Date => new Date(`${on}T${time}:00-03:00`);

/**
 * What has happened before anybody opens the demo: invitations and how they were answered, a client who asks, papers that came, the digest of
 * the morning. Done by the very services that do it for people, each on its day, so that nothing in the demo contradicts anything else.
 * Done once; what a kill cut short is taken up at the next start.
 */
export async function liveDemo(house: House, files: Files, now: Date): Promise<void> {
  const { db } = house.data;
  const row = await db.firm.findFirst({ orderBy: { createdAt: 'asc' }, include: { members: true } });
  const admin = row?.members.find(({ email }) => email === people[0].email);
  if (!row || !admin || (await db.audit.count({ where: { firmId: row.id, verb: lived } })) > 0) return;
  const today = dayAt(now, row.timeZone);
  const { id, name, timeZone, version } = row;
  const firm = { id, name, timeZone, version };

  const asAdmin = (moment: Date): Ctx => ({
    ...contextOf(house, { firm, actor: { kind: 'system', id: 'demo' }, from: 'console', now: moment }),
    actor: { kind: 'member', id: admin.id, name: admin.name, role: 'admin' },
    can: () => true,
  });
  const asClient = (moment: Date) =>
    contextOf(house, { firm, actor: { kind: 'client', id: '' }, from: 'portal', now: moment });
  const asClock = (moment: Date) =>
    contextOf(house, { firm, actor: { kind: 'system', id: 'clock' }, from: 'clock', now: moment });
  const clientOf = (document: string) => db.client.findFirst({ where: { firmId: id, document, deletedAt: null } });
  const requestOf = (document: string) =>
    db.connectionRequest.findFirst({ where: { firmId: id, email: companyOf(document).email } });
  /** This morning, or not long ago where it is earlier than that. */
  const thisMorning = (time: string, minutesAgo: number) =>
    new Date(Math.min(at(today, time).getTime(), now.getTime() - minutesAgo * 60_000));

  const invited = async (document: string, moment: Date): Promise<string> => {
    const before = await requestOf(document);
    if (before) return before.id;
    const { name, email, contactName, phone } = companyOf(document);
    return (await invite(asAdmin(moment), { name, email, document, contactName, phone })).id;
  };
  const pending = async (requestId: string) =>
    (await db.connectionRequest.findUnique({ where: { id: requestId } }))?.state === 'pending';

  // It ends tonight, however late today is.
  const evening = now < at(today, '19:00') ? '20:00' : '23:59';
  const sentAt = new Date(at(today, evening).getTime() - row.requestDays * day);
  const lastDay = await invited(cast.lastDay, sentAt);
  for (const days of [3, 7, 21])
    await look(asClock(new Date(sentAt.getTime() + days * day)), lastDay, async () => undefined);

  const declined = await invited(cast.declined, at(addDays(today, -6), '10:20'));
  if (await pending(declined))
    await declineInvitation(asClient(at(addDays(today, -4), '15:05')), declined, declinedBecause);

  const accepted = await invited(cast.accepted, at(addDays(today, -3), '11:40'));
  const yes = { ...agreement, registration: { name: companyOf(cast.accepted).name, document: cast.accepted } };
  if (await pending(accepted)) await acceptInvitation(asClient(at(addDays(today, -1), '16:40')), accepted, yes);

  await invited(cast.invited, at(addDays(today, -2), '09:30'));

  // What is older than a day is no news any more.
  await write(asAdmin(now), 'manage', async ({ tx }) => {
    await tx.notice.deleteMany({ where: { firmId: id, at: { lt: at(today, '00:00') } } });
    await tx.noticeBatch.deleteMany({ where: { firmId: id, notices: { none: {} } } });
    await tx.outbox.deleteMany({
      where: { firmId: id, kind: 'notices', state: 'pending', createdAt: { lt: at(today, '00:00') } },
    });
  });

  if ((await db.schedule.count({ where: { firmId: id } })) === 0) {
    const channel = {
      place: 'channel',
      platform: 'console',
      workspace: 'console',
      channel: 'console',
      channelName: '',
      memberId: null,
    };
    await createSchedule(
      asAdmin(at(addDays(today, -5), '17:00')),
      { kind: 'expiry', rule: 'weekdays 08:00', ...channel } as Parameters<typeof createSchedule>[1],
      { onHoliday: 'next', steps: '7,15,30', sendEmpty: false },
    );
  }
  for (const { runId, slotAt } of await runDue(house, now)) {
    // It stands in the channel where it would have stood had we been there at eight.
    const digests = await db.digest.findMany({ where: { runId }, select: { id: true } });
    const keys = digests.map((digest) => `digest:${digest.id}`);
    await db.$transaction((tx) => tx.outbox.updateMany({ where: { key: { in: keys } }, data: { dueAt: slotAt } }));
  }

  if (!(await requestOf(cast.asks))) {
    const { name, email, phone } = companyOf(cast.asks);
    const wish = {
      accountantEmail: row.email,
      firmName: name,
      firmPhone: row.phone,
      responsible: admin.name,
      firmDocument: '',
      service: 'Contabilidade',
    };
    const asked = asClient(thisMorning('08:40', 25));
    await ask(
      { ...asked, firm: { ...firm, id: '' } },
      email,
      { ...wish, firmName: row.name, name, document: cast.asks, phone },
      agreement,
    );
  }

  const sender = await clientOf(cast.sends);
  if (sender?.situation === 'connected' && (await db.documentAsk.count({ where: { clientId: sender.id } })) === 0) {
    const month = addMonths(`${today.slice(0, 7)}-01`, -1).slice(0, 7);
    await askClient(asAdmin(at(addDays(today, -2), '14:15')), sender.id, month, []);
  }
  if (sender && (await db.documentIn.count({ where: { clientId: sender.id } })) === 0) {
    const sent = papers.map(({ name, lines }) => ({ name, bytes: paper(lines) }));
    await receive(house, files, { email: sender.email, clientId: sender.id }, sent, {
      note: '',
      now: thisMorning('08:55', 10),
    });
  }

  await write(asAdmin(now), 'manage', async ({ tx, audit }) => {
    // Letters of the past have left; the local mailbox shows them on their days.
    const letters = { firmId: id, kind: 'mail', state: 'pending' };
    for (const letter of await tx.outbox.findMany({ where: letters, select: { id: true, createdAt: true } }))
      await tx.outbox.update({ where: { id: letter.id }, data: { state: 'sent', sentAt: letter.createdAt } });
    // Of what has been decided long since no card is posted now.
    const open = await tx.connectionRequest.findMany({ where: { firmId: id, state: 'pending' }, select: { id: true } });
    const cards = await tx.outbox.findMany({
      where: { firmId: id, kind: 'card.post', state: 'pending' },
      select: { id: true, key: true },
    });
    const over = cards.filter(({ key }) => !open.some((request) => key.startsWith(`card:${request.id}:`)));
    await tx.outbox.deleteMany({ where: { id: { in: over.map((card) => card.id) } } });
    await audit(lived);
  });
}
