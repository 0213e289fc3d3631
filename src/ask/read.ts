import type { Day } from '../kit/days.ts';
import { actOf } from './acts.ts';
import type { Composed } from './compose.ts';
import { factOf } from './facts.ts';
import { figureOf } from './figures.ts';
import { follow } from './follow.ts';
import { helpOf } from './help.ts';
import { unkept, vague } from './lexicon/unkept.ts';
import { verbOf } from './lexicon/verbs.ts';
import { listOf } from './list.ts';
import { couldBeName, nameIn, part, said, withoutManners } from './part.ts';
import { wantedOf } from './phrase.ts';
import type { Before, Condition, Key, ListReading, Reading, UnclearReading, Vocabulary } from './schema.ts';
import { inTable } from './table.ts';
import { type Sentence, sentenceOf } from './tokens.ts';
import type { When } from './when.ts';

export interface Question {
  vocabulary: Vocabulary;
  today: Day;
  /** The names of all commands. */
  commands: ReadonlySet<string>;
  before?: Before;
}

const unclear = (
  left: readonly string[],
  why?: UnclearReading['why'],
  perhaps: readonly Reading[] = [],
): UnclearReading => ({
  kind: 'unclear',
  left: [...new Set(left)],
  why,
  perhaps,
});

/** More words than a question has. */
const longest = 400;

/** What somebody's words ask for. Says what it did not understand, and never drops a word that may have meant something. */
export function read(text: string, asked: Question): Reading {
  const sentence = sentenceOf(text.slice(0, longest), asked.vocabulary);
  const { rest, greeted } = withoutManners(sentence);
  if (text.length > longest) return unclear([`${text.slice(0, 60)}…`], 'words');
  if (rest.tokens.length === 0)
    return greeted || text.trim() === '' ? { kind: 'help', left: [] } : unclear([text.trim()], 'words');
  if (asked.before) {
    const followed = follow(rest, asked, asked.before, (part) => once(part, asked));
    if (followed) return followed;
  }
  return once(rest, asked);
}

/** Everything at once cannot be meant; and what a model would be told is said to nobody here. */
const forbidden = (sentence: Sentence): boolean => {
  const verb = sentence.tokens.map(({ word }) => verbOf(word)).find(Boolean);
  return (
    (verb === 'delete' || verb === 'disconnect' || verb === 'cancel') &&
    sentence.tokens.some(({ lemma }) => lemma === 'all') &&
    !couldBeName(part(sentence, 1))
  );
};

function once(sentence: Sentence, asked: Question): Reading {
  const { vocabulary, today } = asked;
  const help = helpOf(sentence, asked.commands);
  if (help) return help;
  if (forbidden(sentence)) return { kind: 'outside', left: [] };
  const kept = { lists: inTable(sentence.tokens, 'lists'), facts: inTable(sentence.tokens, 'facts') };
  const unknown = sentence.tokens.filter(({ word, lemma }) => unkept.has(word) && lemma.startsWith('_'));
  const wrong = unknown.filter((token) => !kept.lists.has(token)).map(({ raw }) => raw);
  const act = actOf(sentence, vocabulary, today);
  if (act) return act.left.length > 0 ? unclear(act.left, 'words', [{ ...act, left: [] }]) : act;
  const figure = figureOf(sentence, vocabulary, today);
  if (figure) return figure;
  const fact = unknown.every((token) => kept.facts.has(token)) ? factOf(sentence) : undefined;
  if (fact) return fact;
  if (wrong.length > 0) return unclear(wrong, 'not-kept');
  return listed(sentence, asked);
}

