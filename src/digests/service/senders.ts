import type { Tx } from '../../data/client.ts';
import { newId } from '../../data/id.ts';
import { contextOf, type House } from '../../firms/context.ts';
import { type FirmRow, firmOf } from '../../firms/reads/firm.ts';
import type { MailPayload } from '../../jobs/mail.ts';
import type { Senders } from '../../jobs/sender.ts';
import type { Ctx } from '../../kit/ctx.ts';
import type { Address, Delivered } from '../../kit/incoming.ts';
import type { LinkTo, Post } from '../../kit/post.ts';
import type { View } from '../../kit/view.ts';
import { updateRow } from '../../notices/service/rows.ts';
import type { Onwards } from '../mails.ts';
import { digestOf, type ShownDigest } from '../reads/digest.ts';
import { deskOf, localeAt } from '../reads/place.ts';

/** How digests are shown; handed in by the commands, which mint their buttons. */
export interface Showing {
  card(ctx: Ctx, digest: ShownDigest): Promise<View>;
  mail(ctx: Ctx, digest: ShownDigest, firm: FirmRow, onwards?: Onwards): Promise<Omit<MailPayload, 'to'>>;
}

const nowhere: Delivered = { ok: false, gone: true, reason: 'there is no such digest any more' };
const done: Delivered = { ok: true, message: '' };

/** A Slack channel takes about a message a second; the others are quicker. */
const pace = 1000;
/** More than are ever on their way at once. */
const mostListed = 1000;

/** Where a digest stands, or is to stand. */
const addressOf = ({ platform, workspace, channel, direct, message }: ShownDigest): Address => ({
  platform,
  workspace,
  channel,
  ...(direct ? { direct } : {}),
  ...(message ? { message } : {}),
});

/** How digests leave the process: what they tell was settled with their run, how it looks is settled now. */
export function digestSenders(house: House, post: Post, showing: Showing, clock: () => Date, linkTo?: LinkTo): Senders {
  const { data } = house;
  const load = async (payload: unknown) => {
    const digest = await digestOf(data, (payload as { digestId: string }).digestId);
    const firm = digest && (await firmOf(data, digest.firmId));
    if (!digest || !firm) return undefined;
    const locale = digest.direct ? await localeAt(data, firm.id, digest) : undefined;
    const ctx = contextOf(house, {
      firm: { id: firm.id, name: firm.name, timeZone: firm.timeZone, version: firm.version },
      actor: { kind: 'system', id: 'digest' },
      locale: locale ?? firm.locale,
      from: 'outbox',
      now: clock(),
    });
    return { ctx, digest, firm };
  };

  /** How many clients a digest that is on its way lists. */
  const listed = new Map<string, number>();

  return {
    'digest.post': {
      pace,
      send: async (payload, once) => {
        const there = await load(payload);
        if (!there) return nowhere;
        const { ctx, digest } = there;
        listed.delete(digest.id);
        listed.set(digest.id, await data.db.digestClient.count({ where: { digestId: digest.id } }));
        // What runs in a transaction may run twice, so nothing is taken out there: the oldest goes when there are many.
        if (listed.size > mostListed) listed.delete(listed.keys().next().value!);
        return post(ctx, { ...addressOf(digest), message: undefined }, await showing.card(ctx, digest), once);
      },
      sent: async (tx: Tx, payload, message) => {
        const { digestId } = payload as { digestId: string };
        const { count } = await tx.digest.updateMany({ where: { id: digestId }, data: { message, sentAt: clock() } });
        const digest =
          count > 0 ? await tx.digest.findUnique({ where: { id: digestId }, include: { clients: true } }) : null;
        if (!digest) return;
        // Nor did who was erased in that time.
        const fewer = digest.clients.length < (listed.get(digestId) ?? 0);
        const clientId = { in: digest.clients.map((each) => each.clientId) };
        const at = { gte: digest.createdAt };
        const acted =
          (await tx.digestDeed.count({ where: { clientId, at } })) +
          (await tx.licenseEvent.count({ where: { clientId, at } }));
        // Done while the message was on its way: nobody knew then where it stands.
        if (acted > 0 || fewer) await tx.outbox.create({ data: updateRow(digest, clock()) });
      },
    },
    'digest.update': {
      pace,
      send: async (payload, once) => {
        const there = await load(payload);
        if (!there?.digest.message) return nowhere;
        const { ctx, digest } = there;
        return post(ctx, addressOf(digest), await showing.card(ctx, digest), once);
      },
    },
    // A letter is a row of its own: it is sealed, tried again and kept as every letter is.
    'digest.mail': {
      send: async (payload) => {
        const there = await load(payload);
        if (!there) return nowhere;
        const { ctx, digest, firm } = there;
        const desk = await deskOf(data, firm.id, digest.channel);
        const url = desk && linkTo?.(desk);
        const onwards = url && { name: ctx.w.firms.platform[desk.platform] ?? desk.platform, url };
        const letter: MailPayload = {
          to: digest.channel,
          ...(await showing.mail(ctx, digest, firm, onwards || undefined)),
        };
        const key = `mail:digest:${digest.id}`;
        await data.db.$transaction(async (tx) => {
          const row = { id: newId(), key, firmId: firm.id, kind: 'mail', dueAt: ctx.now, createdAt: ctx.now };
          const sealed = JSON.stringify({ sealed: house.secret.seal(JSON.stringify(letter)) });
          await tx.outbox.upsert({ where: { key }, create: { ...row, payload: sealed }, update: {} });
          await tx.digest.updateMany({ where: { id: digest.id, sentAt: null }, data: { sentAt: ctx.now } });
        });
        data.afterWrite?.();
        return done;
      },
    },
  };
}
