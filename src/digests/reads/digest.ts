import type { Data } from '../../data/client.ts';
import type { Ctx } from '../../kit/ctx.ts';
import type { Day } from '../../kit/days.ts';
import type { Content, Kind, Listed } from '../schema.ts';

/** What was done about a client, as a digest shows it. */
export const shownDeeds = [
  'done',
  'reminded',
  'muted',
  'contracted',
  'renewed',
  'renewalOn',
  'renewalOff',
  'cancelled',
  'exported',
] as const;
export type ShownDeed = (typeof shownDeeds)[number];

export interface DigestAct {
  kind: ShownDeed;
  /** A member's name; "" when it was no member, or nobody knows any more. */
  who: string;
  system: boolean;
  at: Date;
}

/** A client of a digest as it is by now. */
export interface Row {
  id: string;
  name: string;
  plan: string;
  /** The expiry it was listed for. */
  listedFor: Day;
  autoRenew: boolean;
  lastExportOn: Day;
  deeds: DigestAct[];
}

/** A message that was made: where it stands, and all that it shows. */
export interface ShownDigest {
  id: string;
  firmId: string;
  kind: Kind;
  platform: string;
  workspace: string;
  channel: string;
  direct: boolean;
  message: string;
  content: Content;
  createdAt: Date;
  slotAt: Date;
  /** Who asked for it now; "" when it was due. */
  askedBy: string;
  /** The analyst whose clients it tells of; "" is the whole firm. */
  analyst: string;
  scheduleId: string | null;
  rows: Row[];
}

const ofEvents: Readonly<Record<string, ShownDeed>> = {
  active: 'contracted',
  trial: 'contracted',
  renewed: 'renewed',
  renewal_on: 'renewalOn',
  renewal_off: 'renewalOff',
  cancelled: 'cancelled',
};

/** Clients as a digest shows them, in the order they are listed, with what was done about them since. */
export const rowsOf = (ctx: Pick<Ctx, 'data' | 'firm'>, listed: readonly Listed[], since: Date): Promise<Row[]> =>
  rowsIn(ctx.data, ctx.firm.id, listed, since);

async function rowsIn({ db }: Data, firmId: string, listed: readonly Listed[], since: Date): Promise<Row[]> {
  const ids = listed.map(({ id }) => id);
  if (ids.length === 0) return [];
  const after = { firmId, clientId: { in: ids }, at: { gte: since } };
  const [clients, deeds, events, exports] = await Promise.all([
    db.client.findMany({
      where: { firmId, id: { in: ids }, deletedAt: null },
      select: { id: true, name: true, plan: true, autoRenew: true, lastExportOn: true },
    }),
    db.digestDeed.findMany({ where: after, select: { clientId: true, kind: true, memberId: true, at: true } }),
    db.licenseEvent.findMany({
      where: { ...after, source: { not: 'import' }, kind: { in: Object.keys(ofEvents) } },
      select: { clientId: true, kind: true, actor: true, at: true },
    }),
    db.export.findMany({
      where: { ...after, state: { not: 'partial' } },
      select: { clientId: true, actor: true, at: true },
    }),
  ]);
  const all = [
    ...deeds.map((each) => ({
      ...each,
      kind: each.kind as ShownDeed,
      actor: each.memberId ? `member:${each.memberId}` : '',
    })),
    ...events.map((each) => ({ ...each, kind: ofEvents[each.kind]! })),
    ...exports.map((each) => ({ ...each, kind: 'exported' as const })),
  ].sort((a, b) => a.at.getTime() - b.at.getTime());
  const members = all.flatMap(({ actor }) => (actor.startsWith('member:') ? [actor.slice(7)] : []));
  const people =
    members.length > 0
      ? await db.member.findMany({ where: { firmId, id: { in: members } }, select: { id: true, name: true } })
      : [];
  const names = new Map(people.map(({ id, name }) => [`member:${id}`, name]));
  const known = new Map(clients.map((each) => [each.id, each]));
  return listed.flatMap(({ id, expiresOn }) => {
    const client = known.get(id);
    if (!client) return [];
    const last = new Map(all.filter((each) => each.clientId === id).map((each) => [each.kind, each]));
    const own = [...last.values()].map(({ kind, actor, at }) => ({
      kind,
      who: names.get(actor) ?? '',
      system: actor.startsWith('system:'),
      at,
    }));
    return [{ ...client, listedFor: expiresOn, deeds: own }];
  });
}

/** A digest as it stands and as it is to be shown now; undefined when it is not there any more. */
export async function digestOf(data: Data, id: string): Promise<ShownDigest | undefined> {
  const row = await data.db.digest.findUnique({
    where: { id },
    include: { run: true, clients: { orderBy: { position: 'asc' }, select: { clientId: true, expiresOn: true } } },
  });
  if (!row) return undefined;
  const { run, clients, content, ...rest } = row;
  const [kind, asker = ''] = run.askedBy.split(':');
  const ids = [kind === 'member' ? asker : '', row.analystId ?? ''].filter(Boolean);
  const people =
    ids.length > 0
      ? await data.db.member.findMany({
          where: { id: { in: ids }, firmId: row.firmId },
          select: { id: true, name: true },
        })
      : [];
  const name = (id: string | null) => people.find((each) => each.id === id)?.name ?? '';
  return {
    ...rest,
    kind: run.kind as Kind,
    content: JSON.parse(content) as Content,
    slotAt: run.slotAt,
    askedBy: name(asker),
    analyst: name(row.analystId),
    scheduleId: run.scheduleId,
    rows: await rowsIn(
      data,
      row.firmId,
      clients.map(({ clientId, expiresOn }) => ({ id: clientId, expiresOn })),
      row.createdAt,
    ),
  };
}
