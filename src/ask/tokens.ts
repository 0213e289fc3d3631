import { fold } from '../kit/text.ts';
import { english, lemmaInContext } from './context.ts';
import { isNear, lemmaOf, nearLemma } from './known.ts';
import { numbers, phrases } from './lexicon/calendar.ts';
import { tableWords } from './lexicon/table.ts';
import type { Vocabulary } from './schema.ts';

export interface Token {
  raw: string;
  /** Small letters, no accents. */
  word: string;
  start: number;
  end: number;
  lemma: string;
}

export interface Sentence {
  text: string;
  tokens: Token[];
  /** All lemmas, each with a space behind it, and where each begins. */
  line: string;
  at: number[];
}

const shapes = new RegExp(
  [
    String.raw`(?<email>[^\s<>,;:"]+@[^\s,;"<>]+\.[\p{L}]+)`,
    '(?<quoted>["“”][^"“”]+["“”])',
    String.raw`(?<document>\b[\dA-Z]{2}\.[\dA-Z]{3}\.[\dA-Z]{3}\/[\dA-Z]{4}-\d{2}\b|\b\d{3}\.\d{3}\.\d{3}-\d{2}\b|\b\d{11}\b|\b\d{14}\b)`,
    String.raw`(?<date>\b\d{4}-\d{1,2}-\d{1,2}\b|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|\b\d{1,2}\/\d{1,4}\b|\b\d{4}-\d{1,2}\b|\b\d{1,2}\.\d{1,2}\b)`,
    String.raw`(?<negative>(?<=^|\s)-\d+)`,
    String.raw`(?<number>\d+)(?:º|ª|°|(?:o|a|st|nd|rd|th)(?!\p{L}))?`,
    String.raw`(?<slash>(?<![\p{L}\d])(?:w\/o|[pcsw]\/))`,
    String.raw`(?<word>\p{L}[\p{L}\p{M}\d]*(?:-\p{L}[\p{L}\p{M}]*)*(?:['’](?!s\b)\p{L}+)*)`,
    String.raw`(?<own>['’]s\b|['’](?=\s))`,
    String.raw`(?<mark>[,;:&+]|[.!?](?=\s))`,
  ].join('|'),
  'gu',
);

