import { lemmaOf } from './known.ts';
import { doubtfulMonths } from './lexicon/calendar.ts';
import type { Token } from './tokens.ts';

const isUnit = (lemma: string | undefined) =>
  lemma !== undefined &&
  (/^(m|w):/.test(lemma) ||
    ['week', 'month', 'year', 'quarter', 'semester', 'weekend', 'fortnight', 'day', 'end'].includes(lemma));

/** What a word is by the company it keeps; undefined when it is what the lexicon says. */
export function lemmaInContext(tokens: readonly Token[], i: number, english: boolean): string | undefined {
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
export const english = (tokens: readonly Token[]): boolean => {
  const said = tokens.filter(({ lemma }) => lemma === '');
  return said.filter(({ word }) => englishWords.test(word)).length * 3 > said.length;
};
