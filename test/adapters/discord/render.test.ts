import { ComponentType } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { readInput, renderModal } from '../../../adapters/discord/modal.ts';
import { renderMessage } from '../../../adapters/discord/render.ts';
import { identified, originalId } from '../../../adapters/discord/twins.ts';
import type { SealedForm } from '../../../src/kit/incoming.ts';
import type { Block, SealedView } from '../../../src/kit/view.ts';
import { checkMessage, checkModal, type Part } from '../../fakes/discord/limits.ts';
import { look } from '../../fakes/discord/rendered.ts';
import { testWords } from './words.ts';

/** Renders, holds it against Discord's limits, and says what is seen. */
function show(view: SealedView) {
  const { body, files } = renderMessage(view, testWords);
  const verdict = checkMessage(
    body as unknown as Record<string, unknown>,
    files.map((file) => ({ name: file.name, size: file.data.byteLength })),
  );
  expect(verdict).toEqual({ problems: [], breaks: false });
  expect(body.allowed_mentions).toEqual({ parse: [] });
  return { body, files, ...look(body.components as unknown as Part[]) };
}
const blocks = (...all: Block<string>[]): SealedView => ({ blocks: all });
const buttons = (...ids: string[]): Block<string> => ({
  kind: 'buttons',
  buttons: ids.map((id) => ({ label: id, press: id })),
});
const columns = [{ label: 'Cliente' }, { label: 'Plano' }, { label: 'Valor', align: 'right' as const }];

describe('a table', () => {
  test('that is narrow stands aligned, whatever the width of its letters', () => {
    const rows = [
      ['Padaria São João', 'Pro', 'R$ 10,00'],
      ['日本', 'Essencial', 'R$ 1.200,00'],
      ['a```b', '@everyone', '1'],
    ];
    const { text } = show(blocks({ kind: 'table', caption: 'Planos', columns, rows }));
    expect(text.split('\n')).toEqual([
      'Planos',
      'Cliente           Plano            Valor',
      '----------------  ---------  -----------',
      'Padaria São João  Pro           R$ 10,00',
      '日本              Essencial  R$ 1.200,00',
      'a```b             @everyone            1',
    ]);
  });

  test('that is wide becomes two lines a row', () => {
    const rows = [
      ['Oficina do Zé', 'a'.repeat(60), { bold: '1' }],
      ['Só nome', '', ''],
    ];
    const { text } = show(blocks({ kind: 'table', caption: '', columns, rows }));
    expect(text).toBe(`Oficina do Zé\nPlano: ${'a'.repeat(60)} · Valor: 1\nSó nome`);
  });

  test('with links keeps them', () => {
    const { body } = show(
      blocks({ kind: 'table', caption: '', columns, rows: [[{ link: 'A', url: 'https://example.com/a' }, '', '']] }),
    );
    expect(JSON.stringify(body)).toContain('[A](https://example.com/a)');
  });

  test('that is long is cut by whole rows, and says by how many', () => {
    const rows = Array.from({ length: 300 }, (_, i) => [`Cliente número ${i}`, 'Essencial', 'R$ 10,00']);
    const { text, buttons: shown } = show(
      blocks({ kind: 'table', caption: 'Todos', columns, rows }, buttons('próxima')),
    );
    const cut = 300 - text.split('\n').filter((line) => line.startsWith('Cliente número')).length;
    expect(cut).toBeGreaterThan(100);
    expect(text).toContain(testWords.cut(cut));
    expect(shown.map((each) => each.label)).toEqual(['próxima']);
  });
});

