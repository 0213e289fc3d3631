import { strFromU8, unzipSync } from 'fflate';
import { menuId } from '../../src/kit/arrange.ts';
import type { Asked, Outcome } from '../../src/kit/incoming.ts';
import { plainText } from '../../src/kit/view.ts';
import type { Locale } from '../../src/kit/words.ts';

/** Everything an outcome says to a person. */
export function told(outcome: Outcome): string {
  if (outcome.kind === 'options')
    return outcome.options.map((each) => `${each.label} ${each.description ?? ''}`).join('\n');
  if (outcome.kind === 'form') {
    const fields = outcome.form.fields.map((each) => [
      each.label,
      each.hint,
      each.error,
      ...(each.options ?? []).map((option) => option.label),
    ]);
    return [outcome.form.title, outcome.form.submit, ...fields.flat()].filter(Boolean).join('\n');
  }
  const blocks = outcome.view.blocks.map((block) => {
    if (block.kind === 'buttons') return block.buttons.map((each) => each.label).join('\n');
    if (block.kind === 'choice')
      return [block.label, ...block.options.flatMap((each) => [each.label, each.description ?? ''])].join('\n');
    if (block.kind === 'search') return block.label;
    return '';
  });
  return [plainText(outcome.view), ...blocks].filter(Boolean).join('\n');
}

/** All there is in an outcome, what is not shown and what is in its files too. */
export function contents(outcome: Outcome): string {
  const files = outcome.kind === 'view' ? (outcome.view.files ?? []) : [];
  const inside = files.flatMap(({ name, bytes }) => {
    const zipped = bytes[0] === 0x50 && bytes[1] === 0x4b;
    return [
      name,
      ...(zipped
        ? Object.values(unzipSync(bytes)).map((part) => strFromU8(part))
        : [Buffer.from(bytes).toString('latin1')]),
    ];
  });
  return [
    JSON.stringify(outcome, (key, value) => (key === 'bytes' || key === 'png' ? undefined : value)),
    ...inside,
  ].join('\n');
}

// Words that only one of the two languages has.
const only: Readonly<Record<Locale, RegExp>> = {
  'pt-BR':
    /[ãõç]|(?<!\p{L})(não|você|para|com|seu|sua|está|foi|clientes?|nome|nenhum|quem|que|ou|mas|por|escritório|digite|salvar|adicionar)(?!\p{L})/iu,
  en: /(?<!\p{L})(the|your|you|are|with|this|clients?|name|not|and|has|from|nothing|who|was|were|type|save|add)(?!\p{L})/iu,
};

/** The first word that is of the other language. Names of places, languages, plans and commands are the same in both; ids have no words. */
export function foreign(text: string, locale: Locale): string | undefined {
  const plain = text.replace(
    // An id that was given for a document is shown as one; and a key for assistants may hold any letters between others.
    /carteira_[\w-]{43}|[\da-f]{2}\.[\da-f]{3}\.[\da-f]{3}\/[\da-f-]{29}|[\da-f]{8}-[\da-f-]{27}|\/[a-z]+|Português|Avançado I+|“[^”]*”|[\w.]+@[\w.]+|https?:\S+|[^\n]*\(America\/\w+\)/g,
    '',
  );
  const match = only[locale === 'en' ? 'pt-BR' : 'en'].exec(plain);
  return match ? `${match[0]} in: ${plain.slice(Math.max(0, match.index - 60), match.index + 60)}` : undefined;
}

/** What can be pressed, picked or sent in an outcome, as it stands there. */
export function offered(outcome: Outcome): Asked[] {
  if (outcome.kind === 'options') return [];
  if (outcome.kind === 'form') {
    const { id, fields } = outcome.form;
    return [{ kind: 'submit', id, fields: Object.fromEntries(fields.map((each) => [each.name, each.value])) }];
  }
  return outcome.view.blocks.flatMap((block): Asked[] => {
    if (block.kind === 'buttons')
      return block.buttons.flatMap((each) => ('press' in each ? [{ kind: 'press', id: each.press }] : []));
    if (block.kind === 'choice' && block.press === menuId)
      return block.options.map((each) => ({ kind: 'press', id: each.value }));
    if (block.kind === 'choice')
      return block.options.map((each) => ({ kind: 'press', id: block.press, picked: [each.value] }));
    if (block.kind === 'search') return [{ kind: 'search', id: block.press, typed: 'a' }];
    return [];
  });
}
