import { addDays, type Day } from '../kit/days.ts';
import { either, joined, type Term } from './join.ts';
import type { Piece } from './scan.ts';
import type { Condition, Key, OrderKey, Range } from './schema.ts';
import type { Sentence } from './tokens.ts';
import type { When } from './when.ts';

type EventPiece = Extract<Piece, { is: 'event' }>;
type WhenPiece = Extract<Piece, { is: 'when' }>;

export interface Composed {
  conditions: Condition[];
  order?: OrderKey;
  down?: boolean;
  limit?: number;
  count: boolean;
  names: { text: string; sure: boolean }[];
  left: string[];
  /** Something happens, and nobody said when. */
  vague: { key: Key; not: boolean }[];
  /** A time, and nobody said of what. */
  orphans: When[];
}

const text = ({ from = '', to = '' }: Range): string => `${from}..${to}`;

/** The days a plan expires in, said of what is to come or of what is over. */
function expiryOf(when: When, past: boolean, today: Day): string | undefined {
  if (past || (when.shape === 'within' && when.range('back').to === today && when.range('ahead').from !== today)) {
    const { from, to } = when.range('back');
    const yesterday = addDays(today, -1);
    const end = to === undefined || (to > yesterday && !(from === to && to === today)) ? yesterday : to;
    return from !== undefined && from > end ? undefined : text({ from, to: end });
  }
  const range = when.range('ahead');
  if ((when.shape === 'until' || when.shape === 'before') && range.to !== undefined) {
    return range.to < today ? text({ to: range.to }) : text({ from: today, to: range.to });
  }
  return text(range);
}

function exportedOf(when: When, not: boolean, today: Day): Condition {
  const one = (value: string): Condition => ({ key: 'exported', values: [value] });
  if (when.shape === 'older') return one(`${when.days}+`);
  // "Não exportam há 60 dias": it has been that long, and longer.
  if (not && when.days !== undefined && when.shape === 'span') return one(`${when.days}+`);
  const range = when.range('back');
  const month = today.slice(0, 7);
  if (not && range.from === `${month}-01` && (range.to ?? '9') >= today) return one('not-this-month');
  return not ? { not: one(text(range)) } : one(text(range));
}

/** Which event each time belongs to: the one before it, or else the next. */
function bind(pieces: readonly Piece[]): Map<WhenPiece, EventPiece> {
  const bound = new Map<WhenPiece, EventPiece>();
  const taken = new Set<EventPiece>();
  const events = pieces.filter((piece) => piece.is === 'event');
  for (const piece of pieces) {
    if (piece.is !== 'when') continue;
    const before = events.filter((each) => each.to <= piece.from).at(-1);
    const after = events.find((each) => each.from >= piece.to);
    const close =
      after && after.from === piece.to && !pieces.some((each) => each.is === 'when' && each.from === after.to);
    const event =
      before && (!taken.has(before) || !after) && !(close && taken.has(before))
        ? before
        : close || !before
          ? after
          : (before ?? after);
    if (!event) continue;
    bound.set(piece, event);
    taken.add(event);
  }
  return bound;
}

/** A place where what was left out ends, and the sentence goes on. */
const goesOn = /^(that|whose|who|which|show|how-many|with|expire|order)$/;

