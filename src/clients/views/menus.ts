import { cut } from '../../kit/text.ts';
import type { Block, Option, Press } from '../../kit/view.ts';
import type { Words } from '../../kit/words.ts';
import { histories, situations } from '../../terms/client.ts';
import { planName, plans } from '../../terms/plans.ts';
import { type FilterKey, filterParts } from '../fields.ts';
import type { Filter } from '../filter.ts';

interface Narrowing {
  narrow(filter: Filter): Press;
}

/** What stands in the menu: by situation, by when a plan ends, by the last export, by who pays, and what is missing. */
const quick: readonly (readonly [FilterKey, readonly string[]])[] = [
  ['expiry', ['overdue', '7d', '15d', '30d', '60d']],
  ['situation', situations],
  ['access', ['missing']],
  ['exported', ['never', 'not-this-month', '60+']],
  ['tab', ['client', 'firm', 'none']],
  ['renewal', ['no']],
  ['analyst', ['none']],
  ['charges', ['active', 'inactive', 'never_used']],
];

/** What stands in the menu beside it. The analysts are the firm's own, and have a menu of their own where they are many. */
const further: readonly (readonly [FilterKey, readonly string[]])[] = [
  ['onPlan', plans.map(planName)],
  ['history', histories],
];

/** No menu holds more than so many. */
export const mostOptions = 25;

const known = [...quick, ...further];

/** A filter of the menus as its value says it. */
export const quickFilter = (value: string): Filter | undefined => {
  const [key, one = ''] = value.split(/:(.*)/s) as [FilterKey, string?];
  const isKnown = key === 'analyst' ? one !== '' : known.some(([each, values]) => each === key && values.includes(one));
  return isKnown ? ({ [key]: filterParts[key].by === 'flag' ? one : [one] } as Filter) : undefined;
};

const labelOf = (w: Words, key: FilterKey, value: string): string =>
  cut(`${filterParts[key].words(w).label}: ${filterParts[key].say(w, value)}`, 75);

function menuOf(label: string, options: readonly Choice[], filter: Filter, ways: Narrowing): Block {
  const selected = options.filter(({ key, of }) => [filter[key]].flat().includes(of)).map(({ value }) => value);
  return {
    kind: 'choice',
    label,
    press: ways.narrow(filter),
    options: options.map(({ label: said, value }) => ({ label: said, value })),
    selected: selected.slice(0, 1),
  };
}

type Choice = Option & { key: FilterKey; of: string };
const optionsIn = (w: Words, kinds: typeof quick): Choice[] =>
  kinds.flatMap(([key, values]) =>
    values.map((of) => ({ key, of, value: `${key}:${of}`, label: labelOf(w, key, of) })),
  );

/** What does not depend on the firm is said once in each language. */
const said = new WeakMap<Words, { quick: readonly Choice[]; further: readonly Choice[] }>();
function optionsOf(w: Words) {
  const known = said.get(w) ?? { quick: optionsIn(w, quick), further: optionsIn(w, further) };
  said.set(w, known);
  return known;
}

/** One filter at a pick, beside those that are there; what is picked of a kind takes the place of what was. */
export const filterMenu = (w: Words, filter: Filter, ways: Narrowing): Block =>
  menuOf(w.clients.list.filterBy, optionsOf(w).quick, filter, ways);

/** The same for a plan, what has happened to the licence, and whose clients they are. More analysts than a menu holds are in the forms. */
export function furtherMenus(w: Words, filter: Filter, people: readonly Option[], ways: Narrowing): Block[] {
  const say = w.clients.list;
  const others = optionsOf(w).further;
  const analysts = people.map(({ value: of, label }) => ({
    key: 'analyst' as const,
    of,
    value: `analyst:${of}`,
    label: cut(`${filterParts.analyst.words(w).label}: ${label}`, 75),
  }));
  const together = others.length + analysts.length <= mostOptions;
  return [
    menuOf(say.filterFurther, together ? [...others, ...analysts] : others, filter, ways),
    ...(!together && analysts.length <= mostOptions ? [menuOf(say.filterAnalyst, analysts, filter, ways)] : []),
  ];
}
