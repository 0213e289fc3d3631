import type { Data } from '../../data/client.ts';
import { asLocale } from '../../firms/reads/settings.ts';
import type { Ctx } from '../../kit/ctx.ts';
import type { Locale } from '../../kit/words.ts';

/** The language of whoever is written to in private: chosen, or the one they were last answered in; undefined for the firm's own. */
export async function localeAt(
  { db }: Data,
  firmId: string,
  { platform, workspace, channel }: { platform: string; workspace: string; channel: string },
): Promise<Locale | undefined> {
  const member =
    platform === 'mail'
      ? await db.member.findFirst({
          where: { firmId, email: channel, removedAt: null },
          select: { locale: true, lastLocale: true },
        })
      : (
          await db.chatIdentity.findUnique({
            where: { platform_workspace_user: { platform, workspace, user: channel } },
            select: { member: { select: { locale: true, lastLocale: true } } },
          })
        )?.member;
  return asLocale(member?.locale ?? null) ?? asLocale(member?.lastLocale ?? null);
}

/** Where a member who reads a letter acts: the firm's channel of a workspace they are in. Nowhere for whoever is not of the team. */
export async function deskOf({ db }: Data, firmId: string, email: string) {
  const seats = await db.chatIdentity.findMany({
    where: { firmId, member: { email, removedAt: null } },
    select: { platform: true, workspace: true },
    orderBy: { id: 'asc' },
  });
  if (seats.length === 0) return undefined;
  const firm = await db.workspace.findMany({ where: { firmId }, orderBy: { id: 'asc' } });
  const there = firm.find((each) =>
    seats.some((seat) => seat.platform === each.platform && seat.workspace === each.workspace),
  );
  return { ...seats[0]!, ...there, channel: there?.channel ?? '' };
}

/** Requests that a digest lists, as they stand by now: those that were answered meanwhile are left out. */
export async function pendingOf(ctx: Ctx, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const rows = await ctx.data.db.connectionRequest.findMany({
    where: { firmId: ctx.firm.id, id: { in: [...ids] }, state: 'pending' },
    select: { id: true, companyName: true, direction: true, createdAt: true },
  });
  return ids.flatMap((id) => rows.filter((row) => row.id === id));
}
