import { factRules } from './fact-rules.ts';
import { couldBeName, nameIn, part, speaksOfMany, trimmed } from './part.ts';
import type { FactReading } from './schema.ts';
import type { Sentence } from './tokens.ts';

const says =
  /^(has|is|had|expire|expired|overdue|venc|export|exported|not|never|without|with|who|which|when|pays|paid|looks|how-many|connected|that|uses|or|,)$/;

/** A question about one client; undefined when it is none. `client` is what was typed, empty for the one that was spoken of last. */
export function factOf(sentence: Sentence): FactReading | undefined {
  const asking = trimmed(sentence, ({ lemma }) => /^(show|me|please|for|you)$/.test(lemma));
  return matched(sentence) ?? (asking.tokens.length < sentence.tokens.length ? matched(asking) : undefined);
}

function matched(sentence: Sentence): FactReading | undefined {
  for (const { at, field, yesNo } of factRules) {
    at.lastIndex = 0;
    const match = at.exec(sentence.line);
    if (!match || at.lastIndex !== sentence.line.length) continue;
    const captured = match
      .indices!.slice(1)
      .find((each, i) => each !== undefined && match[i + 1] !== undefined && / $/.test(match[i + 1]!));
    if (!captured) continue;
    const from = sentence.at.indexOf(captured[0]);
    const end = sentence.at.indexOf(captured[1]);
    const name = part(sentence, from, end < 0 ? sentence.tokens.length : end);
    if (
      !couldBeName(name) ||
      speaksOfMany(part(sentence, Math.max(0, from - 1), end < 0 ? undefined : end)) ||
      speaksOfMany(name)
    )
      continue;
    if (/^(has|is|in|with|uses)$/.test(name.tokens.at(-1)!.lemma)) continue;
    // A kind of business in the plural is many.
    if (yesNo && name.tokens.length === 1 && /^\p{Ll}.*s$/u.test(name.tokens[0]!.raw)) continue;
    if (yesNo && !/^[_&~]/.test(name.tokens.find(({ lemma }) => lemma !== 'the')?.lemma ?? '')) continue;
    if (
      yesNo &&
      (!name.tokens.some(({ lemma }) => lemma.startsWith('_')) || name.tokens.some(({ lemma }) => says.test(lemma)))
    )
      continue;
    return { kind: 'fact', field, client: nameIn(name), left: [] };
  }
  return undefined;
}
