import { fold } from '../kit/text.ts';
import { calendar } from './lexicon/calendar.ts';
import { showing, small } from './lexicon/small.ts';
import { trade } from './lexicon/trade.ts';

/** Every form that is known, and its lemma. */
const forms = new Map<string, string>();
/** Forms that are long enough to be known with a letter wrong, by length. */
const long = new Map<number, string[]>();

function learn(words: Readonly<Record<string, string>>): void {
  for (const [lemma, list] of Object.entries(words))
    for (const form of list.split(' ')) {
      if (!forms.has(form)) forms.set(form, lemma);
      if (form.length >= 5) long.set(form.length, [...(long.get(form.length) ?? []), form]);
    }
}
learn(small);
learn({ show: showing });
learn(calendar);
learn(trade);

/** The lemma of a word as it stands. */
export const lemmaOf = (word: string): string | undefined => forms.get(word);

const letters = /^[a-z]+$/;
/** Words that are one letter from one of ours and mean what they say. */
const themselves = new Set(
  'vende venda vendas plana piano mesas meias mesmo mesma mesmos maior maiores menor menores marca marco porto ponto conta contas contos sorte norte forte parte porta perda perda renda rendas rende cento centro'.split(
    ' ',
  ),
);

/** Whether two words are one slip of the fingers apart: a letter too many, too few, another, or two that changed places. */
function slip(typed: string, word: string): boolean {
  let i = 0;
  while (i < typed.length && typed[i] === word[i]) i++;
  const [a, b] = [typed.slice(i), word.slice(i)];
  if (a.length === b.length)
    return a.slice(1) === b.slice(1) || (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2));
  return a.length > b.length ? a.slice(1) === b : b.slice(1) === a;
}
const swapped = (typed: string, word: string): boolean =>
  typed.length === word.length && [...typed].sort().join() === [...word].sort().join();

/** Short words that are worth the risk of a wrong letter. */
const core = new Set(['expire', 'plan', 'which', 'month', 'week', 'overdue', 'portfolio', 'how-many']);

const meant = new Map<string, string | undefined>();
/** Words that are known once and slip by once are remembered; not more than these. */
const most = 5000;

function guess(typed: string): string | undefined {
  if (!letters.test(typed) || typed.length < 4 || themselves.has(typed)) return undefined;
  const found = new Set<string>();
  for (let length = typed.length - 1; length <= typed.length + 1; length++) {
    for (const word of long.get(length) ?? []) {
      if (!slip(typed, word)) continue;
      const same = typed.length === word.length && !swapped(typed, word);
      const lemma = forms.get(word)!;
      if (typed[0] !== word[0] && !swapped(typed, word)) continue;
      if (same && typed.length < 6 && !core.has(lemma)) continue;
      if (typed.length < 5 && !core.has(lemma) && typed.length >= word.length) continue;
      found.add(lemma);
    }
  }
  if (found.size === 1) return [...found][0];
  const first = new Set(
    [...found].filter((lemma) =>
      [...forms].some(([form, each]) => each === lemma && form[0] === typed[0] && slip(typed, form)),
    ),
  );
  return first.size === 1 ? [...first][0] : pick(found);
}

/** Of several: what is asked of a state is the likelier one when it is the same stem. */
const pick = (found: ReadonlySet<string>): string | undefined => {
  for (const pair of [
    ['expire', 'overdue'],
    ['export', 'exported'],
    ['connected', 'disconnected'],
    ['charges', 'charges'],
  ])
    if (found.size === 2 && pair.every((each) => found.has(each))) return pair[0];
  return undefined;
};

/** The lemma of a word with a letter wrong, or cut short; undefined when it is none of ours, or could be several. */
export function nearLemma(typed: string): string | undefined {
  if (meant.has(typed)) return meant.get(typed);
  let lemma = guess(typed);
  if (!lemma && letters.test(typed) && typed.length >= 4) {
    const begun = new Set<string>();
    for (const [form, each] of forms)
      if (form.length > typed.length + 1 && form.startsWith(typed) && trade[each]) begun.add(each);
    if (begun.size === 1) lemma = [...begun][0];
    else lemma = pick(begun);
  }
  if (meant.size > most) meant.clear();
  meant.set(typed, lemma);
  return lemma;
}

/** Whether a first name was meant, with a letter wrong. */
export const isNear = (typed: string, name: string): boolean => {
  const other = fold(name);
  return typed.length >= 4 && other.length >= 4 && typed[0] === other[0] && typed !== other && slip(typed, other);
};
