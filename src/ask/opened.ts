import type { Day } from '../kit/days.ts';
import { listOf } from './list.ts';
import { part, said, speaksOfMany, trimmed } from './part.ts';
import { clean, clientIn, cutOut, has, monthIn, wantedOf } from './phrase.ts';
import type { Act, ActReading, Vocabulary } from './schema.ts';
import type { Sentence } from './tokens.ts';

export type Make = (opens: Act, more?: Partial<ActReading>) => ActReading;

export function inviting(rest: Sentence, act: Make): ActReading | undefined {
  const mail = rest.tokens.findIndex(({ lemma }) => lemma.startsWith('%'));
  const email = rest.tokens[mail]?.raw;
  const company = clientIn(mail < 0 ? rest : cutOut(rest, mail, mail + 1), 'client', 'email', '_cliente', 'company');
  return act('invite', {
    values: { ...(email ? { email } : {}), ...(company ? { company } : {}) },
    ...(email ? {} : { client: company }),
  });
}

export function contracting(rest: Sentence, act: Make, only = false): ActReading | undefined {
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

export function renewing(rest: Sentence, autoRenew: string, act: Make): ActReading {
  return act('auto-renew', {
    client:
      clientIn(rest, 'renewal', 'automatic', 'auto-renew', 'on', 'off', 'automatic', 'client', 'plan', 'licence') ?? '',
    values: { autoRenew },
  });
}

export function buying(rest: Sentence, act: Make): ActReading | undefined {
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

export function sending(rest: Sentence, vocabulary: Vocabulary, today: Day, act: Make): ActReading | undefined {
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

export function asking(
  rest: Sentence,
  today: Day,
  act: Make,
  opens: 'documents' | 'ask-documents',
): ActReading | undefined {
  const month = monthIn(rest, today);
  const other = month ? cutOut(rest, month.from, month.to) : rest;
  const client = clientIn(other, 'documents', 'all', 'month', 'sheet', 'finances', 'client');
  return act(opens, { client: client ?? '', values: month ? { month: month.month } : {} });
}

export function assigning(rest: Sentence, vocabulary: Vocabulary, today: Day, act: Make): ActReading | undefined {
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
export function editing(rest: Sentence, act: Make): ActReading | undefined {
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

export function handing(
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

export function digesting(rest: Sentence, vocabulary: Vocabulary, today: Day, act: Make): ActReading | undefined {
  if (!has(rest, 'delivery')) return undefined;
  if (has(rest, 'portfolio') && !has(rest, 'all', 'day')) return undefined;
  const of = rest.tokens.findIndex(({ lemma }) => lemma === 'delivery') + 1;
  const made = listOf(part(rest, of), vocabulary, today);
  return act('digest', made.conditions.length > 0 && clean(made) ? { wanted: wantedOf(made) } : {});
}

export function adding(rest: Sentence, act: Make): ActReading | undefined {
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
