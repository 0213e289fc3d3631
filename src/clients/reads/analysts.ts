import type { Ctx } from '../../kit/ctx.ts';
import { UserError } from '../../kit/errors.ts';
import { cut, fold, nearest } from '../../kit/text.ts';
import type { Option } from '../../kit/view.ts';

interface Person {
  id: string;
  name: string;
}

/** Those who may look after clients, by name, at most so many of them. An analyst sees only themselves. */
function analysts(ctx: Ctx, most?: number): Promise<readonly Person[]> {
  const own = ctx.actor.kind === 'member' && ctx.actor.role === 'analyst' ? ctx.actor.id : undefined;
  return ctx.data.all<Person>(
    `SELECT "id", "name" FROM "Member" WHERE "firmId" = ? AND "removedAt" IS NULL${own ? ' AND "id" = ?' : ''}
     ORDER BY "name", "id"${most ? ` LIMIT ${most}` : ''}`,
    [ctx.firm.id, ...(own ? [own] : [])],
  );
}

const optionOf = ({ id, name }: Person): Option => ({ value: id, label: cut(name, 75) });

/** A menu of those who may look after clients; `none` stands for nobody. */
export async function analystOptions(ctx: Ctx, typed = ''): Promise<Option[]> {
  const wanted = fold(typed);
  const people = await analysts(ctx);
  return [{ id: 'none', name: ctx.w.clients.nobody }, ...people]
    .filter((each) => wanted === '' || fold(each.name).includes(wanted))
    .map(optionOf);
}

/** All who may look after clients, if they are at most so many, and else none: every list asks, and a big firm's would be read for nothing. */
export async function fewAnalysts(ctx: Ctx, most: number): Promise<Option[]> {
  const people = await analysts(ctx, most + 1);
  return people.length > most ? [] : people.map(optionOf);
}

/** Whom a value of the filter means: an id, a name as people type it, `none`. Throws UserError when it is nobody, or more than one. */
export async function analystNamed(ctx: Ctx, value: string): Promise<string> {
  const wanted = fold(value);
  if (
    ['none', 'nobody', 'ninguem', 'nenhum', 'nenhuma', 'sem analista', 'sem', fold(ctx.w.clients.nobody)].includes(
      wanted,
    )
  )
    return 'none';
  if (['me', 'eu', 'mine', 'meus'].includes(wanted) && ctx.actor.kind === 'member') return ctx.actor.id;
  const people = await analysts(ctx);
  const exact = people.find((each) => each.id === value) ?? people.find((each) => fold(each.name) === wanted);
  if (exact) return exact.id;
  const alike = people.filter((each) => fold(each.name).includes(wanted));
  if (alike.length === 1) return alike[0]!.id;
  const names = people.map((each) => each.name);
  const say = (w: Ctx['w']) =>
    w.kit.notAChoice(w.clients.field.analyst.label, value.slice(0, 60), alike[0]?.name ?? nearest(value, names));
  throw new UserError('input', say, { fields: { analyst: say } });
}

/** What somebody is called, also when they have left. */
export const personName = async (ctx: Ctx, id: string): Promise<string | undefined> =>
  (await ctx.data.db.member.findFirst({ where: { id, firmId: ctx.firm.id }, select: { name: true } }))?.name;

/** What some are called, by their ids; also those who have left. */
export async function peopleNamed(ctx: Ctx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const people = await ctx.data.db.member.findMany({
    where: { id: { in: [...ids] }, firmId: ctx.firm.id },
    select: { id: true, name: true },
  });
  return new Map(people.map(({ id, name }) => [id, name]));
}