describe('what does not fit', () => {
  test('of a text is cut with an ellipsis and counted', () => {
    const { text } = show(blocks({ kind: 'text', text: '*'.repeat(5000) }, { kind: 'note', text: 'fim' }));
    expect(text).toMatch(/^\*{1000,}…/);
    expect(text).toContain(testWords.cut(2));
  });

  test('of letters of many bytes is cut before Discord breaks', () => {
    expect(show(blocks({ kind: 'text', text: '漢'.repeat(3900) })).text).toContain(testWords.cut(1));
  });

  test('of buttons is counted, and the last row of them stays', () => {
    const rows = Array.from({ length: 12 }, (_, i) => [
      { kind: 'text' as const, text: `linha ${i}` },
      buttons(`a${i}`, `b${i}`, `c${i}`),
    ]).flat();
    const { buttons: shown, text } = show(blocks(...rows, buttons('anterior', 'próxima')));
    expect(shown.slice(-2).map((each) => each.label)).toEqual(['anterior', 'próxima']);
    expect(text).toContain(
      testWords.cut(36 + 2 - shown.length + (12 - text.split('\n').filter((line) => line.startsWith('linha')).length)),
    );
  });

  test('of files is counted', () => {
    const file = (name: string, size: number) => ({ name, type: 'text/csv', bytes: new Uint8Array(size) });
    const { files, text } = show({
      blocks: [],
      files: [...Array.from({ length: 11 }, () => file('a b.csv', 1)), file('grande.csv', 10 * 1024 * 1024 + 1)],
    });
    expect(files).toHaveLength(10);
    expect(new Set(files.map((each) => each.name)).size).toBe(10);
    expect(text).toBe(testWords.cut(2));
  });

  test('is nothing: a view without anything is still a message', () => {
    expect(show(blocks()).text).toBe('…');
    expect(show(blocks({ kind: 'text', text: ' \n\n' }, { kind: 'buttons', buttons: [] })).text).toBe('…');
  });
});

describe('buttons and menus', () => {
  test('with one id stay apart, and mean the same', () => {
    const { body } = show(blocks(buttons('x', 'y'), buttons('y', 'x'.repeat(100), 'x'.repeat(100))));
    const ids = [...identified(body.components)].map((each) => each.custom_id);
    expect(new Set(ids).size).toBe(5);
    expect(ids.map((id) => originalId(id, body.components))).toEqual(['x', 'y', 'y', 'x'.repeat(100), 'x'.repeat(100)]);
  });

  test('that lead nowhere Discord allows become text', () => {
    const { text, buttons: shown } = show(
      blocks({ kind: 'buttons', buttons: [{ label: 'Portal', url: 'http://localhost:3000/x' }] }),
    );
    expect(shown).toEqual([]);
    expect(text).toBe('Portal');
  });

  test('offer at most 25 options, each once, and mark what is selected', () => {
    const options = Array.from({ length: 30 }, (_, i) => ({ label: `Opção ${i}`, value: `v${i % 28}` }));
    const { menus, text, body } = show(
      blocks({ kind: 'choice', label: 'Situação', press: 'p', options, selected: ['v1', 'v2'] }),
    );
    expect(menus[0]!.options).toHaveLength(25);
    expect(text).toContain(testWords.cut(5));
    expect(JSON.stringify(body).match(/"default":true/g)).toHaveLength(1);
  });

  test('a search says how else to get there', () => {
    expect(
      show(blocks({ kind: 'search', label: 'Quem', press: 'p', otherwise: 'Digite /cliente e o nome.' })).text,
    ).toBe('Digite /cliente e o nome.');
  });
});

test('groups are lists under their headings, with air between them', () => {
  const { body } = renderMessage(
    {
      blocks: [
        {
          kind: 'groups',
          groups: [
            { heading: 'Vencidos', items: [[{ bold: 'Padaria_X_' }, ' · há 2 dias']], rest: 'E mais 3, na lista.' },
            { heading: 'Em até 7 dias', items: ['@everyone'] },
          ],
        },
      ],
    },
    testWords,
  );
  expect(look(body.components as unknown as Part[]).text.trim()).toBe(
    'Vencidos\n• Padaria_X_ · há 2 dias\nE mais 3, na lista.\n\nEm até 7 dias\n• @everyone',
  );
});

