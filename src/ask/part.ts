import type { Sentence, Token } from './tokens.ts';

/** A sentence without what is before and behind a piece of it. */
export function part({ text, tokens }: Sentence, from: number, to = tokens.length): Sentence {
  const kept = tokens.slice(from, to);
  const at: number[] = [];
  let line = '';
  for (const { lemma } of kept) {
    at.push(line.length);
    line += `${lemma} `;
  }
  return { text, tokens: kept, line, at };
}

export const said = ({ text, tokens }: Sentence): string =>
  tokens.length === 0 ? '' : text.slice(tokens[0]!.start, tokens.at(-1)!.end).replace(/["“”]/g, '').trim();

const polite = /^(hello|please|thanks|ok|aside|morning|well|,)$/;

/** Without the greetings around it. Greeted is whether there were any. */
export function withoutManners(sentence: Sentence): { rest: Sentence; greeted: boolean } {
  let from = 0;
  let to = sentence.tokens.length;
  let greeted = false;
  const lemma = (i: number) => sentence.tokens[i]?.lemma ?? '';
  const word = (i: number) => sentence.tokens[i]?.word ?? '';
  for (;;) {
    if (
      lemma(from) === 'good' &&
      /^(dia|tarde|noite|morning|afternoon|evening|madrugada|semana|trabalho)$/.test(word(from + 1))
    )
      from += 2;
    else if (lemma(from) === 'all' && /^(well|good|ok)$/.test(lemma(from + 1))) from += 2;
    else if (lemma(from) === 'how' && lemma(from + 1) === 'is' && lemma(from + 2) === 'you') from += 3;
    else if (polite.test(lemma(from))) from += 1;
    else break;
    greeted ||= lemma(from - 1) !== ',';
  }
  for (;;) {
    if (lemma(to - 2) === 'by' && word(to - 1) === 'favor') to -= 2;
    else if (to > from && (polite.test(lemma(to - 1)) || word(to - 1) === 'favor')) to -= 1;
    else if (to - 2 >= from && lemma(to - 2) === 'thanks' && lemma(to - 1) === 'you') to -= 2;
    else break;
  }
  return { rest: part(sentence, from, Math.max(from, to)), greeted };
}

/** Without words at either end that are not part of a name there. */
export function trimmed(sentence: Sentence, drop: (token: Token) => boolean): Sentence {
  let from = 0;
  let to = sentence.tokens.length;
  while (from < to && drop(sentence.tokens[from]!)) from++;
  while (to > from && drop(sentence.tokens[to - 1]!)) to--;
  return part(sentence, from, to);
}

/** Whether words could be a client's: at least one that is nobody else's. */
export const couldBeName = ({ tokens }: Sentence): boolean =>
  tokens.length > 0 &&
  tokens.some(({ lemma }) => /^[_&%]/.test(lemma) || lemma === 'of-it' || lemma === 'it' || lemma.startsWith('~'));

const several = /^(client|who|which|how-many|somebody|people|all|that|mine|plan|some|when|where)$/;
/** Whether the words speak of many: "os clientes da Carla", "as padarias". */
export function speaksOfMany({ tokens }: Sentence): boolean {
  const [first, second] = tokens;
  if (!first) return false;
  if (/^(os|as)$/.test(first.word)) return true;
  const head = first.lemma === 'the' ? second : first;
  if (!head) return false;
  if (head.lemma === 'client') return /s$/.test(head.word) || tokens.length < 3;
  return several.test(head.lemma);
}

/** A client's name as it was typed, without the word for what it is. */
export const nameIn = (sentence: Sentence): string => {
  const small = /^(the|of|in|by|for|with|client|'s|,|please|,)$/;
  const rest = trimmed(
    sentence,
    ({ lemma, raw }) =>
      small.test(lemma) && !/^[A-Z]\p{L}+/u.test(raw.replace(/^(O|A|Os|As|Da|Do|De|The|Cliente|Client|Na|No)$/, '')),
  );
  return rest.tokens.every(({ lemma }) => lemma === 'of-it' || lemma === 'it') ? '' : said(rest);
};
