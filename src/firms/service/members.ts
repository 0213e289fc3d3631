import type { Tx } from '../../data/client.ts';
import { newId } from '../../data/id.ts';
import { isUnique } from '../../data/unique.ts';
import { type Write, write } from '../../data/write.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { UserError } from '../../kit/errors.ts';
import type { Role } from '../roles.ts';
import type { Seat } from '../schema.ts';
import { askToProve } from './addresses.ts';
import type { Person } from './setup.ts';

/**
 * Changes of a team come one after the other: the firm's row is the lock, and only behind it is it known who is an admin. Somebody
 * who ceased to be one while waiting changes nothing any more.
 */
async function lockTeam(tx: Tx, ctx: Ctx): Promise<void> {
  await tx.$executeRaw`UPDATE "Firm" SET "version" = "version" WHERE "id" = ${ctx.firm.id}`;
  if (ctx.actor.kind !== 'member') return;
  const still = await tx.member.count({
    where: { id: ctx.actor.id, firmId: ctx.firm.id, role: 'admin', removedAt: null },
  });
  if (still === 0) throw new UserError('not-allowed', (w) => w.kit.notAllowed);
}

const gone = () => new UserError('member-gone', (w) => w.firms.memberGone);

/** Only where somebody else can still administer: an admin who can speak somewhere. */
const notTheLast = (id: string) => ({
  firm: { members: { some: { id: { not: id }, role: 'admin', removedAt: null, identities: { some: {} } } } },
});

export interface Added {
  id: string;
  name: string;
  role: Role;
  /** Whether they were a member before, and only gained access from here. */
  known: boolean;
}

/** Adds a chat user as a member. The e-mail of a member who has no identity in this workspace gives that member this one. */
export async function addMember(ctx: Ctx, { name, email, role }: Person & { role: Role }, seat: Seat): Promise<Added> {
  try {
    return await write(ctx, 'manage', async (door) => {
      const { tx, audit } = door;
      await lockTeam(tx, ctx);
      const taken = await tx.chatIdentity.findUnique({
        where: { platform_workspace_user: { ...seat } },
        include: { member: { select: { name: true } } },
      });
      if (taken) throw new UserError('already-there', (w) => w.firms.alreadyThere(taken.member.name));
      const added = await memberOf(tx, ctx, { name, email, role }, seat);
      await tx.chatIdentity.create({
        data: { id: newId(), firmId: ctx.firm.id, memberId: added.id, ...seat, createdAt: ctx.now },
      });
      if (added.role === 'admin') await askToProve(door, ctx, { firm: ctx.firm, email, locale: ctx.locale });
      await audit(added.known ? 'member.linked' : 'member.added', `member:${added.id}`, { role: added.role, ...seat });
      return added;
    });
  } catch (error) {
    if (isUnique(error)) throw new UserError('already-there', (w) => w.firms.alreadyThere(name));
    throw error;
  }
}

async function memberOf(tx: Tx, ctx: Ctx, { name, email, role }: Person & { role: Role }, seat: Seat): Promise<Added> {
  const firmId = ctx.firm.id;
  const there = await tx.member.findUnique({
    where: { firmId_email: { firmId, email } },
    include: { identities: { where: { platform: seat.platform, workspace: seat.workspace } } },
  });
  if (!there) {
    const id = newId();
    await tx.member.create({ data: { id, firmId, name, email, role, createdAt: ctx.now } });
    return { id, name, role, known: false };
  }
  if (there.removedAt) {
    await tx.member.update({ where: { id: there.id }, data: { name, role, removedAt: null } });
    return { id: there.id, name, role, known: false };
  }
  if (there.identities.length > 0) {
    const say = (w: Ctx['w']) => w.firms.emailHasAccess(there.name);
    throw new UserError('email-has-access', say, { fields: { email: say } });
  }
  return { id: there.id, name: there.name, role: there.role as Role, known: true };
}

