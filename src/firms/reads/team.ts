import type { Ctx } from '../../kit/ctx.ts';
import { fold } from '../../kit/text.ts';
import type { Option } from '../../kit/view.ts';
import type { Role } from '../roles.ts';

export interface TeamMember {
  id: string;
  name: string;
  email: string | null;
  role: Role;
  /** The platforms they can speak on; none while they have no access. */
  platforms: string[];
  clients: number;
}

const pageSize = 20;

const shape = {
  id: true,
  name: true,
  email: true,
  role: true,
  identities: { select: { platform: true }, orderBy: { platform: 'asc' } },
  _count: { select: { clients: { where: { deletedAt: null } } } },
} as const;

interface Row {
  id: string;
  name: string;
  email: string | null;
  role: string;
  identities: { platform: string }[];
  _count: { clients: number };
}

const memberOf = ({ identities, _count, role, ...row }: Row): TeamMember => ({
  ...row,
  role: role as Role,
  platforms: [...new Set(identities.map((identity) => identity.platform))],
  clients: _count.clients,
});

export interface TeamPage {
  members: TeamMember[];
  total: number;
  /** The last of this page, when there are more. */
  next?: string;
}

/** The team by name, a page at a time: those behind the member `after`. */
export async function team(ctx: Ctx, after?: string): Promise<TeamPage> {
  const where = { firmId: ctx.firm.id, removedAt: null };
  const { member } = ctx.data.db;
  const last = after
    ? await member.findFirst({ where: { id: after, firmId: ctx.firm.id }, select: { id: true, name: true } })
    : null;
  const behind = last ? { OR: [{ name: { gt: last.name } }, { name: last.name, id: { gt: last.id } }] } : {};
  const rows = await member.findMany({
    where: { ...where, ...behind },
    select: shape,
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: pageSize + 1,
  });
  const members = rows.slice(0, pageSize).map(memberOf);
  return {
    members,
    total: await member.count({ where }),
    next: rows.length > pageSize ? members.at(-1)!.id : undefined,
  };
}

export interface Former {
  id: string;
  name: string;
  email: string | null;
  removedAt: Date;
}

const left = (firmId: string) => ({ firmId, removedAt: { not: null }, erasedAt: null });
const formerShape = { id: true, name: true, email: true, removedAt: true } as const;
const formerOf = (row: Omit<Former, 'removedAt'> & { removedAt: Date | null }): Former => ({
  ...row,
  removedAt: row.removedAt!,
});

/** Who left and is still known by name, the last first; as many as a menu takes. */
export const formerTeam = async (ctx: Ctx): Promise<Former[]> => {
  const rows = await ctx.data.db.member.findMany({
    where: left(ctx.firm.id),
    select: formerShape,
    orderBy: [{ removedAt: 'desc' }, { id: 'desc' }],
    take: pageSize,
  });
  return rows.map(formerOf);
};

export async function formerMember(ctx: Ctx, id: string): Promise<Former | undefined> {
  const row = await ctx.data.db.member.findFirst({ where: { ...left(ctx.firm.id), id }, select: formerShape });
  return row ? formerOf(row) : undefined;
}

export async function teamMember(ctx: Ctx, id: string): Promise<TeamMember | undefined> {
  const row = await ctx.data.db.member.findFirst({
    where: { id, firmId: ctx.firm.id, removedAt: null },
    select: shape,
  });
  return row ? memberOf(row) : undefined;
}

/** Members that what is typed may mean: an id, an e-mail, a whole name, else the beginning of a name or of one of its words. */
export async function membersLike(
  ctx: Ctx,
  typed: string,
): Promise<{ id: string; name: string; email: string | null }[]> {
  const members = await ctx.data.db.member.findMany({
    where: { firmId: ctx.firm.id, removedAt: null },
    select: { id: true, name: true, email: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  const wanted = fold(typed);
  const exact = members.filter((each) => each.id === typed || each.email === wanted || fold(each.name) === wanted);
  if (exact.length > 0) return exact;
  return members.filter(
    (each) => ` ${fold(each.name)}`.includes(` ${wanted}`) || (each.email ?? '').startsWith(wanted),
  );
}

/** The same as suggestions. */
export const memberOptions = async (ctx: Ctx, typed: string): Promise<Option[]> =>
  (await membersLike(ctx, typed)).map(({ id, name, email }) => ({
    label: email ? `${name} (${email})` : name,
    value: id,
  }));
