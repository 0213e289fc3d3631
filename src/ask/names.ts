import { fold } from '../kit/text.ts';
import { kinds } from './lexicon/kinds.ts';

/** Words that a company's name has and nobody says, and small ones. */
const silent = new Set('de do da dos das e o a os as the of and ltda me mei epp eireli sa s cia & -'.split(' '));

/** The words of a name that tell it from others. */
export const telling = (name: string): string[] => {
  const all = fold(name)
    .split(/[^\p{L}\d@]+/u)
    .filter(Boolean);
  const some = all.filter((word) => !silent.has(word));
  return some.length > 0 ? some : all;
};

/** Whether two words are one slip of the fingers apart; short ones must be the same. */
export function near(typed: string, word: string): boolean {
  if (typed === word) return true;
  if (typed.length < 4 || word.length < 4 || Math.abs(typed.length - word.length) > 1) return false;
  let i = 0;
  while (i < typed.length && typed[i] === word[i]) i++;
  const [a, b] = [typed.slice(i), word.slice(i)];
  if (a.length === b.length)
    return a.slice(1) === b.slice(1) || (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2));
  return a.length > b.length ? a.slice(1) === b : b.slice(1) === a;
}

/** How well a name fits what was typed: 0 is the name itself, 4 a name with a letter wrong; undefined does not fit. */
export function closeness(typed: string, client: { name: string; tradeName?: string }): number | undefined {
  const wanted = telling(typed);
  const own = [telling(client.name), telling(client.tradeName ?? '')];
  if (own.some((words) => words.join(' ') === wanted.join(' '))) return 0;
  const words = own.flat();
  const every = (test: (a: string, b: string) => boolean) => wanted.every((a) => words.some((b) => test(a, b)));
  if (every((a, b) => a === b)) return own.some((each) => wanted.every((word, i) => each[i] === word)) ? 1 : 2;
  if (every((a, b) => a === b || (a.length >= 3 && b.startsWith(a)))) return 3;
  if (every((a, b) => near(a, b) || (a.length >= 4 && b.startsWith(a)))) return 4;
  return undefined;
}

/** Those that fit best. */
export function best<T extends { name: string; tradeName?: string }>(typed: string, clients: readonly T[]): T[] {
  const scored = clients.flatMap((client) => {
    const score = closeness(typed, client);
    return score === undefined ? [] : [{ client, score }];
  });
  const least = Math.min(...scored.map(({ score }) => score));
  return scored.filter(({ score }) => score === least).map(({ client }) => client);
}

const endings: readonly [RegExp, string][] = [
  [/oes$/, 'ao'],
  [/aes$/, 'ao'],
  [/ais$/, 'al'],
  [/eis$/, 'el'],
  [/ois$/, 'ol'],
  [/ns$/, 'm'],
  [/([rz])es$/, '$1'],
  [/ies$/, 'y'],
  [/s$/, ''],
];

/** One of what was said of many, and what it is called here. */
const singular = (word: string): string => {
  const ending = endings.find(([end]) => end.test(word) && word.length > 3);
  const one = ending ? word.replace(...ending) : word;
  return kinds[one] ?? kinds[word] ?? one;
};

/** The ways in which a piece of a name may stand in it: as it was typed, and of many the one. */
export const spellings = (typed: string): string[] => {
  const words = telling(typed);
  return [...new Set([words.join(' '), words.map(singular).join(' ')])];
};
