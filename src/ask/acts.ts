import type { Day } from '../kit/days.ts';
import type { Composed } from './compose.ts';
import { verbOf } from './lexicon/verbs.ts';
import { listOf } from './list.ts';
import { nameIn, part, said, speaksOfMany, trimmed } from './part.ts';
import type { Act, ActReading, Vocabulary, Wanted } from './schema.ts';
import { whenAt } from './span.ts';
import type { Sentence } from './tokens.ts';

const leading = /^(show|me|please|you|for|of|us|we-have|hello|ok|,|the|that|go|now|aside|a-gente|our|if|and)$/;

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
const cutOut = (sentence: Sentence, from: number, to: number): Sentence => {
  const rest = { ...sentence, tokens: [...sentence.tokens.slice(0, from), ...sentence.tokens.slice(to)] };
  return part(rest, 0);
};

export const wantedOf = ({ conditions, order, down, limit }: Composed): Wanted => ({ conditions, order, down, limit });
const clean = ({ left, vague, orphans }: Composed) => left.length === 0 && vague.length === 0 && orphans.length === 0;

/** Where the verb stands, if the sentence begins with one. */
function verbAt({ tokens }: Sentence): number {
  for (let i = 0; i < tokens.length; i++) {
    const { word, lemma } = tokens[i]!;
    if (
      verbOf(word) &&
      !(
        lemma === 'show' &&
        /^(quero|traz|traga|bring|get|fetch)$/.test(word) &&
        i + 1 < tokens.length &&
        verbOf(tokens[i + 1]!.word)
      )
    )
      return i;
    if (!leading.test(lemma)) return -1;
  }
  return -1;
}

const has = (sentence: Sentence, ...lemmas: string[]) => sentence.tokens.some(({ lemma }) => lemmas.includes(lemma));