export function compose(pieces: readonly Piece[], sentence: Sentence, today: Day): Composed {
  const made: Composed = { conditions: [], count: false, names: [], left: [], vague: [], orphans: [] };
  const bound = bind(pieces);
  const said = (piece: Piece) =>
    sentence.text.slice(sentence.tokens[piece.from]!.start, sentence.tokens[piece.to - 1]!.end);
  const timed = new Set(bound.values());
  const terms: Term[] = [];
  let out: Term[] | undefined;
  const outs: Term[][] = [];
  let join: Term['join'] = 'none';
  let negated: Piece | undefined;
  let nor = false;
  const next = pieces.find((each) => each.is === 'next');
  const last = pieces.find((each) => each.is === 'last');
  const order = pieces.find((each) => each.is === 'order');
  const only = next !== undefined || last !== undefined || pieces.some((each) => each.is === 'limit');
  let lead: 'next' | 'last' | undefined = next ? 'next' : last ? 'last' : undefined;

  const put = (condition: Condition, event?: EventPiece) => {
    const full: Condition = negated || nor ? { not: condition } : condition;
    negated = undefined;
    nor = false;
    (out ?? terms).push({ condition: full, join, event });
    join = 'none';
  };

  /** Something happens, and no day is said: an order, a state of its own, or nothing that can be known. */
  const happened = (event: EventPiece) => {
    const not = event.not === true || negated !== undefined;
    const ahead: Condition = { key: 'expiry', values: [`${today}..`] };
    if (event.key === 'expiry' && !not && lead) {
      made.order ??= 'expiry';
      if (event.past) put({ key: 'expiry', values: ['overdue'] }, event);
      else if (lead === 'next') put(ahead, event);
      if (event.past || lead === 'last') made.down ??= true;
      if (!pieces.some((each) => each.is === 'limit') && /^(o|a)\s/i.test(`${said((next ?? last)!)} `)) made.limit = 1;
      lead = undefined;
    } else if (event.key === 'exported' && !not && lead === 'last') {
      made.order ??= 'exported';
      made.down ??= true;
      lead = undefined;
    } else if (event.alone) put(event.alone, event);
    else if (event.key === 'expiry' && !not && (order?.order === 'expiry' || only)) {
      made.order ??= 'expiry';
      if (!order?.down) put(ahead, event);
    } else if (event.key === 'expiry' && !not && coming.test(said(event))) put(ahead, event);
    else if (event.key === 'exported' && !not && order?.order !== 'exported')
      put({ not: { key: 'exported', values: ['never'] } }, event);
    else if (event.key !== 'exported' || not) {
      made.vague.push({ key: event.key, not });
      negated = undefined;
    }
  };

  for (const piece of pieces) {
    switch (piece.is) {
      case 'condition':
        put(piece.condition);
        break;
      case 'name':
        made.names.push({ text: piece.text, sure: piece.sure });
        put({ key: 'name', values: [piece.text] });
        break;
      case 'event':
        if (timed.has(piece)) break;
        happened(piece);
        break;
      case 'when': {
        const event = bound.get(piece);
        if (!event) {
          made.orphans.push(piece.when);
          break;
        }
        if (event.key === 'exported') put(exportedOf(piece.when, event.not === true, today), event);
        else if (event.key !== 'expiry') put({ key: event.key, values: [text(piece.when.range('ahead'))] }, event);
        else {
          const value = expiryOf(piece.when, event.past, today);
          if (value === undefined) made.left.push(said(piece));
          else if (event.not) put({ not: { key: 'expiry', values: [value] } }, event);
          else put({ key: 'expiry', values: [value] }, event);
        }
        break;
      }
      case 'join':
        if (piece.how === 'nor') nor = true;
        if (out && piece.how === 'comma' && goesOn.test(sentence.tokens[piece.to]?.lemma ?? '')) out = undefined;
        join = piece.how === 'or' ? 'or' : piece.how === 'comma' ? (join === 'none' ? 'comma' : join) : 'and';
        break;
      case 'not':
        negated = piece;
        break;
      case 'except':
        out = [];
        outs.push(out);
        join = 'none';
        break;
      case 'order':
        made.order = piece.order;
        made.down = piece.down;
        if (piece.ahead) put({ key: 'expiry', values: [`${today}..`] });
        break;
      case 'turn':
        made.down = piece.down;
        break;
      case 'limit':
        if (made.limit !== undefined || piece.limit < 1 || piece.limit > 1000) made.left.push(said(piece));
        made.limit ??= piece.limit;
        break;
      case 'next':
      case 'last':
        break;
      case 'count':
        made.count = true;
        break;
      case 'word':
        made.left.push(piece.text);
        break;
      case 'skip':
        break;
    }
  }
  if (negated) made.left.push(said(negated));
  if (lead) leading(made, lead, said((next ?? last)!));
  if (made.down !== undefined && !made.order)
    made.order = terms.some(({ event }) => event?.key === 'exported') ? 'exported' : 'expiry';
  const all = joined(terms);
  // Times that cannot both be are no list at all, and never everybody.
  if (!all) made.left.push(...pieces.filter((piece) => piece.is === 'condition' || piece.is === 'when').map(said));
  made.conditions = all ?? [];
  for (const each of outs) {
    const groups: Term[][] = [];
    for (const term of each) {
      if (groups.length === 0 || term.join !== 'none') groups.push([term]);
      else groups.at(-1)!.push(term);
    }
    const inner = groups.map((group) => joined(group.map((term, i) => (i === 0 ? { ...term, join: 'none' } : term))));
    if (inner.length === 0 || inner.includes(undefined))
      made.left.push(...pieces.filter((piece) => piece.is === 'except').map(said));
    else {
      const any = inner.map((group): Condition => (group!.length === 1 ? group![0]! : { all: group! }));
      made.conditions.push({ not: any.length === 1 ? any[0]! : any.reduce(either) });
    }
  }
  return made;
}

/** What is to come, in so many words. */
const coming =
  /(?:^|\s)(?:a|para|por|to)\s+(?:vencer|expirar|expire)$|^(?:vencendo|expiring)$|(?:estao|tao|are|is)\s+(?:vencendo|expiring)$/i;

/** "Primeiros" and "últimos" of nothing that happens: the first in the order, or the last. */
function leading(made: Composed, lead: 'next' | 'last', said: string): void {
  if (lead === 'next' && (made.order === 'expiry' || (made.limit !== undefined && /primeir|first/i.test(said)))) return;
  if (lead === 'last' && made.order) made.down = true;
  else made.left.push(said);
}
