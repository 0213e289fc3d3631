import type { Day } from '../kit/days.ts';
import { verbOf } from './lexicon/verbs.ts';
import {
  adding,
  asking,
  assigning,
  buying,
  contracting,
  digesting,
  editing,
  handing,
  inviting,
  renewing,
  sending,
} from './opened.ts';
import { part, said } from './part.ts';
import { clientIn, has } from './phrase.ts';
import type { Act, ActReading, Vocabulary } from './schema.ts';
import type { Sentence } from './tokens.ts';

const leading = /^(show|me|please|you|for|of|us|we-have|hello|ok|,|the|that|go|now|aside|a-gente|our|if|and)$/;

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
