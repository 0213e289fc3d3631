import type { Tx } from '../../data/client.ts';
import { newId } from '../../data/id.ts';
import { hashToken } from '../../data/secret.ts';
import { isUnique } from '../../data/unique.ts';
import { type Write, write } from '../../data/write.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { UserError } from '../../kit/errors.ts';
import { adminsHere } from '../reads/arrival.ts';
import type { Role } from '../roles.ts';
import { readCode, type Seat } from '../schema.ts';
import { askToProve } from './addresses.ts';

export interface Person {
  name: string;
  email: string;
}
/** Somebody whom a platform names; how to write to them it may not say. */
export type Newcomer = Pick<Person, 'name'> & Partial<Person>;
export interface NewFirm {
  firmName: string;
  phone?: string;
  admin: Newcomer;
}
export interface Belonging {
  firmId: string;
  firmName: string;
  memberId: string;
}

/** The workspace and the chat identity in one: from here on this user speaks for the member, and the workspace for the firm. */
async function takeSeat(
  tx: Tx,
  ctx: Ctx,
  { platform, workspace, user }: Seat,
  firmId: string,
  memberId: string,
): Promise<void> {
  const createdAt = ctx.now;
  const added = { platform, workspace: { in: [workspace, ctx.place.organisation ?? workspace] }, state: 'active' };
  const installation = await tx.installation.findFirst({
    where: added,
    select: { id: true },
    orderBy: { whole: 'asc' },
  });
  const where = { platform, workspace, installationId: installation?.id ?? null };
  await tx.workspace.create({ data: { id: newId(), firmId, ...where, createdAt } });
  await tx.chatIdentity.create({ data: { id: newId(), firmId, memberId, platform, workspace, user, createdAt } });
}

/** A visitor's traces are those of the member they become; the command line's stay its own. */
const speakAs = (ctx: Ctx, { become }: Write, firmId: string, member: { id: string; name: string; role: Role }) =>
  become(firmId, ctx.actor.kind === 'visitor' ? { kind: 'member', ...member } : ctx.actor);

/** Of two who configure the same workspace at once, the database lets one through; the other is told who it was. */
async function firstHere<T>(ctx: Ctx, seat: Seat | undefined, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isUnique(error)) throw error;
    const admins = (await adminsHere(ctx, seat)) ?? [];
    throw new UserError('workspace-taken', (w) => w.firms.workspaceTaken(admins));
  }
}

/** A firm with its first admin, within a write; with a seat, also the workspace and who the admin is in it. */
export async function foundFirm(
  door: Write,
  ctx: Ctx,
  { firmName, phone = '', admin }: NewFirm,
  seat?: Seat,
): Promise<Belonging> {
  const { tx, audit } = door;
  const [firmId, memberId] = [newId(), newId()];
  const member = { id: memberId, name: admin.name, role: 'admin' as const };
  const { email = '' } = admin;
  await tx.firm.create({ data: { id: firmId, name: firmName, email, phone, locale: ctx.locale, createdAt: ctx.now } });
  await tx.member.create({ data: { ...member, firmId, email: email || null, createdAt: ctx.now } });
  if (seat) await takeSeat(tx, ctx, seat, firmId, memberId);
  speakAs(ctx, door, firmId, member);
  if (email) await askToProve(door, ctx, { firm: { id: firmId, name: firmName }, email, locale: ctx.locale });
  await audit('firm.created', `firm:${firmId}`, seat && { platform: seat.platform, workspace: seat.workspace });
  return { firmId, firmName, memberId };
}

/** The same, as a write of its own. */
export const createFirm = (ctx: Ctx, firm: NewFirm, seat?: Seat): Promise<Belonging> =>
  firstHere(ctx, seat, () => write(ctx, 'visit', (door) => foundFirm(door, ctx, firm, seat)));

const badCode = (): UserError =>
  new UserError('bad-code', (w) => w.firms.badCode, { fields: { code: (w) => w.firms.badCode } });

/** Spends a one-time code. Undefined when it is none, or was, or its maker is an admin no more. */
async function spendCode(tx: Tx, typed: string, now: Date) {
  const hash = hashToken(readCode(typed));
  const { count } = await tx.linkCode.updateMany({
    where: { hash, usedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now },
  });
  if (count === 0) return undefined;
  const code = await tx.linkCode.findUnique({ where: { hash }, include: { firm: { select: { name: true } } } });
  const trusted =
    code?.memberId === '' ||
    (code && (await tx.member.count({ where: { id: code.memberId, role: 'admin', removedAt: null } })) === 1);
  return code && trusted ? code : undefined;
}

/**
 * Links a workspace to the firm that gave a one-time code, within a write. Its user becomes whom an admin made the code for; of a code for
 * nobody, its maker when that e-mail is theirs, else a new admin: such a code lets in, but lends nobody else's name.
 */
export async function enterFirm(
  door: Write,
  ctx: Ctx,
  typed: string,
  person: Newcomer,
  seat: Seat,
): Promise<Belonging> {
  const { tx, audit } = door;
  const code = await spendCode(tx, typed, ctx.now);
  if (!code) throw badCode();
  const { firmId } = code;
  const member = code.forId
    ? await memberNamed(tx, firmId, code.forId)
    : await memberFor(tx, ctx, firmId, code.memberId, person);
  if (member.role === 'admin' && member.email)
    await askToProve(door, ctx, {
      firm: { id: firmId, name: code.firm.name },
      email: member.email,
      locale: ctx.locale,
    });
  await takeSeat(tx, ctx, seat, firmId, member.id);
  speakAs(ctx, door, firmId, member);
  await audit('workspace.linked', `firm:${firmId}`, {
    platform: seat.platform,
    workspace: seat.workspace,
    member: member.id,
    maker: code.memberId,
  });
  return { firmId, firmName: code.firm.name, memberId: member.id };
}

/** The same, as a write of its own. */
export const joinFirm = (ctx: Ctx, typed: string, person: Person, seat: Seat): Promise<Belonging> =>
  firstHere(ctx, seat, () => write(ctx, 'visit', (door) => enterFirm(door, ctx, typed, person, seat)));

/** Whom an admin made the code for: what is typed changes nothing about who they are. */
async function memberNamed(tx: Tx, firmId: string, id: string) {
  const there = await tx.member.findFirst({ where: { id, firmId, removedAt: null } });
  if (!there) throw badCode();
  return { id, name: there.name, role: there.role as Role, email: there.email };
}

async function memberFor(tx: Tx, ctx: Ctx, firmId: string, makerId: string, { name, email }: Newcomer) {
  const there = email ? await tx.member.findUnique({ where: { firmId_email: { firmId, email } } }) : null;
  if (there?.removedAt) {
    // A code lets in, but gives nobody back what was taken from them: that is for an admin to do, who sees who it is.
    const say = (w: Ctx['w']) => w.firms.emailRemoved;
    throw new UserError('email-removed', say, { fields: { email: say } });
  }
  if (there) {
    // What is typed lends nobody's name: somebody of the team who has no access yet is given it in /equipe.
    if (there.id !== makerId)
      throw new UserError('email-taken', (w) => w.firms.emailTaken, { fields: { email: (w) => w.firms.emailTaken } });
    return { id: there.id, name: there.name, role: there.role as Role, email };
  }
  const member = { name, role: 'admin' as const };
  const id = newId();
  await tx.member.create({ data: { id, ...member, firmId, email: email ?? null, createdAt: ctx.now } });
  return { id, ...member, email };
}
