import type { Outcome, SealedForm } from '../../src/kit/incoming.ts';
import { type Block, type Line, namedActs, plainLine, type SealedView } from '../../src/kit/view.ts';
import type { Shown } from './port.ts';

/** What can be pressed, or where a link leads. */
export interface WireButton {
  label: string;
  id?: string;
  url?: string;
  description?: string;
  selected?: true;
}

export type WireBlock =
  | { kind: 'text' | 'note'; text: string }
  | { kind: 'facts'; facts: { label: string; value: string }[] }
  | { kind: 'table'; caption: string; columns: string[]; rows: string[][]; acts?: WireButton[] }
  | { kind: 'groups'; groups: { heading: string; items: string[]; rest?: string }[] }
  | { kind: 'buttons'; buttons: WireButton[] }
  | { kind: 'choice'; label: string; many?: boolean; options: WireButton[] }
  | { kind: 'search'; label: string; id?: string };

/** An answer as data. */
export interface WireBody {
  title?: string;
  tone?: string;
  blocks: WireBlock[];
  files?: { name: string; type: string; size: number }[];
  form?: SealedForm;
}

/** Gathers what can be pressed; each gets its place in the list of ids that the house keeps. */
export interface Gathered {
  shown: Shown[];
  /** The answer, once their ids are known. */
  body(ids: readonly string[]): WireBody;
}

/** Without what is not there: JSON has no word for it. */
const optional = <T extends object>(entries: T): T =>
  Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined)) as T;
const line = (value: Line): string => plainLine(value);

/** An answer as data: what it says, and what can be pressed by which id. */
export function gather(outcome: Exclude<Outcome, { kind: 'options' }>): Gathered {
  const shown: Shown[] = [];
  const put = (each: Shown): number => shown.push(each) - 1;
  if (outcome.kind === 'form') return { shown, body: formOf(outcome.form, put) };
  const { view } = outcome;
  const blocks = view.blocks.map((block) => blockOf(block, aboutOf(view), put));
  const again = outcome.refused?.form && formOf(outcome.refused.form, put);
  return {
    shown,
    body: (ids) =>
      optional({
        title: view.title,
        tone: view.tone,
        blocks: blocks.map((each) => each(ids)),
        files: view.files?.map(({ name, type, bytes }) => ({ name, type, size: bytes.byteLength })),
        form: again?.(ids).form,
      }),
  };
}

/** What a view is about, for whoever is asked for one of its buttons later: its title, and what it says first. */
function aboutOf(view: SealedView): string {
  const first = view.blocks.find((block) => block.kind === 'text');
  return [view.title, first && line(first.text)].filter(Boolean).join(' · ');
}

function formOf(form: SealedForm, put: (each: Shown) => number): (ids: readonly string[]) => WireBody {
  const at = put({ kind: 'form', id: form.id, label: form.submit, title: form.title });
  return (ids) => ({
    blocks: [],
    form: {
      id: ids[at]!,
      title: form.title,
      submit: form.submit,
      fields: form.fields.map((each) => optional({ ...each })),
    },
  });
}

type Later = (ids: readonly string[]) => WireBlock;

function blockOf(block: Block<string>, title: string, put: (each: Shown) => number): Later {
  switch (block.kind) {
    case 'text':
    case 'note':
      return () => ({ kind: block.kind, text: line(block.text) });
    case 'facts':
      return () => ({ kind: 'facts', facts: block.facts.map(({ label, value }) => ({ label, value: line(value) })) });
    case 'table': {
      const acts =
        block.acts &&
        namedActs(block).map(({ label, press: id }) => ({ label, at: put({ kind: 'press', id, label, title }) }));
      return (ids) =>
        optional({
          kind: 'table',
          caption: block.caption,
          columns: block.columns.map(({ label }) => label),
          rows: block.rows.map((row) => row.map(line)),
          acts: acts?.map(({ label, at }) => ({ label, id: ids[at] })),
        });
    }
    case 'groups':
      return () => ({
        kind: 'groups',
        groups: block.groups.map(({ heading, items, rest }) => optional({ heading, items: items.map(line), rest })),
      });
    case 'image':
      return () => ({ kind: 'text', text: block.alt });
    case 'buttons': {
      const buttons = block.buttons.map((each) =>
        'url' in each
          ? { ...each, at: -1 }
          : { ...each, at: put({ kind: 'press', id: each.press, label: each.label, title }) },
      );
      return (ids) => ({
        kind: 'buttons',
        buttons: buttons.map((each) =>
          'url' in each ? { label: each.label, url: each.url } : { label: each.label, id: ids[each.at] },
        ),
      });
    }
    case 'choice': {
      const first = block.options.map(({ label, value }) =>
        put({ kind: 'press', id: block.press, picked: value, label: `${block.label}: ${label}`, title }),
      );
      return (ids) =>
        optional({
          kind: 'choice',
          label: block.label,
          many: block.many,
          options: block.options.map(({ label, value, description }, i) =>
            optional({
              label,
              description,
              id: ids[first[i]!],
              selected: block.selected?.includes(value) ? (true as const) : undefined,
            }),
          ),
        });
    }
    case 'search': {
      const at = put({ kind: 'search', id: block.press, label: block.label, title });
      return (ids) => ({ kind: 'search', label: block.label, id: ids[at] });
    }
  }
}

/** The pictures of a view. */
export const imagesOf = (view: SealedView) => view.blocks.flatMap((block) => (block.kind === 'image' ? [block] : []));