/** What is left of a sentence when the words that an act brings along are taken away: the client. */
const clientIn = (sentence: Sentence, ...drop: string[]): string | undefined => {
  const rest = trimmed(
    sentence,
    ({ lemma, word }) =>
      drop.includes(lemma) ||
      /^(the|of|in|by|for|from|with|please|,|me|us|and|also|now|'s|our|mine|that|thanks)$/.test(lemma) ||
      /^(favor|pfv|hj)$/.test(word),
  );
  return nameIn(rest) || (has(sentence, 'of-it', 'it') ? '' : undefined);
};

export function actOf(sentence: Sentence, vocabulary: Vocabulary, today: Day): ActReading | undefined {
  const at = verbAt(sentence);
  if (at < 0) return undefined;
  const verb = verbOf(sentence.tokens[at]!.word)!;
  const word = sentence.tokens[at]!.word;
  const rest = part(sentence, at + 1);
  const act = (opens: Act, more: Partial<ActReading> = {}): ActReading => ({
    kind: 'act',
    opens,
    values: {},
    left: [],
    ...more,
  });
  const one = (opens: Act, ...drop: string[]): ActReading | undefined => {
    const client = clientIn(rest, ...drop);
    return client === undefined ? undefined : act(opens, { client });
  };
  switch (verb) {
    case 'invite':
      return has(rest, 'again') ? one('resend-invite') : inviting(rest, act);
    case 'resend':
      return one('resend-invite', 'invitation');
    case 'accept':
      return one('accept-request', 'request', 'connection');
    case 'decline':
      return one('decline-request', 'request', 'connection');
    case 'disconnect':
      return one('disconnect', 'client');
    case 'contract':
      return contracting(rest, act);
    case 'renew':
      return one('renew', 'licence', 'plan', 'client');
    case 'cancel':
      if (has(rest, 'automatic', 'auto-renew')) return renewing(rest, 'no', act);
      return has(rest, 'invitation', 'request')
        ? one('decline-request', 'invitation', 'request', 'connection')
        : one('cancel-licence', 'licence', 'plan', 'client');
    case 'on':
    case 'off':
    case 'turn':
      if (has(rest, 'automatic', 'auto-renew'))
        return renewing(
          rest,
          verb === 'on' || (verb === 'turn' && !has(rest, 'off') && !/\boff\b|\bdeslig/.test(said(rest)))
            ? 'yes'
            : 'no',
          act,
        );
      return undefined;
    case 'buy':
      return buying(rest, act);
    case 'send':
      return sending(rest, vocabulary, today, act);
    case 'ask':
      return has(rest, 'documents') ? asking(rest, today, act, 'ask-documents') : undefined;
    case 'remind':
      return one(
        'remind',
        'expired',
        'renewal',
        'expire',
        'about',
        'about',
        'client',
        'plan',
        'licence',
        'renews',
        'that',
        'overdue',
      );
    case 'assign':
    case 'edit':
      return (
        assigning(rest, vocabulary, today, act) ??
        contracting(rest, act, true) ??
        editing(rest, act) ??
        (verb === 'edit' ? one('edit', 'client', 'record') : undefined)
      );
    case 'delete':
      return has(rest, 'all') ? undefined : one('delete', 'client', 'portfolio');
    case 'export':
    case 'share':
      if (/^(exporto)$/.test(word)) return undefined;
      return handing(rest, vocabulary, today, verb, act);
    case 'import':
      return has(rest, 'sheet', 'client', 'portfolio', 'documents', 'list') || rest.tokens.length === 0
        ? act('import')
        : undefined;
    case 'make':
      return digesting(rest, vocabulary, today, act);
    case 'add':
      return adding(rest, act);
    default:
      return undefined;
  }
}

type Make = (opens: Act, more?: Partial<ActReading>) => ActReading;

function inviting(rest: Sentence, act: Make): ActReading | undefined {
  const mail = rest.tokens.findIndex(({ lemma }) => lemma.startsWith('%'));
  const email = rest.tokens[mail]?.raw;
  const company = clientIn(mail < 0 ? rest : cutOut(rest, mail, mail + 1), 'client', 'email', '_cliente', 'company');
  return act('invite', {
    values: { ...(email ? { email } : {}), ...(company ? { company } : {}) },
    ...(email ? {} : { client: company }),
  });
}

function contracting(rest: Sentence, act: Make, only = false): ActReading | undefined {
  const at = rest.tokens.findIndex(({ lemma }) => /^~.+:\d/.test(lemma));
  if (only && at < 0) return undefined;
  const plan = rest.tokens[at] && said(part(rest, at, at + 1));
  const client = clientIn(at < 0 ? rest : cutOut(rest, at, at + 1), 'plan', 'licence', 'client', 'one');
  return client === undefined
    ? only
      ? undefined
      : act('contract', { values: plan ? { plan } : {} })
    : act('contract', { client, values: plan ? { plan } : {} });
}

function renewing(rest: Sentence, autoRenew: string, act: Make): ActReading {
  return act('auto-renew', {
    client:
      clientIn(rest, 'renewal', 'automatic', 'auto-renew', 'on', 'off', 'automatic', 'client', 'plan', 'licence') ?? '',
    values: { autoRenew },
  });
}

function buying(rest: Sentence, act: Make): ActReading | undefined {
  if (!has(rest, 'licence', 'purchase', 'package') && !rest.tokens.some(({ lemma }) => lemma.startsWith('~')))
    return undefined;
  const plan = rest.tokens.findIndex(({ lemma }) => /^~.+:\d/.test(lemma));
  const count = rest.tokens.find(({ lemma }) => lemma.startsWith('#'));
  return act('register-purchase', {
    values: {
      ...(plan < 0 ? {} : { plan: said(part(rest, plan, plan + 1)) }),
      ...(count ? { quantity: count.lemma.slice(1) } : {}),
    },
  });
}

function sending(rest: Sentence, vocabulary: Vocabulary, today: Day, act: Make): ActReading | undefined {
  if (has(rest, 'invitation')) {
    const again = has(rest, 'again');
    const client = clientIn(rest, 'invitation', 'one', 'again');
    const mail = rest.tokens.find(({ lemma }) => lemma.startsWith('%'));
    return mail
      ? inviting(
          trimmed(rest, ({ lemma }) => lemma === 'invitation' || lemma === 'the'),
          act,
        )
      : act(again ? 'resend-invite' : 'invite', { client, values: again || !client ? {} : { company: client } });
  }
  if (has(rest, 'documents') && !has(rest, 'portfolio')) return asking(rest, today, act, 'documents');
  if (has(rest, 'delivery')) return digesting(rest, vocabulary, today, act);
  return undefined;
}

function asking(rest: Sentence, today: Day, act: Make, opens: 'documents' | 'ask-documents'): ActReading | undefined {
  const month = monthIn(rest, today);
  const other = month ? cutOut(rest, month.from, month.to) : rest;
  const client = clientIn(other, 'documents', 'all', 'month', 'sheet', 'finances', 'client');
  return act(opens, { client: client ?? '', values: month ? { month: month.month } : {} });
}

function assigning(rest: Sentence, vocabulary: Vocabulary, today: Day, act: Make): ActReading | undefined {
  const to = rest.tokens.findLastIndex(({ lemma }) => lemma.startsWith('&') || lemma === 'me' || lemma === 'my-own');
  if (
    to < 1 ||
    !/^(for|the|analyst|portfolio|of|with|in)$/.test(rest.tokens[to - 1]!.lemma) ||
    to < rest.tokens.length - 2
  )
    return undefined;
  if (!part(rest, Math.max(0, to - 4), to).tokens.some(({ lemma }) => lemma === 'for' || lemma === 'with'))
    return undefined;
  const member = rest.tokens[to]!.lemma;
  const analyst = member.startsWith('&') ? vocabulary.members[Number(member.slice(1))]!.first : 'me';
  const what = trimmed(part(rest, 0, to), ({ lemma }) => /^(for|the|analyst|portfolio|with|in|of)$/.test(lemma));
  if (what.tokens.length === 0 || has(what, 'documents', 'licence')) return undefined;
  const many = listOf(part(rest, 0, to), vocabulary, today);
  if (speaksOfMany(part(rest, 0, to)) && clean(many))
    return act('assign', { values: { analyst }, wanted: wantedOf(many) });
  const client = clientIn(what, 'client', 'analyst');
  return client === undefined ? undefined : act('assign', { client, values: { analyst } });
}

const editable: Readonly<Record<string, string>> = {
  phone: 'phone',
  email: 'email',
  document: 'document',
  name: 'name',
  contact: 'contact',
  analyst: 'analyst',
  responsible: 'contact',
};
function editing(rest: Sentence, act: Make): ActReading | undefined {
  const at = rest.tokens.findIndex(({ lemma }) => lemma in editable);
  if (at < 0 || at > 2) return undefined;
  const field = editable[rest.tokens[at]!.lemma]!;
  const to = rest.tokens.findIndex(
    ({ lemma, word }, i) => (i > at && lemma === 'for' && word !== 'p/') || (word === 'p/' && i > at),
  );
  const client = clientIn(part(rest, at + 1, to < 0 ? rest.tokens.length : to), 'client');
  const value = to < 0 ? '' : rest.text.slice(rest.tokens[to]!.end).trim().replace(/[.!]$/, '');
  return client === undefined
    ? undefined
    : act('edit', { client, values: value ? { field, [field]: value } : { field } });
}

function handing(
  rest: Sentence,
  vocabulary: Vocabulary,
  today: Day,
  verb: 'export' | 'share',
  act: Make,
): ActReading | undefined {
  const what = trimmed(
    rest,
    ({ lemma, word }) =>
      /^(it|this|of-it|of-them|sheet|list|for|in|the|me|please|of|with|here|there|team|portfolio)$/.test(lemma) ||
      /^(isso|lista|excel|csv|canal|aqui|channel|relacao|tudo|list|favor|equipe)$/.test(word),
  );
  if (what.tokens.length === 0) return act(verb);
  const made = listOf(what, vocabulary, today);
  if (!clean(made)) return made.orphans.length > 0 ? undefined : act(verb, { wanted: wantedOf(made), left: made.left });
  return act(verb, { wanted: wantedOf(made) });
}

function digesting(rest: Sentence, vocabulary: Vocabulary, today: Day, act: Make): ActReading | undefined {
  if (!has(rest, 'delivery')) return undefined;
  if (has(rest, 'portfolio') && !has(rest, 'all', 'day')) return undefined;
  const of = rest.tokens.findIndex(({ lemma }) => lemma === 'delivery') + 1;
  const made = listOf(part(rest, of), vocabulary, today);
  return act('digest', made.conditions.length > 0 && clean(made) ? { wanted: wantedOf(made) } : {});
}

function adding(rest: Sentence, act: Make): ActReading | undefined {
  const mail = rest.tokens.find(({ lemma }) => lemma.startsWith('%'));
  if (has(rest, 'team', 'analyst', 'people') || /\b(equipe|team|analista|membro|member|admin\w*)\b/i.test(said(rest))) {
    const name = clientIn(
      trimmed(
        rest,
        ({ lemma, word }) =>
          lemma.startsWith('%') ||
          /^(analyst|team|in|the|for|as)$/.test(lemma) ||
          /^(membro|member|administradora?|admin|como|as|nova?)$/.test(word),
      ),
      'team',
      'analyst',
    );
    return act('add-member', { values: name ? { name } : {} });
  }
  if (has(rest, 'client') || mail)
    return inviting(
      trimmed(rest, ({ lemma }) => /^(client|one|the|newest|some)$/.test(lemma)),
      act,
    );
  return undefined;
}
