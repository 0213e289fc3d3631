import { waitingOf } from '../clients/gates.ts';
import { newId } from '../data/id.ts';
import { type Write, write } from '../data/write.ts';
import { forgetFiles } from '../documents/service/forget.ts';
import type { Ctx } from '../kit/ctx.ts';
import { UserError } from '../kit/errors.ts';
import type { FileOut } from '../kit/view.ts';
import { holdClients } from '../licenses/service/hold.ts';
import { freeSlots } from '../licenses/service/slots.ts';
import { followDigests } from '../notices/service/follow.ts';
import { blankRequest } from './schema.ts';

const json = (name: string, value: unknown): FileOut => ({
  name,
  type: 'application/json',
  bytes: new TextEncoder().encode(JSON.stringify(value, null, 2)),
});

/** Everything a firm stores about one client, as a file to hand to them. Audited. Undefined when there is no such client. */
export const exportClient = (ctx: Ctx, id: string): Promise<FileOut | undefined> =>
  write(ctx, 'manage', async ({ tx, audit }) => {
    const client = await tx.client.findFirst({
      where: { id, firmId: ctx.firm.id },
      include: {
        license: true,
        events: true,
        exports: true,
        documentsIn: { omit: { firmId: true, clientId: true } },
        documentAsks: { select: { email: true, month: true, createdAt: true, expiresAt: true } },
        requests: { include: { consents: true } },
        account: true,
        // Not the tokens, nor the numbers: those are the client's own, and the way to them is.
        grant: { select: { companyId: true, state: true, status: true, authorizedAt: true, changedAt: true, figuresAt: true } },
        analyst: { select: { name: true } },
      },
    });
    if (!client) return undefined;
    const { searchKey: _, nameKey: __, ...told } = client;
    await audit('rights.export', `client:${id}`);
    return json(`cliente-${client.document ?? client.id}.json`, { firm: ctx.firm.name, at: ctx.now, client: told });
  });

/** Blanks requests and whatever cards of them stand in channels. */
export async function blankRequests({ tx, enqueue }: Write, ids: readonly string[]): Promise<void> {
  await tx.link.deleteMany({ where: { requestId: { in: [...ids] } } });
  await tx.consent.updateMany({ where: { requestId: { in: [...ids] } }, data: { accountId: null, userAgent: '' } });
  await tx.connectionRequest.updateMany({ where: { id: { in: [...ids] } }, data: blankRequest });
  const cards = await tx.postedCard.findMany({ where: { requestId: { in: [...ids] } } });
  for (const { id, platform, workspace, channel } of cards) {
    await enqueue({
      key: `card:${id}:${newId()}`,
      kind: 'card.update',
      lane: `${platform}:${workspace}:${channel}`,
      payload: { cardId: id },
    });
  }
}

/** Erases a client from a firm's portfolio for good. A connected one has to be disconnected first. False when somebody was faster. */
export const eraseClient = (ctx: Ctx, id: string): Promise<boolean> =>
  write(ctx, 'manage', async (door) => {
    const { tx, audit, portfolioChanged } = door;
    const client = await tx.client.findFirst({ where: { id, firmId: ctx.firm.id } });
    if (!client) return false;
    if (client.situation === 'connected') throw new UserError('connected', (w) => w.rights.connected);
    const email = client.email ? [{ email: client.email }] : [];
    const requests = await tx.connectionRequest.findMany({
      where: { firmId: ctx.firm.id, OR: [{ clientId: id }, ...email] },
      select: { id: true, state: true, direction: true, expiresAt: true },
    });
    if (waitingOf(requests, ctx.now)) throw new UserError('pending', (w) => w.rights.pending);
    await blankRequests(
      door,
      requests.map((each) => each.id),
    );
    await holdClients(tx, ctx.data.provider, ctx.firm.id, [id]);
    const license = await tx.license.findUnique({ where: { clientId: id }, select: { packageId: true } });
    await tx.notice.deleteMany({ where: { clientId: id } });
    // Digests that name the client are edited when it is gone.
    await followDigests(door, [id]);
    await forgetFiles(tx, ctx.now, { id, firmId: ctx.firm.id });
    const { count } = await tx.client.deleteMany({ where: { id, firmId: ctx.firm.id, situation: { not: 'connected' } } });
    if (count === 0) return false;
    // What it had of a package is free again.
    await freeSlots(tx, [license?.packageId]);
    await portfolioChanged();
    await audit('rights.erase', `client:${id}`);
    return true;
  });