test('a channel is called by its name, also in a table, and what is no id stays text', () => {
  const channel = { channel: '1100000000000000002' };
  const { body } = renderMessage(
    {
      blocks: [
        { kind: 'facts', facts: [{ label: 'Onde', value: channel }] },
        {
          kind: 'table',
          caption: 'Resumos',
          columns: [{ label: 'O quê' }, { label: 'Onde' }],
          rows: [['Vencimentos', channel]],
        },
        { kind: 'text', text: ['Em ', { channel: '<@1>' }] },
      ],
    },
    testWords,
  );
  const written = JSON.stringify(body.components);
  expect(written.match(/<#1100000000000000002>/g)).toHaveLength(2);
  expect(written).not.toContain('<@1>');
});

test('pictures and files are attached under plain names, with words for those who cannot see', () => {
  const { body, files, text } = show({
    blocks: [{ kind: 'image', name: 'gráfico do mês', alt: 'Vencimentos por mês', png: new Uint8Array([1]) }],
    files: [{ name: 'Relatório nº 1.csv', type: 'text/csv', bytes: new Uint8Array([2]) }],
  });
  expect(files.map((file) => file.name)).toEqual(['grafico_do_mes.png', 'Relatorio_n_1.csv']);
  expect(body.attachments).toEqual([
    { id: '0', filename: 'grafico_do_mes.png', description: 'Vencimentos por mês' },
    { id: '1', filename: 'Relatorio_n_1.csv' },
  ]);
  expect(text).toContain('Vencimentos por mês');
});

test('a tone is a colour', () => {
  const colour = (tone?: SealedView['tone']) =>
    (renderMessage({ tone, blocks: [] }, testWords).body.components[0] as { accent_color?: number }).accent_color;
  expect(new Set([colour('good'), colour('warn'), colour('bad')]).size).toBe(3);
  expect(colour()).toBeUndefined();
});

describe('a form', () => {
  const field = { name: 'f', label: 'Campo', required: true };
  const modal = (...fields: SealedForm['fields'][number][]) => {
    const body = renderModal({ id: 'form|1', title: 'T'.repeat(60), submit: 'Salvar', fields });
    expect(checkModal(body as unknown as Record<string, unknown>)).toEqual([]);
    return body.components.map((row) => ('component' in row ? row.component : undefined));
  };

  test('has an input of its own for every kind', () => {
    const options = [{ label: 'A', value: 'a' }];
    const inputs = modal(
      { ...field, kind: 'long', value: 'x'.repeat(5000), max: 9000 },
      { ...field, name: 'b', kind: 'choices', options, value: ['a', 'gone'], required: false },
      { ...field, name: 'c', kind: 'user', value: '1000000000000000001' },
      { ...field, name: 'd', kind: 'channel', value: 'not an id' },
      { ...field, name: 'e', kind: 'file', endings: ['csv', 'xlsx'] },
    );
    expect(inputs.at(-1)).toMatchObject({ file_types: ['.csv', '.xlsx'] });
    expect(inputs.map((input) => input?.type)).toEqual([
      ComponentType.TextInput,
      ComponentType.CheckboxGroup,
      ComponentType.UserSelect,
      ComponentType.ChannelSelect,
      ComponentType.FileUpload,
    ]);
  });

  test('has a few choices in sight, and many or what need not be chosen in a menu', () => {
    const options = [...'abcdefghijkl'].map((each) => ({ label: each, value: each }));
    const few = options.slice(0, 3);
    const inputs = modal(
      { ...field, kind: 'choice', options: few, value: 'b' },
      { ...field, name: 'b', kind: 'choice', options: few, required: false },
      { ...field, name: 'c', kind: 'choice', options },
      { ...field, name: 'd', kind: 'choices', options: few, value: ['a', 'c'] },
      { ...field, name: 'e', kind: 'choices', options },
    );
    expect(inputs.map((input) => input?.type)).toEqual([
      ComponentType.RadioGroup,
      ComponentType.StringSelect,
      ComponentType.StringSelect,
      ComponentType.CheckboxGroup,
      ComponentType.StringSelect,
    ]);
    expect(inputs[0]).toMatchObject({ options: [{}, { value: 'b', default: true }, {}] });
    expect(inputs[3]).toMatchObject({
      min_values: 1,
      max_values: 3,
      options: [{ default: true }, {}, { default: true }],
    });
    const read = (component: object) => readInput(component as Parameters<typeof readInput>[0], () => undefined);
    expect(read({ type: ComponentType.RadioGroup, custom_id: 'f', value: 'b' })).toBe('b');
    expect(read({ type: ComponentType.RadioGroup, custom_id: 'f', value: null })).toBeUndefined();
    expect(read({ type: ComponentType.CheckboxGroup, custom_id: 'd', values: ['a', 'c'] })).toEqual(['a', 'c']);
  });

  test('asks in text where there is nothing to choose from', () => {
    const inputs = modal(
      { ...field, kind: 'choice', options: [] },
      { ...field, name: 'b', kind: 'search', hint: 'h'.repeat(200), label: 'l'.repeat(80) },
    );
    expect(inputs.map((input) => input?.type)).toEqual([ComponentType.TextInput, ComponentType.TextInput]);
  });

  test('without fields is still a form', () => {
    expect(modal()).toEqual([undefined]);
  });
});