/** A name and nothing else is the client's own record; many of a kind are a list. */
function card(sentence: Sentence): Reading | undefined {
  const kept = sentence.tokens.filter(({ lemma }) => !/^(show|me|please|for)$/.test(lemma));
  const names = kept.filter(({ lemma }) => lemma.startsWith('_'));
  const small = kept.every(
    ({ lemma }, i) =>
      /^[_~]/.test(lemma) ||
      (/^(the|of|and|good|newest|in|client|a-gente|count|plan|w:\d|m:\d+|christmas|#\d+)$/.test(lemma) &&
        (i > 0 || lemma === 'the' || lemma === 'client' || lemma === 'newest')),
  );
  if (names.length === 0 || !small || kept[0]?.word === 'os' || kept[0]?.word === 'as') return undefined;
  if (names.length === 1 && /s$|oes$/.test(names[0]!.word)) return undefined;
  if (kept.some(({ lemma, word }) => lemma === 'client' && /s$/.test(word))) return undefined;
  const from = sentence.tokens.indexOf(kept[0]!);
  return { kind: 'fact', field: 'card', client: nameIn(part(sentence, from)), left: [] };
}

/** Words that say that clients are meant, even without anything that narrows them. */
const heads = /^(client|who|how-many)$/;

export function listed(sentence: Sentence, asked: Question): Reading {
  const alone = card(sentence);
  if (alone) return alone;
  const made = listOf(sentence, asked.vocabulary, asked.today);
  const kind = made.count ? 'count' : 'list';
  const reading = (more: Partial<ListReading> = {}): ListReading => ({
    kind,
    names: made.names,
    left: [],
    ...wantedOf(made),
    ...more,
  });
  const strange = made.names
    .filter(({ text, sure }) => !sure && text.split(/\s/).some((word) => vague.has(plain(word))))
    .map(({ text }) => text);
  if (strange.length > 0)
    return unclear(strange, 'vague', [reading({ conditions: without(made, strange), names: [] })]);
  if (/^when /.test(sentence.line) && made.vague.every(({ key }) => key === 'expiry') && made.vague.length > 0)
    return finish(made, reading({ order: 'expiry' }));
  if (made.vague.length > 0)
    return unclear(
      [said(sentence)],
      'date',
      made.vague.flatMap(({ key, not }) =>
        meanings(key, not).map((condition) => reading({ conditions: [...made.conditions, condition] })),
      ),
    );
  if (made.orphans.length > 0)
    return unclear(
      [said(sentence)],
      'date',
      made.left.length > 0
        ? []
        : orphaned(made.orphans[0]!).map((condition) => reading({ conditions: [...made.conditions, condition] })),
    );
  const narrowed = made.conditions.length > 0 || made.order !== undefined || made.limit !== undefined;
  if (!narrowed && made.left.length === 0 && !sentence.tokens.some(({ lemma }) => heads.test(lemma) || lemma === 'all'))
    return unclear([said(sentence)], 'words');
  return finish(made, reading());
}

const plain = (word: string) => word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
const without = (made: Composed, names: readonly string[]): Condition[] =>
  made.conditions.filter(
    (each) => !('key' in each && each.key === 'name' && each.values.some((value) => names.includes(value))),
  );

const finish = (made: Composed, reading: ListReading): Reading =>
  made.left.length > 0 ? unclear(made.left, 'words', reading.conditions.length > 0 ? [reading] : []) : reading;

/** What is meant by somebody who says that something happens, and not when. */
const meanings = (key: Key, not: boolean): Condition[] => {
  if (key === 'exported')
    return not
      ? [
          { key, values: ['not-this-month'] },
          { key, values: ['never'] },
        ]
      : [{ not: { key, values: ['never'] } }];
  return not
    ? [{ key, values: ['none'] }]
    : [
        { key, values: ['30d'] },
        { key, values: ['overdue'] },
      ];
};

const orphaned = (when: When): Condition[] => {
  const text = (range: { from?: string; to?: string }) => `${range.from ?? ''}..${range.to ?? ''}`;
  return [
    { key: 'expiry', values: [text(when.range('ahead'))] },
    { key: 'exported', values: [text(when.range('back'))] },
  ];
};
