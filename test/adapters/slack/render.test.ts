import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readMemory, renderForm, writeMemory } from '../../../adapters/slack/form.ts';
import { carried, carry } from '../../../adapters/slack/option-ids.ts';
import { renderSlack } from '../../../adapters/slack/render.ts';
import { fitText } from '../../../adapters/slack/text.ts';
import type { Block, SealedView } from '../../../src/kit/view.ts';
import { slackWords } from '../../fakes/slack/driver.ts';
import { refuseMessage, refuseView } from '../../fakes/slack/limits.ts';
import { pings, seen } from '../../fakes/slack/rendered.ts';
import { arbitraryForm, arbitraryView } from '../../views.ts';

const render = (...blocks: Block<string>[]) => renderSlack({ blocks }, slackWords);
const eye = (...blocks: Block<string>[]) => seen(render(...blocks).blocks);
const rows = (count: number, width = 2) =>
  Array.from({ length: count }, (_, r) => Array.from({ length: width }, (_, c) => `r${r}c${c}`));
const table = (rows: string[][]): Block<string> => ({
  kind: 'table',
  caption: 'Tabela',
  columns: (rows[0] ?? []).map((_, i) => ({ label: `Coluna ${i}` })),
  rows,
});

const groups = (count: number): Block<string> => ({
  kind: 'groups',
  groups: [
    {
      heading: 'Vencidos',
      items: Array.from({ length: count }, (_, i) => [{ bold: `Cliente ${i}` }, ` · há ${i} dias ${'x'.repeat(60)}`]),
    },
    { heading: 'Em até 7 dias', items: ['<!channel> *Ana*'], rest: 'E mais 3, na lista.' },
  ],
});

describe('groups', () => {
  test('are lists under their headings', () => {
    expect(eye(groups(1))).toMatch(
      /^Vencidos\n• Cliente 0 · há 0 dias x+\nEm até 7 dias\n• <!channel> \*Ana\*E mais 3, na lista\.$/,
    );
  });

  test('that have no room are cut, and say so', () => {
    const cut = eye(groups(300));
    expect(cut).toContain('Cliente 100 ');
    expect(cut).not.toContain('Cliente 299 ');
    expect(cut).toMatch(/e mais \d+, que não cabem aqui$/);
    expect(refuseMessage(render(groups(300)))).toEqual([]);
  });
});

describe('every view', () => {
  test('fits Slack and notifies nobody', () => {
    fc.assert(
      fc.property(arbitraryView, (view) => {
        const message = renderSlack(view, slackWords);
        expect(refuseMessage(message)).toEqual([]);
        expect(pings(message)).toEqual([]);
        expect(message.text.length).toBeLessThanOrEqual(4000);
        expect(message.blocks.length).toBeGreaterThan(0);
      }),
      { numRuns: 300, interruptAfterTimeLimit: 12_000 },
    );
  });

  test('hands every id back as it was', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary', minLength: 1, maxLength: 100 }), fc.constant('&'.repeat(100))),
        fc.nat(99),
        (id, index) => {
          expect(carried(carry(index, id))).toBe(id);
          expect(carry(index, id).length).toBeLessThanOrEqual(255);
        },
      ),
    );
  });

  test('shows text as it stands, whatever it says', () => {
    const visible = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
      .filter((text) => /^\S.*\S$/.test(text));
    fc.assert(
      fc.property(visible, (text) => {
        for (const block of [
          { kind: 'text', text },
          { kind: 'note', text },
          { kind: 'text', text: { bold: text } },
          { kind: 'note', text: [{ link: text, url: 'https://example.com/' }] },
          { kind: 'facts', facts: [{ label: 'Nome', value: text }] },
          { kind: 'facts', facts: [{ label: text, value: { bold: text } }] },
          table([[text]]),
        ] as Block<string>[])
          expect(eye(block)).toContain(text);
      }),
      { numRuns: 500 },
    );
  });
});

describe('every form', () => {
  test('fits Slack', () => {
    fc.assert(
      fc.property(arbitraryForm, (form) => {
        expect(
          refuseView(
            renderForm(form, { channel: 'C1', responseUrl: 'https://hooks.slack.com/x?a=1&b=<2>' }, slackWords),
          ),
        ).toEqual([]);
      }),
      { numRuns: 300, interruptAfterTimeLimit: 12_000 },
    );
  });

  test('remembers where it was opened, within what Slack keeps', () => {
    const memory = { form: 'a.b|x&y<z>', channel: 'C1', responseUrl: 'https://hooks.slack.com/a&b', openedAt: 1 };
    expect(writeMemory(memory)).not.toMatch(/[&<>]/);
    expect(readMemory(writeMemory(memory))).toEqual(memory);
    const long = writeMemory({ ...memory, responseUrl: `https://x/${'a'.repeat(4000)}` });
    expect(long.length).toBeLessThanOrEqual(3000);
    expect(readMemory(long)).toEqual({ form: memory.form, channel: 'C1' });
    expect(readMemory('{"x":')).toEqual({ form: '' });
  });
});

