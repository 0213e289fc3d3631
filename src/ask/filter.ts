import { filterParts } from '../clients/fields.ts';
import { type Condition as Clients, type Filter, plain } from '../clients/filter.ts';
import type { Day } from '../kit/days.ts';
import type { Condition, Wanted } from './schema.ts';

/** What only the firm knows: the members behind first names, and how names are spelt. */
export interface Settling {
  today: Day;
  analyst(first: string): string;
  name(typed: string): string;
}

function one(condition: Condition, settling: Settling): Clients {
  if ('not' in condition) return { not: apart(condition.not).map((each) => one(each, settling)) };
  if ('any' in condition) return { or: condition.any.map((each) => one(each, settling)) };
  if ('all' in condition) return together(condition.all, settling);
  const { key, values } = condition;
  if (key === 'analyst') return { analyst: values.map(settling.analyst) };
  switch (filterParts[key].by) {
    case 'words':
      return values.length === 1
        ? { name: settling.name(values[0]!) }
        : { or: values.map((value) => ({ name: settling.name(value) })) };
    case 'flag':
      return values.length === 1 ? { [key]: values[0] === 'yes' ? 'yes' : 'no' } : {};
    case 'days':
      return { [key]: values.map((value) => (value === 'today..' ? `${settling.today}..` : value)) };
    default:
      return { [key]: [...values] };
  }
}

/** None of these is left: alternatives that are left out are left out each by itself. */
const apart = (condition: Condition): readonly Condition[] => ('any' in condition ? condition.any : [condition]);

/** All of them hold. Of what stands there already, the second says that its opposite does not hold. */
function together(conditions: readonly Condition[], settling: Settling): Clients {
  let made: Clients = {};
  for (const condition of conditions) {
    const { not = [], ...rest } = one(condition, settling);
    const twice = Object.keys(rest).some((key) => key in made);
    if (twice && rest.name !== undefined && made.name !== undefined && Object.keys(rest).length === 1)
      made = { ...made, name: `${made.name} ${rest.name}` };
    else if (twice) made = { ...made, not: [...(made.not ?? []), { not: [rest] }] };
    else made = { ...made, ...rest };
    if (not.length > 0) made = { ...made, not: [...(made.not ?? []), ...not] };
  }
  return made;
}

/** What was asked for, as /clientes says it. */
export function filterOf({ conditions, order, down, limit }: Wanted, settling: Settling): Filter {
  const filter: Filter = together(conditions, settling);
  const sorted = order ?? (down ? 'name' : undefined);
  return plain({
    ...filter,
    ...(sorted ? { order: down ? `-${sorted}` : sorted } : {}),
    ...(limit === undefined ? {} : { limit: Math.min(limit, 500) }),
  });
}
