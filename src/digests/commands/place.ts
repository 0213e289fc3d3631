import { z } from 'zod';
import { membersLike } from '../../firms/reads/team.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { UserError } from '../../kit/errors.ts';
import type { Say } from '../../kit/words.ts';
import { memberOf, seatOf } from '../reads/schedules.ts';
import type { Destination, Schedule } from '../schema.ts';

/** Where a schedule goes, as it is kept. */
export type Target = Pick<Schedule, 'place' | 'platform' | 'workspace' | 'channel' | 'channelName' | 'memberId'>;

const refuse = (code: string, at: string, say: Say) => new UserError(code, say, { fields: { [at]: say } });
export const address = (typed: string): string | undefined => {
  const read = z.email().safeParse(typed.trim().toLowerCase());
  return read.success ? read.data : undefined;
};

/** The member that what is typed means, at the form's field where it means none or several. */
async function personNamed(ctx: Ctx, typed: string) {
  const found = await membersLike(ctx, typed);
  if (found.length === 0) throw refuse('member', 'to', (w) => w.digests.noSuchPerson(typed.slice(0, 60)));
  if (found.length > 1) {
    const names = found
      .slice(0, 5)
      .map(({ name, email }) => (email ? `${name} (${email})` : ctx.w.digests.withoutMail(name)));
    throw refuse('member', 'to', (w) => w.digests.whichPerson(names));
  }
  const member = await memberOf(ctx, found[0]!.id);
  if (!member) throw refuse('member', 'to', (w) => w.digests.noSuchPerson(typed.slice(0, 60)));
  return member;
}

/** Somebody in private, where they can be written to. */
async function inPrivate(ctx: Ctx, member: { id: string; name: string }): Promise<Target> {
  const seat = await seatOf(ctx, member.id);
  if (!seat) throw refuse('no-seat', 'to', (w) => w.digests.noSeat(member.name));
  return {
    place: 'member',
    platform: seat.platform,
    workspace: seat.workspace,
    channel: '',
    channelName: '',
    memberId: member.id,
  };
}

/** What the form's fields say of where it goes: a channel, this one when none is named; a person; an address. */
export async function targetOf(
  ctx: Ctx,
  place: Destination,
  typed: { channel?: string; to?: string },
): Promise<Target> {
  const { platform, workspace } = ctx.place;
  const here = { platform, workspace, channel: '', channelName: '', memberId: null };
  if (place === 'channel') {
    const channel = typed.channel ?? ctx.place.channel;
    if (!channel) throw refuse('no-channel', 'channel', (w) => w.digests.noChannelHere);
    return { ...here, place, channel, channelName: (await ctx.place.channelName?.(channel))?.slice(0, 100) ?? '' };
  }
  if (place === 'analysts' || place === 'analystMails') return { ...here, place };
  if (!typed.to) throw refuse('no-to', 'to', (w) => w.digests.needTo);
  if (place === 'member') return inPrivate(ctx, await personNamed(ctx, typed.to));
  const given = address(typed.to);
  const member = given ? undefined : await personNamed(ctx, typed.to);
  const channel = given ?? member?.email;
  if (!channel) throw refuse('no-mail', 'to', (w) => w.digests.noSuchPerson(typed.to!.slice(0, 60)));
  // Whoever is an analyst gets their own clients, by letter as in private.
  const analysts = member?.role === 'analyst' ? member : await analystAt(ctx, channel);
  return { place, platform: 'mail', workspace: '', channel, channelName: '', memberId: analysts?.id ?? null };
}

async function analystAt(ctx: Ctx, email: string) {
  const found = (await membersLike(ctx, email)).find((each) => each.email === email);
  const member = found && (await memberOf(ctx, found.id));
  return member?.role === 'analyst' ? member : undefined;
}

/** An analyst's own digest: in private, or by letter. */
export async function ownTarget(ctx: Ctx, place: 'member' | 'mail'): Promise<Target> {
  const me = ctx.actor.kind === 'member' ? await memberOf(ctx, ctx.actor.id) : undefined;
  if (!me) throw new UserError('not-allowed', (w) => w.kit.notAllowed);
  if (place === 'member') return inPrivate(ctx, me);
  if (!me.email) throw refuse('no-mail', 'place', (w) => w.digests.noOwnMail);
  return { place, platform: 'mail', workspace: '', channel: me.email, channelName: '', memberId: me.id };
}
