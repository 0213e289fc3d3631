import type { Day } from '../kit/days.ts';
import type { Composed } from './compose.ts';
import { nameIn, part, trimmed } from './part.ts';
import type { Wanted } from './schema.ts';
import { whenAt } from './span.ts';
import type { Sentence } from './tokens.ts';

/** The month a piece of a sentence speaks of, the latest one, and the words that say it. */
export function monthIn(sentence: Sentence, today: Day): { month: string; from: number; to: number } | undefined {
  for (let i = 0; i < sentence.tokens.length; i++) {
    const when = whenAt(sentence.line, sentence.at[i]!, today);
    const range = when?.value.range('back');
    if (!when || !range?.from || range.from.slice(0, 7) !== range.to?.slice(0, 7)) continue;
    const end = sentence.at.indexOf(when.end);
    return { month: range.from.slice(0, 7), from: i, to: end < 0 ? sentence.tokens.length : end };
  }
  return undefined;
}

/** The sentence without some of its words. */
export const cutOut = (sentence: Sentence, from: number, to: number): Sentence => {
  const rest = { ...sentence, tokens: [...sentence.tokens.slice(0, from), ...sentence.tokens.slice(to)] };
  return part(rest, 0);
};

export const wantedOf = ({ conditions, order, down, limit }: Composed): Wanted => ({ conditions, order, down, limit });
export const clean = ({ left, vague, orphans }: Composed) =>
  left.length === 0 && vague.length === 0 && orphans.length === 0;

export const has = (sentence: Sentence, ...lemmas: string[]) =>
  sentence.tokens.some(({ lemma }) => lemmas.includes(lemma));

/** What is left of a sentence when the words that an act brings along are taken away: the client. */
export const clientIn = (sentence: Sentence, ...drop: string[]): string | undefined => {
  const rest = trimmed(
    sentence,
    ({ lemma, word }) =>
      drop.includes(lemma) ||
      /^(the|of|in|by|for|from|with|please|,|me|us|and|also|now|'s|our|mine|that|thanks)$/.test(lemma) ||
      /^(favor|pfv|hj)$/.test(word),
  );
  return nameIn(rest) || (has(sentence, 'of-it', 'it') ? '' : undefined);
};
