import type { Write } from '../../data/write.ts';
import { contextOf, type House } from '../../firms/context.ts';
import { cardChannels } from '../../firms/reads/channels.ts';
import type { Ctx } from '../../kit/ctx.ts';
import type { Locale } from '../../kit/words.ts';
import { expiredMail } from '../mails.ts';
import type { Request } from '../schema.ts';
import { look } from './answer.ts';
import { tellAdmins } from './letters.ts';

/** How many requests one tick looks at; the rest waits for the next minute. */
const most = 500;

/**
 * The clock's part: pending requests whose time has come are reminded of or ended, each in a write of its own, so that one that
 * fails does not hold up the others and a second process does no harm.
 */
export async function lookAtRequests(house: House, now: Date): Promise<number> {
  const due = await house.data.db.connectionRequest.findMany({
    where: { state: 'pending', nextAt: { lte: now } },
    orderBy: { nextAt: 'asc' },
    take: most,
    include: { firm: true },
  });
  // What was asked of an address that nobody proved in time.
  await house.data.db.$transaction(async (tx) => {
    await tx.connectionAsk.deleteMany({ where: { expiresAt: { lte: now } } });
    await tx.accessAsk.deleteMany({ where: { expiresAt: { lte: now } } });
  });
  let done = 0;
  for (const { id, firm } of due) {
    const ctx = contextOf(house, {
      firm: { id: firm.id, name: firm.name, timeZone: firm.timeZone, version: firm.version },
      actor: { kind: 'system', id: 'clock' },
      locale: firm.locale as Locale,
      from: 'clock',
      now,
    });
    try {
      await look(ctx, id, (write, request) => tellExpired(write, ctx, request));
      done++;
    } catch (error) {
      house.log.error({ err: error, request: id }, 'a request could not be looked at');
    }
  }
  return done;
}

/** Tells the firm's channels and its admins that nobody answered; clients' own requests end quietly, their card says so. */
async function tellExpired(door: Write, ctx: Ctx, request: Request): Promise<void> {
  if (request.direction !== 'firm_to_client') return;
  for (const { id, platform, workspace, channel } of await cardChannels(door.tx, ctx.firm.id)) {
    const payload = { workspaceId: id, requestId: request.id };
    await door.enqueue({
      key: `expired:${request.id}:${id}`,
      kind: 'request.expired',
      lane: `${platform}:${workspace}:${channel}`,
      payload,
    });
  }
  await tellAdmins(door, ctx, `expired:${request.id}`, (reader) => expiredMail(reader, request));
}
