import { newId } from '../../data/id.ts';
import { isUnique } from '../../data/unique.ts';
import { type Write, write } from '../../data/write.ts';
import { contextOf, type House } from '../../firms/context.ts';
import { type Belonging, enterFirm, foundFirm } from '../../firms/service/setup.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { UserError } from '../../kit/errors.ts';
import type { PlatformName } from '../../kit/incoming.ts';
import type { Installed, Settled } from '../../kit/installs.ts';
import { cut } from '../../kit/text.ts';
import { localeOf } from '../../words/index.ts';
import { comeBack } from './remove.ts';
import { stored } from './tokens.ts';

/** The row of it, new or as it is from now on; what was allowed before. */
async function keep({ tx, now }: Write, ctx: Ctx, added: Installed) {
  const { workspace, whole, name, bot, scopes, tokens } = added;
  const { platform } = ctx.place;
  const id = { platform_workspace: { platform, workspace } };
  const before = await tx.installation.findUnique({ where: id });
  const { version: _, ...sealed } = stored(ctx.secret, now, tokens);
  const data = { whole, name, bot, scopes: scopes.join(' '), state: 'active', ...sealed, addedAt: now, changedAt: now };
  const row = await tx.installation.upsert({
    where: id,
    create: { id: newId(), platform, workspace, ...data },
    update: { ...data, version: { increment: 1 } },
  });
  const had = new Set(before?.scopes.split(' '));
  return { id: row.id, version: row.version, more: before ? scopes.filter((each) => !had.has(each)) : [] };
}

/** Whose the workspace is, or becomes. */
async function belong(
  door: Write,
  ctx: Ctx,
  added: Installed,
  installationId: string,
): Promise<Pick<Settled, 'as'> & Partial<Belonging>> {
  const { tx } = door;
  const { platform } = ctx.place;
  const { workspace, whole, person, code } = added;
  if (!whole) {
    const there = await tx.workspace.findUnique({
      where: { platform_workspace: { platform, workspace } },
      include: { firm: { select: { name: true } } },
    });
    if (there) {
      await tx.workspace.updateMany({ where: { id: there.id }, data: { installationId } });
      await comeBack(tx, ctx, { installationId }, ctx.now);
      return { as: 'known', firmId: there.firmId, firmName: there.firm.name };
    }
  } else {
    await comeBack(tx, ctx, { installationId }, ctx.now);
    return { as: 'whole' };
  }
  const seat = { platform, workspace, user: person.user };
  const named = { name: cut(person.name, 80) };
  if (!code) {
    const firmName = cut(added.name || workspace, 100);
    return { as: 'founded', ...(await foundFirm(door, ctx, { firmName, admin: named }, seat)) };
  }
  try {
    return { as: 'joined', ...(await enterFirm(door, ctx, code, named, seat)) };
  } catch (error) {
    // The app is there all the same: whose it is, an admin of the workspace says in it.
    if (error instanceof UserError) return { as: 'badCode' };
    throw error;
  }
}

/**
 * Somebody has added the app. What it may do is kept; a workspace that was nobody's is the firm's that the code is of, or else a new firm's,
 * with whoever added it as its first admin. All of it, or nothing.
 */
export async function add(house: House, platform: PlatformName, added: Installed, now: Date): Promise<Settled> {
  const ctx = contextOf(house, {
    firm: { id: '', name: '', timeZone: 'America/Sao_Paulo', version: 0 },
    actor: { kind: 'system', id: 'install' },
    locale: localeOf(added.person.locale) ?? 'pt-BR',
    from: platform,
    now,
  });
  const settle = () =>
    write(ctx, 'visit', async (door): Promise<Settled> => {
      const { id, version, more } = await keep(door, ctx, added);
      const { as, firmId = '', firmName = '' } = await belong(door, ctx, added, id);
      const { workspace, person, apart } = added;
      if (as !== 'whole') {
        const payload = { firmId, platform, workspace, user: person.user, as, apart, locale: ctx.locale };
        await door.enqueue({ key: `install.greet:${id}:${version}`, kind: 'install.greet', payload });
      }
      return { as, firm: firmName, more };
    });
  try {
    return await settle();
  } catch (error) {
    // Another was quicker: it is theirs now, and known.
    if (isUnique(error)) return settle();
    throw error;
  }
}
