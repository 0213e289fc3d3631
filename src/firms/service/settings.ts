import { type Write, write } from '../../data/write.ts';
import type { Ctx } from '../../kit/ctx.ts';
import type { Locale } from '../../kit/words.ts';
import { askToProve } from './addresses.ts';

export interface FirmDetails {
  name: string;
  email: string;
  phone: string;
}
export interface Preferences {
  locale: Locale;
  timeZone: string;
  requestDays: number;
  openLinks: boolean;
}

/** What the audit row says: which settings became what they had not been. Nothing is written when nothing is new. */
async function change(door: Write, ctx: Ctx, wanted: FirmDetails | Preferences): Promise<void> {
  const { tx, audit } = door;
  const before: Record<string, unknown> = await tx.firm.findUniqueOrThrow({ where: { id: ctx.firm.id } });
  const data = Object.fromEntries(Object.entries(wanted).filter(([name, value]) => before[name] !== value));
  if (Object.keys(data).length === 0) return;
  await tx.firm.update({ where: { id: ctx.firm.id }, data });
  if ('timeZone' in data)
    for (const follow of ctx.registry.given('timeZoneChanged')) await follow(tx, ctx.firm.id, ctx.now);
  if (typeof data.email === 'string' && data.email)
    await askToProve(door, ctx, { firm: ctx.firm, email: data.email, locale: ctx.locale });
  await audit('firm.changed', `firm:${ctx.firm.id}`, data);
}

async function moveCards({ tx, audit }: Write, ctx: Ctx, channel: string | null): Promise<void> {
  const { platform, workspace } = ctx.place;
  const other =
    channel === null ? { channel: { not: null } } : { OR: [{ channel: null }, { channel: { not: channel } }] };
  const { count } = await tx.workspace.updateMany({
    where: { firmId: ctx.firm.id, platform, workspace, ...other },
    data: { channel },
  });
  if (count === 1) await audit('workspace.channel', `firm:${ctx.firm.id}`, { platform, workspace, channel });
}

export const changeDetails = (ctx: Ctx, wanted: FirmDetails): Promise<void> =>
  write(ctx, 'manage', (door) => change(door, ctx, wanted));

/** The firm's preferences, and where cards go in the workspace that asks; null for nowhere. */
export const changePreferences = (ctx: Ctx, wanted: Preferences, channel: string | null): Promise<void> =>
  write(ctx, 'manage', async (door) => {
    await change(door, ctx, wanted);
    await moveCards(door, ctx, channel);
  });

export const chooseChannel = (ctx: Ctx, channel: string): Promise<void> =>
  write(ctx, 'manage', (door) => moveCards(door, ctx, channel));

/** A member's own language; null is that of their chat. */
export const chooseLanguage = (ctx: Ctx, locale: Locale | null): Promise<void> =>
  write(ctx, 'see', async ({ tx, audit }) => {
    await tx.member.updateMany({ where: { id: ctx.actor.id, firmId: ctx.firm.id }, data: { locale } });
    await audit('member.language', `member:${ctx.actor.id}`, { locale });
  });
