import { cut } from '../../kit/text.ts';
import { type Button, note, type Press, text, type View } from '../../kit/view.ts';
import type { Words } from '../../kit/words.ts';
import type { KeyRow } from '../reads/keys.ts';

interface Shown {
  zone: string;
  /** Whether the firm lets assistants act; undefined for who may not say so. */
  act: boolean;
  buttons: readonly Button[];
  revoke: Press;
  done?: string;
}

const called = (each: KeyRow): string => (each.mine ? each.name : `${each.name} (${each.owner})`);

export function keysView(w: Words, keys: readonly KeyRow[], { zone, act, buttons, revoke, done }: Shown): View {
  const say = w.assistants;
  const rows = keys.map((each) => [
    cut(called(each), 80),
    say.scope[each.scope],
    w.connections.instant(each.expiresAt, zone),
    each.lastUsedAt ? w.connections.instant(each.lastUsedAt, zone) : say.never,
  ]);
  const columns = [say.columns.name, say.columns.scope, say.columns.expires, say.columns.used].map((label) => ({
    label,
  }));
  return {
    title: say.title,
    ...(done ? { tone: 'good' as const } : {}),
    blocks: [
      ...(done ? [text(done)] : []),
      text(say.lead),
      note(say.seen),
      ...(rows.length > 0 ? [{ kind: 'table' as const, caption: say.keys, columns, rows }] : [text(say.noKeys)]),
      note(act ? say.actOn : say.actOff),
      { kind: 'buttons', buttons },
      ...(keys.length > 0
        ? [
            {
              kind: 'choice' as const,
              label: say.revoke,
              press: revoke,
              options: keys.map((each) => ({ label: cut(called(each), 75), value: each.id })),
            },
          ]
        : []),
    ],
  };
}

/** The only time anybody sees it. */
export const keyView = (
  w: Words,
  { key, address, expires, back }: { key: string; address: string; expires: string; back: Button },
): View => ({
  title: w.assistants.madeTitle,
  tone: 'good',
  blocks: [
    text(w.assistants.made),
    {
      kind: 'facts',
      facts: [
        { label: w.assistants.key, value: { code: key } },
        { label: w.assistants.address, value: { code: address } },
        { label: w.assistants.columns.expires, value: expires },
      ],
    },
    note(w.assistants.header),
    { kind: 'buttons', buttons: [back] },
  ],
});

/** Typed on the page of the browser, once. */
export const codeView = (w: Words, code: string, minutes: number): View => ({
  title: w.assistants.code,
  blocks: [
    text(w.assistants.codeText(minutes)),
    { kind: 'facts', facts: [{ label: w.assistants.codeLabel, value: { code } }] },
  ],
});
