import type { Ctx } from '../../kit/ctx.ts';
import { type Locale, locales } from '../../kit/words.ts';
import { provenOf } from './addresses.ts';

export interface Settings {
  name: string;
  email: string;
  /** Whether clients find the firm by it. */
  proven: boolean;
  phone: string;
  locale: Locale;
  timeZone: string;
  requestDays: number;
  /** Whether links to files open for whoever has them. */
  openLinks: boolean;
  /** Where cards go in the workspace that asks. */
  channel: string | null;
  /** When the account ends, if somebody has asked for that. */
  closesAt: Date | null;
}

export const asLocale = (value: string | null): Locale | undefined => locales.find((locale) => locale === value);

/** The firm's settings, as seen from the workspace that asks. */
export async function settings(ctx: Ctx): Promise<Settings> {
  const { platform, workspace } = ctx.place;
  const firm = await ctx.data.db.firm.findUniqueOrThrow({
    where: { id: ctx.firm.id },
    include: { workspaces: { where: { platform, workspace }, select: { channel: true } } },
  });
  const { name, email, phone, timeZone, requestDays, openLinks, closesAt } = firm;
  return {
    name,
    email,
    proven: (await provenOf(ctx.data.db, ctx.firm.id, [email])).has(email),
    phone,
    timeZone,
    requestDays,
    openLinks,
    closesAt,
    locale: asLocale(firm.locale) ?? 'pt-BR',
    channel: firm.workspaces[0]?.channel ?? null,
  };
}

/** The language a member chose; undefined when it is that of their chat. */
export async function ownLocale(ctx: Ctx): Promise<Locale | undefined> {
  const member = await ctx.data.db.member.findFirst({
    where: { id: ctx.actor.id, firmId: ctx.firm.id },
    select: { locale: true },
  });
  return asLocale(member?.locale ?? null);
}
