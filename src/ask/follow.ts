import { factOf } from './facts.ts';
import { listOf } from './list.ts';
import { nameIn, part, said } from './part.ts';
import { pattern } from './pattern.ts';
import { wantedOf } from './phrase.ts';
import type { Question } from './read.ts';
import {
  type Before,
  type Condition,
  type Fact,
  factOfField,
  type ListReading,
  type Reading,
  type Wanted,
} from './schema.ts';
import { tableNouns } from './table.ts';
import type { Sentence } from './tokens.ts';

/** What the beginning of a message says of what was asked before. */
const markers: readonly [RegExp, 'narrow' | 'drop' | 'also'][] = [
  [/^(and |now |but |, )*(also |_inclui |_inclua |more (the |of )|plus )(the )?/, 'also'],
  [
    /^(and |now |but |, )*(_tira |_tire |_tirando |_remove |_exclui |_exclua |_retira |_exclude |_drop |_fora |except |less |not (the )|without the |take out |leave out |_hide |_esconde )(it |out |of )*/,
    'drop',
  ],
  [/^(and |, )*(how about |which about |which of )/, 'narrow'],
  [/^(and |, )+(now |only )?/, 'narrow'],
  [
    /^(only |but |now (only )?|of-them |of (the |this )?(those|these) |in the case |between of-them )(show )?(me )?/,
    'narrow',
  ],
];

const keyOf = (condition: Condition) => ('key' in condition ? condition.key : undefined);

/** What was asked, with more said of it: the same thing said anew takes the place of what was said before. */
function narrowed(before: Wanted, { conditions, order, down, limit }: Wanted): Wanted {
  const said = new Set(conditions.map(keyOf).filter(Boolean));
  return {
    conditions: [...before.conditions.filter((each) => !said.has(keyOf(each))), ...conditions],
    order: order ?? before.order,
    down: order ? down : (down ?? before.down),
    limit: limit ?? before.limit,
  };
}

const nounFacts: readonly [RegExp, Fact][] = [
  [/^(the |which |is |of )*phone (of-it |number )?$/, 'phone'],
  [/^(the |which |is |of )*email (of-it )?$/, 'email'],
  [/^(the |which |is |of )*document (of-it |number )?$/, 'document'],
  [/^(the |which |is |of )*contact (of-it )?$/, 'contact'],
  [/^(the |which |is |of |who )*(analyst|responsible|looks) (of |after )?(of-it |it )?$/, 'analyst'],
  [/^(who |is |it |of |has )*looks (of |after |by |for )*(of-it |it )?$/, 'analyst'],
  [/^(the |which |is |of |has |it |in |on )*plan (of-it |has |is |it |in |on )*$/, 'plan'],
  [/^(the |which |is |of )*situation (of-it )?$/, 'situation'],
  [/^(it |the |is |already )*connected $/, 'situation'],
  [/^(when |the |time |of |is |it |has |go |plan |until )*expire (of-it |it |the |plan )*$/, 'expiresOn'],
  [/^(who |is )*pays (for |the |plan |it |of-it |of )*$/, 'payer'],
  [
    /^(it |has |with |is |the )*(renewal automatic|automatic renewal|auto-renew|renews automatic) (of-it )?$/,
    'autoRenew',
  ],
  [/^(it |has |uses |the |is )*charges (ca )?(of-it )?$/, 'charges'],
  [/^(when |is |has |the |us |last |was |it )*(export|exported) (of-it |it |last |documents )*$/, 'lastExport'],
  [/^(show |me |the |open |of )*record (of-it |it )?$/, 'card'],
  ...tableNouns.map(([name, source]): [RegExp, Fact] => [
    new RegExp(`^${pattern(`( the | which | is | of )* ${source} ( of-it )?`).source}$`),
    factOfField(name),
  ]),
];

