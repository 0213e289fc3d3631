import { type Filter, nobody, plain } from '../clients/filter.ts';
import type { Ctx } from '../kit/ctx.ts';
import { UserError } from '../kit/errors.ts';
import { filterOf } from './filter.ts';
import { spelled } from './reads/clients.ts';
import type { Name, Vocabulary, Wanted } from './schema.ts';

/** The names that were spelt out, and those that nobody has. */
export interface Spelt {
  names: ReadonlyMap<string, string>;
  strange: readonly string[];
}

/** Looks names up. One that stands where only a name can is kept as it was typed: a list that finds nobody says so. */
export async function spell(ctx: Ctx, names: readonly Name[]): Promise<Spelt> {
  const found = new Map<string, string>();
  const strange: string[] = [];
  for (const { text, sure } of names) {
    const right = await spelled(ctx, text);
    if (right !== undefined) found.set(text, right);
    else if (sure) found.set(text, text);
    else strange.push(text);
  }
  return { names: found, strange };
}

/** What was asked for as a filter of this firm. Refuses where somebody's name is several people's. */
export function filterIn(
  ctx: Ctx,
  wanted: Wanted,
  names: ReadonlyMap<string, string>,
  { members }: Vocabulary,
): Filter {
  const analyst = (first: string): string => {
    if (first === 'none') return nobody;
    if (first === 'me') return ctx.actor.kind === 'member' ? ctx.actor.id : nobody;
    const people = members.filter((each) => each.first === first || each.id === first);
    if (people.length > 1) throw new UserError('several', (w) => w.ask.several(people[0]!.name.split(' ')[0]!));
    return people[0]?.id ?? first;
  };
  return plain(filterOf(wanted, { today: ctx.today, analyst, name: (typed) => names.get(typed) ?? typed }));
}

/** The same with its names and people looked up, so that it still means the same in ten minutes. */
export function settledWanted(wanted: Wanted, names: ReadonlyMap<string, string>): Wanted {
  const each = (condition: Wanted['conditions'][number]): Wanted['conditions'][number] => {
    if ('not' in condition) return { not: each(condition.not) };
    if ('any' in condition) return { any: condition.any.map(each) };
    if ('all' in condition) return { all: condition.all.map(each) };
    return condition.key === 'name'
      ? { ...condition, values: condition.values.map((value) => names.get(value) ?? value) }
      : condition;
  };
  const { conditions, order, down, limit } = wanted;
  return { conditions: conditions.map(each), order, down, limit };
}
