import type { Ctx } from '../../kit/ctx.ts';

/** What a workspace is to somebody whom no firm knows. */
export type Arrival =
  /** It belongs to a firm: these are whom to ask. */
  | { kind: 'stranger'; admins: string[] }
  /** It belongs to nobody yet; whether this person may say to whom, if the platform has told. */
  | { kind: 'newcomer'; mayConfigure: boolean | undefined }
  /** In private, where the platform names none, to somebody no firm knows. */
  | { kind: 'nowhere' };

/** The names of those who can let somebody in, of whatever firm the workspace belongs to; undefined when it belongs to none. */
export async function adminsHere(
  ctx: Ctx,
  { platform, workspace }: { platform: string; workspace: string } = ctx.place,
): Promise<string[] | undefined> {
  const found = await ctx.data.db.workspace.findUnique({
    where: { platform_workspace: { platform, workspace } },
    select: { firmId: true },
  });
  return found ? adminNames(ctx, found.firmId) : undefined;
}

/** Those who can act come first; one who has no access yet is named only when there is nobody else. */
export async function adminNames(ctx: Ctx, firmId = ctx.firm.id): Promise<string[]> {
  const admins = await ctx.data.db.member.findMany({
    where: { firmId, role: 'admin', removedAt: null },
    select: { name: true, _count: { select: { identities: true } } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  const able = admins.filter((admin) => admin._count.identities > 0);
  return (able.length > 0 ? able : admins).slice(0, 5).map((admin) => admin.name);
}

/** Asks the platform only where the answer matters. */
export async function arrival(ctx: Ctx): Promise<Arrival> {
  if (ctx.place.workspace === '') return { kind: 'nowhere' };
  const admins = await adminsHere(ctx);
  return admins ? { kind: 'stranger', admins } : { kind: 'newcomer', mayConfigure: await ctx.place.isAdmin() };
}
