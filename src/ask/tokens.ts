import { fold } from '../kit/text.ts';
import { isNear, lemmaOf, nearLemma } from './known.ts';
import { doubtfulMonths, numbers, phrases } from './lexicon/calendar.ts';
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

const isUnit = (lemma: string | undefined) =>
  lemma !== undefined &&
  (/^(m|w):/.test(lemma) ||
    ['week', 'month', 'year', 'quarter', 'semester', 'weekend', 'fortnight', 'day', 'end'].includes(lemma));

/** What a word is by the company it keeps; undefined when it is what the lexicon says. */
function byCompany(tokens: readonly Token[], i: number, english: boolean): string | undefined {
  const { word, raw } = tokens[i]!;
  const before = tokens[i - 1];
  const after = tokens[i + 1];
  const next = after && lemmaOf(after.word);
  const previous = before && (before.lemma || lemmaOf(before.word));
  if (word === 'e')
    return /é/iu.test(raw) || /^(quem|qual|qm|ql|onde|como|quando)$/.test(before?.word ?? '') ? 'is' : undefined;
  if (word === 'd') return /^#/.test(previous ?? '') ? 'day' : 'of';
  if (word === 'look' && after?.word === 'after') return 'looks';
  if (
    word === 'end' &&
    english &&
    /^(plans?|licen[cs]es?|clients?|that|which|who|subscriptions?)$/.test(before?.word ?? '')
  )
    return 'expire';
  if (word === 'anda' && previous === 'how') return 'go';
  if (word === 'many' && before?.word === 'how') return 'how-many';
  if (word === 'esta') return !/á/iu.test(raw) && isUnit(next) ? 'this' : undefined;
  if (word === 'sao')
    return after &&
      /^(paulo|bernardo|jose|caetano|luis|joao|carlos|vicente|sebastiao|pedro|miguel|francisco)$/.test(after.word)
      ? '_sao'
      : undefined;
  if (word === 'da' || word === 'de')
    return /[áê]/iu.test(raw) || (before?.word === 'me' && after !== undefined) ? 'show' : undefined;
  if (word === 'nos')
    return /ó/iu.test(raw) || previous === 'by' || previous === 'for' || next === 'pays' || next === 'we-have'
      ? 'us'
      : undefined;
  if (word === 'no')
    return english &&
      after &&
      /^(plan|licen[cs]e|analyst|auto|automatic|export|owner|charges|expiry|one|expiration|renewal|subscription|date|exports?)s?$/.test(
        after.word,
      )
      ? 'without'
      : undefined;
  if (word === 'do') return after && /^(not|i|you|we|they|any|our|my|all)$/.test(after.word) ? 'has' : undefined;
  if (word === 'sem')
    return previous === 'this' ||
      previous === 'next' ||
      previous === 'last' ||
      (after && /^(que|q|passada|q\.)$/.test(after.word) && /^(vem|passou)$/.test(tokens[i + 2]?.word ?? 'vem'))
      ? 'week'
      : undefined;
  if (word === 'segunda' || word === 'segundo') return next === 'fortnight' || next === 'half' ? 'second' : 'w:1';
  if (word === 'ter') return previous === 'until' || previous === 'in' ? 'w:2' : undefined;
  if (word === 'conta')
    return i === 0 || next === 'how-many' || /^(os|quantos|qts|quantas|as)$/.test(after?.word ?? '')
      ? 'count'
      : undefined;
  if (word === 'total') return after && /^(de|of)$/.test(after.word) ? 'how-many' : undefined;
  if (word === 'number' || word === 'numero')
    return after &&
      /^(de|of)$/.test(after.word) &&
      !/^(telefone|phone|celular|whatsapp|zap|cnpj|cpf|contato|contact)$/.test(tokens[i + 2]?.word ?? '')
      ? 'how-many'
      : undefined;
  if (word === 'a') return english && !/^(a)$/.test(before?.word ?? '') ? 'the' : undefined;
  if (word === 'dez')
    return previous === 'between' && after?.word === 'e'
      ? '#10'
      : isUnit(next) ||
          next === 'client' ||
          /^(os|as|primeiros|proximos|ultimos|top)$/.test(before?.word ?? '') ||
          /^(primeir|proxim|ultim|que|q|mais|licenc|cli|dia)/.test(after?.word ?? '')
        ? '#10'
        : 'm:12';
  if (word === 'may')
    return previous === 'in' ||
      previous === 'until' ||
      previous === 'of' ||
      previous === 'before' ||
      previous === 'after' ||
      previous === 'and'
      ? 'm:5'
      : 'show';
  if (word in doubtfulMonths) {
    const papers =
      !after && tokens.some((each) => /^(fin|financas|docs?|documentos|notas|venc|vence)$/.test(each.word));
    const timed =
      previous && /^(in|until|of|from|before|after|and|or|between|this|next|last|starting|#\d+|@\S+)$/.test(previous);
    return papers || timed ? doubtfulMonths[word] : undefined;
  }
  return undefined;
}

const englishWords =
  /^(the|clients?|who|which|show|me|my|of|are|is|with|without|not|what|how|many|and|please|for|by|in|expir\w+|plans?|whose|that|have|has|paid|last|next|month|week|when|does|list)$/;
const english = (tokens: readonly Token[]): boolean => {
  const said = tokens.filter(({ lemma }) => lemma === '');
  return said.filter(({ word }) => englishWords.test(word)).length * 3 > said.length;
};

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
      byCompany(tokens, i, isEnglish) ??
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
