import type { Filter } from '../../clients/filter.ts';
import { allows, quietDays } from '../../clients/gates.ts';
import { everyClient } from '../../clients/reads/export.ts';
import { inScope, scopeOf } from '../../clients/reads/scope.ts';
import { standingOf, standingSelect } from '../../clients/reads/status.ts';
import type { Ctx } from '../../kit/ctx.ts';

/** Whether a client can be asked to authorise their account; what is offered and what is refused both come from here. */
export type Asking =
  | { kind: 'can'; email: string }
  /** The connection came with a file: no account is known that could authorise. */
  | { kind: 'no-account' | 'not-missing' }
  /** Not long ago; by whom, "" where nobody knows any more. */
  | { kind: 'asked'; at: Date; who: string };

export interface Askable {
  id: string;
  name: string;
  asking: Asking;
}

type Db = Pick<Ctx['data']['db'], 'client' | 'member'>;

const select = (ctx: Ctx) => ({
  id: true,
  name: true,
  account: { select: { email: true } },
  accessAsks: {
    where: { createdAt: { gt: new Date(ctx.now.getTime() - quietDays * 86_400_000) } },
    select: { createdAt: true, createdById: true },
    orderBy: { createdAt: 'desc' as const },
    take: 1,
  },
  ...standingSelect(ctx.now),
});

/** How some clients of this person stand to being asked; who is not there is left out. Inside a write, `db` is its transaction. */
export async function askables(ctx: Ctx, ids: readonly string[], db: Db = ctx.data.db): Promise<Askable[]> {
  const rows = await db.client.findMany({
    where: { AND: [{ id: { in: [...ids] } }, inScope(scopeOf(ctx))] },
    select: select(ctx),
    orderBy: { id: 'asc' },
  });
  const people = rows.flatMap(({ accessAsks: [last] }) => last?.createdById ?? []);
  const members =
    people.length > 0
      ? await db.member.findMany({
          where: { id: { in: people }, firmId: ctx.firm.id },
          select: { id: true, name: true },
        })
      : [];
  const nameOf = (id: string | null) => members.find((each) => each.id === id)?.name ?? '';
  return rows.map((row) => {
    const [last] = row.accessAsks;
    const { id, name, account } = row;
    const asking: Asking = !allows(standingOf(row, ctx.now, ctx.today), 'authorize')
      ? { kind: 'not-missing' }
      : !account
        ? { kind: 'no-account' }
        : last
          ? { kind: 'asked', at: last.createdAt, who: nameOf(last.createdById) }
          : { kind: 'can', email: account.email };
    return { id, name, asking };
  });
}

const chunk = 500;

/** Those of a list whose authorisation is missing, by what can be done about it. */
export async function missingIn(ctx: Ctx, filter: Filter): Promise<Record<Asking['kind'], string[]>> {
  const ids: string[] = [];
  for await (const { id } of everyClient(ctx, { ...filter, access: ['missing'] })) ids.push(id);
  const found: Record<Asking['kind'], string[]> = { can: [], asked: [], 'no-account': [], 'not-missing': [] };
  for (let i = 0; i < ids.length; i += chunk)
    for (const { id, asking } of await askables(ctx, ids.slice(i, i + chunk))) found[asking.kind].push(id);
  return found;
}

/** What stands behind a link that asks to authorise. */
export type AccessLink =
  | { state: 'open'; email: string; clientId: string; firm: string; company: string }
  | { state: 'done' | 'closed'; firm: string; company: string }
  | { state: 'unknown' };
