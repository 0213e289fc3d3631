import { spellings } from '../../src/ask/names.ts';
import type { Condition } from '../../src/ask/schema.ts';
import type { Day } from '../../src/kit/days.ts';
import { type Span, spanOf } from '../../src/terms/period.ts';
import { fold, type Person } from './population.ts';

const nameOf = (person: Person) => fold(`${person.name} ${person.tradeName}`);
const found = new Map<string, string>();

/** The spelling of a piece of a name that somebody in the portfolio has. */
export function spelled(value: string, people: readonly Person[]): string {
  const known = found.get(value);
  if (known) return known;
  const spelling =
    spellings(value).find((each) =>
      people.some((person) => each.split(' ').every((word) => nameOf(person).includes(word))),
    ) ?? value;
  found.set(value, spelling);
  return spelling;
}

/** Whether a client passes a condition of a reading. */
export function holds(
  condition: Condition,
  person: Person,
  today: Day,
  me: string,
  people: readonly Person[],
): boolean {
  const each = (inner: Condition) => holds(inner, person, today, me, people);
  if ('all' in condition) return condition.all.every(each);
  if ('any' in condition) return condition.any.some(each);
  if ('not' in condition) return !each(condition.not);
  return condition.values.some((value) => {
    switch (condition.key) {
      case 'tab':
        return person.tab === value;
      case 'situation':
        return person.situation === value;
      case 'history':
        return value === 'never' ? person.history.length === 0 : person.history.includes(value);
      case 'renewal':
        return value === 'yes' ? person.autoRenew === true : person.autoRenew !== true;
      case 'charges':
        return person.charges === value;
      case 'onPlan':
        return person.plan === value;
      case 'analyst':
        return person.analyst === (value === 'none' ? '' : value === 'me' ? me : value);
      case 'name':
        return spelled(value, people)
          .split(' ')
          .every((word) => nameOf(person).includes(fold(word)));
      case 'expiry':
        return value === 'none'
          ? person.expires === undefined
          : person.expires !== undefined && within(person.expires, value, today);
      case 'exported':
        return within(person.exported ?? '', value, today);
    }
    return false;
  });
}

const spans = new Map<string, Span | undefined>();

function within(day: Day, value: string, today: Day): boolean {
  const key = `${today} ${value}`;
  if (!spans.has(key)) spans.set(key, spanOf(value === 'today..' ? `${today}..` : value, today));
  const span = spans.get(key);
  if (!span) throw new Error(`no such span: ${value}`);
  return day >= span.from && day <= span.to;
}