describe('what does not fit', () => {
  test('a long table loses its last rows, and says how many', () => {
    const text = eye(table(rows(150)));
    expect(text).toContain('r98c1');
    expect(text).not.toContain('r99c0');
    expect(text).toContain('e mais 51');
  });

  test('a second table is written out', () => {
    const { blocks } = render(table(rows(2)), table([['Padaria Real', 'R$ 10,00']]));
    expect(blocks.filter((block) => block.type === 'table')).toHaveLength(1);
    expect(seen(blocks)).toContain('Coluna 0: Padaria Real; Coluna 1: R$ 10,00');
  });

  test('buttons stay when text must go', () => {
    const words: Block<string>[] = Array.from({ length: 20 }, (_, i) => ({
      kind: 'text',
      text: `${i} ${'palavra '.repeat(200)}`,
    }));
    const { blocks } = render(...words, { kind: 'buttons', buttons: [{ label: 'Próxima', press: 'a|2' }] });
    expect(JSON.stringify(blocks)).toContain('Próxima');
    expect(seen(blocks)).toMatch(/e mais \d+/);
    expect(refuseMessage({ blocks })).toEqual([]);
  });

  test('more than fifty blocks are cut with a line that says so', () => {
    const notes: Block<string>[] = Array.from({ length: 80 }, (_, i) => ({ kind: 'note', text: `nota ${i}` }));
    const { blocks } = render(...notes);
    expect(blocks).toHaveLength(50);
    expect(seen(blocks)).toContain('e mais 31');
  });

  test('buttons stand five to a row', () => {
    const buttons = Array.from({ length: 12 }, (_, i) => ({ label: `B${i}`, press: `a|${i}` }));
    const { blocks } = render({ kind: 'buttons', buttons });
    expect(blocks.map((block) => (block.type === 'actions' ? block.elements.length : 0))).toEqual([5, 5, 2]);
  });

  test('a cut never halves an entity or a character', () => {
    expect(fitText('&&&&&&', 12)).toBe('&amp;&amp;…');
    expect(fitText('ab👍', 3)).toBe('ab…');
    expect(fitText('ab👍c', 4)).toBe('ab…');
    expect(fitText('abc', 3)).toBe('abc');
  });
});

describe('how a view looks', () => {
  const view: SealedView = {
    title: 'Carteira',
    tone: 'warn',
    blocks: [
      {
        kind: 'text',
        text: ['Há ', { bold: '3' }, ' clientes em ', { link: 'Aurora', url: 'https://example.com/a?b=1&c=2' }],
      },
      {
        kind: 'facts',
        facts: [
          { label: 'E-mail', value: 'a_b@example.com' },
          { label: 'Nota', value: '*urgente*' },
        ],
      },
      {
        kind: 'choice',
        label: 'Situação',
        press: 'a|1',
        options: [{ label: 'Conectado', value: 'c' }],
        selected: ['c'],
      },
      { kind: 'search', label: 'Quem', press: 'a|2', otherwise: '' },
    ],
  };
  const { text, blocks } = renderSlack(view, slackWords);

  test('in blocks', () => {
    expect(blocks[0]).toEqual({ type: 'header', text: { type: 'plain_text', text: '⚠️ Carteira' } });
    expect(blocks[1]).toMatchObject({
      type: 'rich_text',
      elements: [
        {
          elements: [
            { text: 'Há ' },
            { text: '3', style: { bold: true } },
            {},
            { type: 'link', url: 'https://example.com/a?b=1&c=2' },
          ],
        },
      ],
    });
    expect(blocks[2]).toMatchObject({
      fields: [
        { type: 'mrkdwn', text: '*E-mail*\na_b@example.com', verbatim: true },
        { type: 'plain_text', text: 'Nota\n*urgente*' },
      ],
    });
    expect(blocks[3]).toMatchObject({ accessory: { type: 'static_select', initial_option: { value: 'c' } } });
    expect(blocks[4]).toMatchObject({ accessory: { type: 'external_select', min_query_length: 1 } });
  });

  test('to a screen reader', () => {
    expect(text).toBe(
      '⚠️ Carteira\nHá 3 clientes em Aurora (https://example.com/a?b=1&amp;c=2)\nE-mail: a_b@example.com\nNota: *urgente*',
    );
  });
});
