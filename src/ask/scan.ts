import type { Day } from '../kit/days.ts';
import type { Item } from './item.ts';
import { idle, itemRules } from './items.ts';
import type { Vocabulary } from './schema.ts';
import { whenAt } from './span.ts';
import type { Sentence } from './tokens.ts';

/** A piece of the sentence, and which of its words it is: from the first to before the last. */
export type Piece = Item & { from: number; to: number };

const nameless = /^(called|_nomead\w+)$/;
/** Small words that stand inside of names. */
const inside = /^(of|the|and|good|in)$/;

/** How many words a name takes from here on: unknown ones, and small ones between two of them. */
function nameEnd({ tokens }: Sentence, from: number, start: number): number {
  let end = from;
  for (let i = start; i < tokens.length; i++) {
    const { lemma, raw } = tokens[i]!;
    if (lemma.startsWith('_')) end = i + 1;
    else if (end > from && /^\p{Lu}/u.test(raw) && i === end && /^\p{Lu}/u.test(tokens[i - 1]!.raw)) end = i + 1;
    else if (!inside.test(lemma) || lemma === 'and' || i > end + 1) break;
  }
  return end;
}

/** Where a name was announced: "chamados Lanchonete", "com Rosa no nome", "nome Silva". */
function announced(sentence: Sentence, i: number): { begin: number; end: number; next: number } | undefined {
  const { tokens } = sentence;
  const lemma = tokens[i]!.lemma;
  const word = (at: number) => tokens[at]?.lemma;
  let begin: number | undefined;
  let j = i;
  if (lemma === 'that' || lemma === 'with' || lemma === 'whose' || lemma === 'of' || lemma === 'if') j++;
  if (word(j) === 'if' || word(j) === 'is') j++;
  if (nameless.test(word(j) ?? '')) begin = j + 1;
  else if (
    (word(j) === 'name' || (word(j) === 'the' && word(j + 1) === 'name')) &&
    !/^(by|in|order|for)$/.test(tokens[i - 1]?.lemma ?? '')
  )
    begin = word(j) === 'name' ? j + 1 : j + 2;
  if (begin !== undefined) {
    while (/^(of|contains|with|is|that|the|begin|,)$/.test(word(begin) ?? '')) begin++;
    if (!tokens[begin]) return undefined;
    const end = Math.max(begin + 1, nameEnd(sentence, begin, begin));
    return { begin, end, next: end };
  }
  // "com Rosa no nome", "with Rosa in the name"
  if (lemma === 'with' || lemma === 'has' || lemma === 'that') {
    for (let k = i + 1; k < Math.min(tokens.length, i + 6); k++) {
      if (
        word(k) === 'in' &&
        (word(k + 1) === 'name' || (/^(the|their)$/.test(word(k + 1) ?? '') && word(k + 2) === 'name'))
      ) {
        let begin = i + 1;
        while (/^(contains|has|with|the)$/.test(word(begin) ?? '')) begin++;
        return k > begin ? { begin, end: k, next: word(k + 1) === 'name' ? k + 2 : k + 3 } : undefined;
      }
    }
  }
  return undefined;
}

/** The sentence as pieces, the longest reading of each place first. Nothing is left out: what says nothing is a word. */
export function scan(sentence: Sentence, vocabulary: Vocabulary, today: Day): Piece[] {
  const { tokens, line, at, text } = sentence;
  const index = new Map(at.map((start, i) => [start, i]));
  index.set(line.length, tokens.length);
  const pieces: Piece[] = [];
  for (let i = 0; i < tokens.length; ) {
    const name = announced(sentence, i);
    if (name) {
      const said = text.slice(tokens[name.begin]!.start, tokens[name.end - 1]!.end);
      pieces.push({ is: 'name', text: said.replace(/["“”]/g, ''), sure: true, from: i, to: name.next });
      i = name.next;
      continue;
    }
    let best: Piece | undefined;
    const when = whenAt(line, at[i]!, today);
    const ended = when && index.get(when.end);
    if (ended !== undefined && ended > i) best = { is: 'when', when: when!.value, from: i, to: ended };
    for (const rule of itemRules) {
      rule.at.lastIndex = at[i]!;
      const match = rule.at.exec(line);
      const to = match ? index.get(rule.at.lastIndex) : undefined;
      if (!match || to === undefined || to <= (best?.to ?? i)) continue;
      const item = rule.make(match, vocabulary);
      if (item) best = { ...item, from: i, to };
    }
    best ??= one(sentence, i);
    pieces.push(best);
    i = best.to;
  }
  return pieces;
}

function one(sentence: Sentence, i: number): Piece {
  const { tokens, text } = sentence;
  const { lemma, raw } = tokens[i]!;
  if (idle.has(lemma)) return { is: 'skip', from: i, to: i + 1 };
  if (!lemma.startsWith('_')) return { is: 'word', text: raw, from: i, to: i + 1 };
  const end = Math.max(i + 1, nameEnd(sentence, i, i));
  const said = text.slice(tokens[i]!.start, tokens[end - 1]!.end).replace(/["“”]/g, '');
  return { is: 'name', text: said, sure: /["“”]/.test(raw), from: i, to: end };
}