/** A message as what follows the one before; undefined when it stands for itself. */
export function follow(
  sentence: Sentence,
  asked: Question,
  before: Before,
  once: (sentence: Sentence) => Reading,
): Reading | undefined {
  const { line, tokens } = sentence;
  const marked = markers.find(([at]) => at.test(line));
  const skipped = marked ? (marked[0].exec(line)![0].match(/ /g)?.length ?? 0) : 0;
  const rest = part(sentence, Math.min(skipped, tokens.length));
  const it = tokens.some(({ lemma }) => lemma === 'of-it' || lemma === 'it');
  if (before.client !== undefined && (marked || it)) {
    const asking = part(sentence, /^(and |, )+/.exec(line)?.[0].match(/ /g)?.length ?? 0);
    const noun = nounFacts.find(([at]) => at.test(asking.line));
    if (noun) return { kind: 'fact', field: noun[1], client: '', left: [] };
    const fact = factOf(asking);
    if (fact) return fact;
    const other = before.field && marked ? nameIn(rest) : '';
    if (
      other &&
      rest.tokens.some(({ lemma }) => /^[_&]/.test(lemma)) &&
      rest.tokens.length < 8 &&
      !/client|overdue|expire/.test(rest.line)
    )
      return { kind: 'fact', field: before.field!, client: other, left: [] };
  }
  if (before.wanted) {
    const act = once(part(sentence, /^(and |, |now )+/.exec(line)?.[0].match(/ /g)?.length ?? 0));
    if (act.kind === 'act' && (act.opens === 'export' || act.opens === 'share') && act.wanted === undefined)
      return { ...act, wanted: before.wanted };
    if (/^(and |, )*(how-many )(is |it |that |there |of-them |the |they |in |total |client )*$/.test(line))
      return list(before, before.wanted, [], true);
    if (
      /^(and |now |, )*(show |list |me |the |it |of-them |which |is |who |that |they |all )+$/.test(line) &&
      (marked || it || /of-them|they/.test(line))
    )
      return list(before, before.wanted, [], false);
    const made = marked ? undefined : listOf(sentence, asked.vocabulary, asked.today);
    if (
      made?.order &&
      made.conditions.length === 0 &&
      made.left.length === 0 &&
      made.limit === undefined &&
      !/client|who/.test(line)
    )
      return list(before, narrowed(before.wanted, wantedOf(made)), []);
    if (made && !made.order && made.down !== undefined && made.conditions.length === 0 && made.left.length === 0)
      return list(before, { ...before.wanted, down: made.down }, []);
    if (
      made &&
      made.limit !== undefined &&
      made.conditions.length === 0 &&
      made.left.length === 0 &&
      made.order === undefined &&
      !/client|who/.test(line)
    )
      return list(before, { ...before.wanted, limit: made.limit }, []);
  }
  if (marked && before.wanted && rest.tokens.length > 0) return narrow(rest, marked[1], asked, before, once);
  return undefined;
}

const list = (
  before: Before,
  wanted: Wanted,
  names: ListReading['names'],
  count = before.kind === 'count',
): ListReading => ({
  kind: count ? 'count' : 'list',
  names,
  left: [],
  conditions: wanted.conditions,
  order: wanted.order,
  down: wanted.down,
  limit: wanted.limit,
});

function narrow(
  rest: Sentence,
  how: 'narrow' | 'drop' | 'also',
  asked: Question,
  before: Before,
  once: (sentence: Sentence) => Reading,
): Reading {
  const made = listOf(rest, asked.vocabulary, asked.today);
  const conditions = [...made.conditions];
  const known = before.wanted!.conditions.map(keyOf);
  const timed = known.includes('expiry') ? 'expiry' : known.includes('exported') ? 'exported' : undefined;
  if (made.orphans.length === 1 && timed) {
    const range = made.orphans[0]!.range(timed === 'expiry' ? 'ahead' : 'back');
    conditions.push({ key: timed, values: [`${range.from ?? ''}..${range.to ?? ''}`] });
  } else if (made.orphans.length > 0 || made.vague.length > 0) return once(rest);
  if (made.left.length > 0)
    return {
      kind: 'unclear',
      left: made.left,
      why: 'words',
      perhaps: [list(before, narrowed(before.wanted!, { ...wantedOf(made), conditions }), made.names)],
    };
  if (conditions.length === 0 && !made.order && made.limit === undefined && made.down === undefined) {
    const other = once(rest);
    return other.kind === 'list' || other.kind === 'count'
      ? { kind: 'unclear', left: [said(rest)], why: 'words' }
      : other;
  }
  const count = made.count || before.kind === 'count';
  if (how === 'drop') {
    const dropped: Condition = { not: conditions.length === 1 ? conditions[0]! : { all: conditions } };
    return list(before, { ...before.wanted!, conditions: [...before.wanted!.conditions, dropped] }, made.names, count);
  }
  if (how === 'also') {
    const all = (parts: readonly Condition[]): Condition => (parts.length === 1 ? parts[0]! : { all: parts });
    return list(
      before,
      { ...before.wanted!, conditions: [{ any: [all(before.wanted!.conditions), all(conditions)] }] },
      made.names,
      count,
    );
  }
  return list(before, narrowed(before.wanted!, { ...wantedOf(made), conditions }), made.names, count);
}