export const changeRole = (ctx: Ctx, id: string, role: Role): Promise<void> =>
  write(ctx, 'manage', async (door) => {
    const { tx, audit } = door;
    await lockTeam(tx, ctx);
    const where = { id, firmId: ctx.firm.id, removedAt: null };
    const { count } = await tx.member.updateMany({
      where: { ...where, role: { not: role }, ...(role === 'admin' ? {} : notTheLast(id)) },
      data: { role },
    });
    if (count === 1) {
      const { email } = await tx.member.findUniqueOrThrow({ where: { id }, select: { email: true } });
      if (role === 'admin' && email) await askToProve(door, ctx, { firm: ctx.firm, email, locale: ctx.locale });
      return audit('member.role', `member:${id}`, { role });
    }
    const now = await tx.member.findFirst({ where });
    if (!now) throw gone();
    throw now.role === role
      ? new UserError('role-already', (w) => w.firms.roleAlready(now.name, w.firms.role[role]))
      : new UserError('last-admin', (w) => w.firms.lastAdmin);
  });

/** Moves the clients of one member to another, or to nobody. How many there were. */
async function moveClients(
  { tx, portfolioChanged }: Write,
  ctx: Ctx,
  from: string,
  to: string | null,
): Promise<number> {
  const firmId = ctx.firm.id;
  if (to === from) throw new UserError('not-to-self', (w) => w.firms.notToSelf);
  if (to && (await tx.member.count({ where: { id: to, firmId, removedAt: null } })) === 0) throw gone();
  const { count } = await tx.client.updateMany({
    where: { firmId, analystId: from },
    data: { analystId: to, updatedAt: ctx.now },
  });
  if (count > 0) await portfolioChanged();
  return count;
}

/** Takes a member's access away at once; who they were, and what they did, stays. Their clients go to the heir, or to nobody. */
export const removeMember = (ctx: Ctx, id: string, heir: string | null): Promise<{ name: string; clients: number }> =>
  write(ctx, 'manage', async (door) => {
    const { tx, audit } = door;
    await lockTeam(tx, ctx);
    const where = { id, firmId: ctx.firm.id, removedAt: null };
    const member = await tx.member.findFirst({ where });
    if (!member) throw gone();
    const { count } = await tx.member.updateMany({
      where: { ...where, ...(member.role === 'admin' ? notTheLast(id) : {}) },
      data: { removedAt: ctx.now },
    });
    if (count === 0) throw new UserError('last-admin', (w) => w.firms.lastAdmin);
    await tx.chatIdentity.deleteMany({ where: { memberId: id } });
    await tx.linkCode.deleteMany({
      where: { firmId: ctx.firm.id, OR: [{ memberId: id }, { forId: id }], usedAt: null },
    });
    const clients = await moveClients(door, ctx, id, heir);
    await audit('member.removed', `member:${id}`, { clients, heir });
    return { name: member.name, clients };
  });

/**
 * Somebody who left is of the team again: without any access until an admin gives it, and as an analyst, whatever they were. Whose data was
 * erased is nobody any more who could come back.
 */
export const bringBack = (ctx: Ctx, id: string): Promise<void> =>
  write(ctx, 'manage', async ({ tx, audit }) => {
    await lockTeam(tx, ctx);
    const { count } = await tx.member.updateMany({
      where: { id, firmId: ctx.firm.id, removedAt: { not: null }, erasedAt: null },
      data: { removedAt: null, role: 'analyst' },
    });
    if (count === 0) throw new UserError('not-former', (w) => w.firms.notFormer);
    await audit('member.back', `member:${id}`);
  });

/** All clients of one member to another, or to nobody. */
export const handOver = (ctx: Ctx, from: string, to: string | null): Promise<number> =>
  write(ctx, 'manage', async (door) => {
    await lockTeam(door.tx, ctx);
    if ((await door.tx.member.count({ where: { id: from, firmId: ctx.firm.id } })) === 0) throw gone();
    const clients = await moveClients(door, ctx, from, to);
    await door.audit('portfolio.handed', `member:${from}`, { clients, to });
    return clients;
  });