function cut(text: string): Token[] {
  const tokens: Token[] = [];
  const add = (raw: string, start: number, lemma = '', word = fold(raw)) =>
    tokens.push({ raw, word, start, end: start + raw.length, lemma });
  for (const match of text.matchAll(shapes)) {
    const [raw] = match;
    const groups = match.groups!;
    const start = match.index;
    if (groups.email) add(raw, start, `%${raw}`);
    else if (groups.quoted) add(raw, start, `_${fold(raw.slice(1, -1)).replace(/ /g, '\u00a0')}`);
    else if (groups.document) add(raw, start, `_${fold(raw)}`);
    else if (groups.date) add(raw, start, `@${raw}`);
    else if (groups.negative) add(raw, start, `_${raw}`);
    else if (groups.number) add(raw, start, `#${Number(groups.number)}`, String(Number(groups.number)));
    else if (groups.slash) add(raw, start);
    else if (groups.own)
      add(raw, start, /^(what|who|where|how|that|there|it|here)$/.test(tokens.at(-1)?.word ?? '') ? 'is' : "'s");
    else if (groups.mark)
      add(
        raw,
        start,
        raw === '&' ? 'and' : raw === '+' ? (/^\s*(?:de|q)\b/.test(text.slice(start + 1)) ? 'more' : 'and') : ',',
      );
    else if (raw.includes('-') && !lemmaOf(fold(raw))) {
      let from = start;
      for (const part of raw.split('-')) {
        add(part, from);
        from += part.length + 1;
      }
    } else add(raw, start, '', fold(raw).replace(/['’]/g, ''));
  }
  return tokens;
}

/** Twenty and five are twenty-five. */
function joinNumbers(tokens: Token[]): Token[] {
  const out: Token[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    const tens = numbers[token.word];
    const link = tokens[i + 1]?.word === 'e' || tokens[i + 1]?.word === 'and' ? 1 : 0;
    const unit = tokens[i + 1 + link];
    const ones = unit && (numbers[unit.word] ?? (/^(um|uma|one)$/.test(unit.word) ? 1 : undefined));
    const fits =
      tens !== undefined &&
      ones !== undefined &&
      ((tens >= 20 && tens < 100 && ones < 10) || (tens >= 100 && ones < 100));
    if (fits && tokens[i - 1]?.word !== 'entre') {
      const joined: Token = {
        raw: '',
        word: String(tens + ones),
        start: token.start,
        end: unit!.end,
        lemma: `#${tens + ones}`,
      };
      out.push(joined);
      i += 1 + link;
    } else out.push(token);
  }
  return out;
}

const families = (plans: readonly string[]) => new Set(plans.map((plan) => fold(plan).split(' ')[0]!));

/** Several words that say one thing become one. */
function joinPhrases(tokens: Token[]): Token[] {
  const out: Token[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    let joined: Token | undefined;
    for (const count of [3, 2]) {
      const some = tokens.slice(i, i + count);
      if (joined || some.length < count || some.some(({ lemma }) => lemma !== '')) continue;
      const said = some.map(({ word }) => word).join(' ');
      const phrase = phrases.find(([at]) => at.test(said));
      if (!phrase) continue;
      joined = { ...token, raw: said, word: said, end: some.at(-1)!.end, lemma: phrase[1] };
      i += count - 1;
    }
    out.push(joined ?? token);
  }
  return out;
}

const sizes: Readonly<Record<string, number>> = {
  i: 1,
  ii: 2,
  iii: 3,
  1: 1,
  2: 2,
  3: 3,
  um: 1,
  dois: 2,
  tres: 3,
  one: 1,
  two: 2,
  three: 3,
};

/** A plan's family takes its size along; with a word behind it that is none of ours it is the name of a company. */
function joinPlans(tokens: Token[]): Token[] {
  const out: Token[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    const size = sizes[tokens[i + 1]?.word ?? ''];
    const last = out.at(-1);
    const family = /^(?:and|or|,)$/.test(last?.lemma ?? '')
      ? /^~([^:]+):\d/.exec(out.at(-2)?.lemma ?? '')?.[1]
      : undefined;
    if (token.lemma.startsWith('~') && size) {
      out.push({ ...token, end: tokens[i + 1]!.end, lemma: `${token.lemma}:${size}` });
      i++;
    } else if (token.lemma.startsWith('~') && tokens[i + 1]?.lemma.startsWith('_'))
      out.push({ ...token, lemma: `_${token.word}` });
    else if (token.lemma.startsWith('~') && tokens[i + 1]?.word === 'total') {
      out.push({ ...token, lemma: `_${token.word}` }, { ...tokens[i + 1]!, lemma: '_total' });
      i++;
    } else if (family && /^(i|ii|iii|1|2|3)$/.test(token.word))
      out.push({ ...token, lemma: `~${family}:${sizes[token.word]}` });
    else out.push(token);
  }
  return out;
}

/** A member's second name belongs to the first. */
function joinMembers(tokens: Token[], { members }: Vocabulary): Token[] {
  const out: Token[] = [];
  for (const token of tokens) {
    const last = out.at(-1);
    const member = last && /^&(\d+)$/.exec(last.lemma);
    const parts = member ? fold(members[Number(member[1])]!.name).split(' ').slice(1) : [];
    if (last && parts.includes(token.word) && token.lemma.startsWith('_'))
      out[out.length - 1] = { ...last, end: token.end };
    else out.push(token);
  }
  return out;
}

export function sentenceOf(text: string, vocabulary: Vocabulary): Sentence {
  const tokens = joinPhrases(joinNumbers(cut(text)));
  const isEnglish = english(tokens);
  const plans = families(vocabulary.plans);
  const names = new Map(vocabulary.members.map((each, i) => [each.first, i]));
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    if (token.lemma) continue;
    const { word } = token;
    const family = [...plans].find(
      (each) =>
        each === word ||
        (word === 'perf' && each.startsWith(word)) ||
        (word.length >= 5 &&
          (`${each}s` === word || `${each}es` === word || isNear(word, each) || each.startsWith(word))),
    );
    token.lemma =
      lemmaInContext(tokens, i, isEnglish) ??
      (names.has(word) ? `&${names.get(word)}` : undefined) ??
      (family ? `~${family}` : undefined) ??
      (numbers[word] !== undefined ? `#${numbers[word]}` : undefined) ??
      lemmaOf(word) ??
      (tableWords.has(word) ? `_${word}` : undefined) ??
      nearMember(word, vocabulary) ??
      nearLemma(word) ??
      `_${asInTable(word)}`;
  }
  const said = tokens.filter(
    ({ word }, i) => word !== 'feira' && !(word === 'how' && tokens[i + 1]?.lemma === 'how-many'),
  );
  const kept = joinMembers(joinPlans(said), vocabulary);
  const at: number[] = [];
  let line = '';
  for (const { lemma } of kept) {
    at.push(line.length);
    line += `${lemma} `;
  }
  return { text, tokens: kept, line, at };
}

const nearMember = (word: string, { members }: Vocabulary): string | undefined => {
  if (lemmaOf(word)) return undefined;
  const found = members.findIndex(({ first }) => isNear(word, first));
  return found < 0 ? undefined : `&${found}`;
};

/** A word that a field or a value is called by, with a letter wrong: it stays a word that may as well be in a name. */
const asInTable = (word: string): string => {
  if (word.length < 5 || tableWords.has(word)) return word;
  const meant = [...tableWords].filter((each) => each.length >= 5 && !lemmaOf(each) && isNear(word, each));
  return meant.length === 1 ? meant[0]! : word;
};
