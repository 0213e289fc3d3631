import { z } from 'zod';
import type { Ctx } from '../../src/kit/ctx.ts';
import { action, command, type Feature, form, shortcut } from '../../src/kit/definition.ts';
import { createDispatch, type DispatchParts } from '../../src/kit/dispatch.ts';
import { UserError } from '../../src/kit/errors.ts';
import { field } from '../../src/kit/field.ts';
import type { Core, FileIn } from '../../src/kit/incoming.ts';
import { createRegistry } from '../../src/kit/registry.ts';
import type { Stored } from '../../src/kit/seal.ts';
import { fold } from '../../src/kit/text.ts';
import { note, text, type View } from '../../src/kit/view.ts';
import type { KitWords, Words } from '../../src/kit/words.ts';
import { draftsIn } from '../drafts.ts';
import { heard } from '../logs.ts';

/** A small bot that has one of everything a platform must be able to show: what the adapters are tried against. */

const kit: KitWords = {
  oldCard: (name) => `Este cartão é antigo.${name ? ` Digite /${name}.` : ''}`,
  unknownCommand: (name, near) => `Não conheço /${name}.${near ? ` Seria /${near}?` : ''}`,
  unknownShortcut: 'Este atalho não existe mais.',
  unknownOption: (name, near) => `Não conheço a opção ${name}.${near ? ` Seria ${near}?` : ''}`,
  notAChoice: (name, value) => `${name}: ${value} não é uma escolha.`,
  notADate: (value) => `Não entendi a data ${value}.`,
  notUnderstood: (name, value) => `Não entendi ${value} em ${name}.`,
  missing: (name) => `Falta ${name}.`,
  tooLong: (name, max) => `${name}: no máximo ${max} caracteres.`,
  notAllowed: 'Você não pode fazer isso.',
  broken: (reference) => `Algo quebrou: ${reference}.`,
  busy: 'Ocupado.',
  unsure: 'Não sei se ficou.',
  cannotWrite: { damaged: 'Disco com erro.', full: 'Disco cheio.', gone: 'Banco sumiu.', readonly: 'Só leitura.' },
  repeated: 'Já feito.',
  slowDown: (seconds) => `Espere ${seconds} s.`,
  cut: (count) => `e mais ${count}`,
  more: 'Mais ações',
  yes: 'Sim',
  no: 'Não',
  working: 'Trabalhando…',
  typed: 'Você escreveu',
  waits: 'Espera a pessoa.',
  onlyReads: 'Esta chave só lê.',
  byPerson: 'Só a pessoa.',
  whichFirm: 'Para qual escritório?',
};

const english: KitWords = { ...kit, oldCard: () => 'This card is old.' };
export const sampleWords = { 'pt-BR': { kit } as Words, en: { kit: english } as Words };

/** A name as an attacker would choose it. */
export const nasty = '<!channel> @everyone *x* [a](b) & <@U1>';
export const people = ['Padaria Real', 'Padaria São João', 'Oficina do Zé', nasty];
const cities = ['Aracaju', 'Brasília', 'Curitiba'] as const;
const named = (typed: string, label: string) => () => ({ typed, label });
const complete = async (_: Ctx, typed: string) =>
  people.filter((name) => fold(name).includes(fold(typed))).map((name) => ({ label: name, value: name }));

export interface Sample {
  core: Core;
  /** What was really run, in order: a repeated delivery must not appear twice. */
  runs: string[];
  /** Everything that was logged as an error. */
  errors: object[];
  /** From now on everybody must wait so many seconds; 0: nobody. */
  slow(seconds: number): void;
}

export const listTitle = 'Clientes do escritório';

export function createSample(more: Partial<DispatchParts> = {}): Sample {
  const runs: string[] = [];
  const errors: object[] = [];
  const stored = new Map<string, string>();
  let wait = 0;
  const log = heard({ info: () => undefined, warn: () => undefined, error: (fields) => void errors.push(fields) });

  const count = action({
    name: 'sample.count',
    command: 'lista',
    permission: 'visit',
    answers: 'update',
    input: z.object({ n: z.number() }),
    run: async (_, { n }) => {
      runs.push(`count ${n}`);
      return list(n);
    },
  });
  const city = action({
    name: 'sample.city',
    command: 'lista',
    permission: 'visit',
    answers: 'update',
    input: z.object({}),
    run: async (_ctx, _input, picked) => ({
      title: listTitle,
      blocks: [text('Cidade: ', { bold: picked.join(', ') })],
    }),
  });
  const found = action({
    name: 'sample.found',
    command: 'achar',
    permission: 'visit',
    answers: 'update',
    input: z.object({}),
    complete,
    run: async (_ctx, _input, picked) => ({ blocks: [text('Achado: ', picked[0] ?? '')] }),
  });
  const said = action({
    name: 'sample.said',
    command: 'lista',
    permission: 'visit',
    answers: 'private',
    input: z.object({ text: z.string() }),
    complete: async () =>
      ['Um', 'Dois', 'Três', 'Quatro', 'Cinco'].map((label) => ({ label, value: `pergunta ${label}` })),
    run: async (_ctx, { text: words }) => {
      runs.push(`said ${words}`);
      return { title: 'Dito', blocks: [text('Dito: ', words)] };
    },
  });
  const openEdit = action({
    name: 'sample.openEdit',
    command: 'lista',
    permission: 'visit',
    answers: 'form',
    input: z.object({ id: z.string() }),
    run: async (_, { id }) => edit.open({ id }, { name: 'Padaria', city: 'Curitiba' }),
  });
  const openUpload = action({
    name: 'sample.openUpload',
    command: 'enviar',
    permission: 'visit',
    answers: 'form',
    input: z.object({}),
    run: async () => upload.open({}),
  });
  const edit = form({
    name: 'sample.edit',
    command: 'lista',
    permission: 'visit',
    answers: 'update',
    title: () => 'Editar cliente',
    submit: () => 'Salvar',
    input: z.object({ id: z.string() }),
    fields: z.object({
      name: field.text(named('nome', 'Nome')),
      email: field.email(named('email', 'E-mail')),
      city: field.choice(cities, named('cidade', 'Cidade'), (_, value) => value).optional(),
      note: field.long(named('nota', 'Observação')).optional(),
    }),
    run: async (_ctx, { id }, { name, email, city }) => {
      if (name === 'Ocupada') throw new UserError('busy', (w) => w.kit.busy);
      runs.push(`edit ${id}`);
      return { title: 'Salvo', tone: 'good', blocks: [text(`${id}: ${name}, ${email}, ${city ?? 'sem cidade'}`)] };
    },
  });
  const upload = form({
    name: 'sample.upload',
    command: 'enviar',
    permission: 'visit',
    answers: 'private',
    title: () => 'Enviar arquivo',
    submit: () => 'Enviar',
    input: z.object({}),
    fields: z.object({ file: field.file(named('arquivo', 'Arquivo'), ['csv', 'xlsx']) }),
    run: async (_ctx, _input, { file }) => {
      const bytes = await (file as FileIn).read(1000);
      return { blocks: [text(`Recebido ${(file as FileIn).name}: ${Buffer.from(bytes).toString('utf8')}`)] };
    },
  });

  const list = (n: number): View => ({
    title: listTitle,
    tone: 'good',
    blocks: [
      text('Contagem: ', { bold: String(n) }),
      { kind: 'facts', facts: [{ label: 'Escritório', value: 'Contábil Aurora' }] },
      {
        kind: 'table',
        caption: 'Quem é quem',
        columns: [{ label: 'Nome' }, { label: 'Valor', align: 'right' }],
        rows: [
          ['Padaria Real', 'R$ 10,00'],
          [{ bold: 'Oficina do Zé' }, 'R$ 20,00'],
        ],
      },
      {
        kind: 'choice',
        label: 'Cidade',
        press: city.press({}),
        options: cities.map((each) => ({ label: each, value: each })),
      },
      {
        kind: 'buttons',
        buttons: [
          { label: 'Somar', style: 'primary', press: count.press({ n: n + 1 }) },
          { label: 'Editar', press: openEdit.press({ id: 'c1' }) },
          { label: 'Portal', url: 'https://example.com/portal' },
        ],
      },
      note('Digite /lista a qualquer hora.'),
    ],
  });

  const base = { permission: 'visit', title: () => '', summary: () => 'Uma amostra.', examples: () => [] } as const;
  const commands: Feature['commands'] = [
    command({ ...base, name: 'lista', answers: 'private', input: z.object({}), run: async () => list(0) }),
    command({
      ...base,
      name: 'mural',
      answers: 'channel',
      input: z.object({}),
      run: async () => ({ title: 'Mural', blocks: [text('Para todos.')] }),
    }),
    command({
      ...base,
      name: 'somar',
      answers: 'private',
      input: z.object({
        times: field.text(named('vezes', 'Vezes')),
        city: field.choice(cities, named('cidade', 'Cidade'), (_, v) => v).optional(),
      }),
      run: async (_, { times, city }) => {
        runs.push(`somar ${times}`);
        return { blocks: [text(`Total ${times} em ${city ?? 'lugar nenhum'}`)] };
      },
    }),
    command({
      ...base,
      name: 'nomes',
      answers: 'private',
      input: z.object({}),
      run: async () => ({
        title: nasty,
        blocks: [
          text(nasty, ' e ', { bold: nasty }, ' e ', { link: nasty, url: 'https://example.com/' }),
          { kind: 'facts', facts: [{ label: nasty, value: nasty }] },
          { kind: 'table', caption: nasty, columns: [{ label: nasty }], rows: [[nasty]] },
          { kind: 'choice', label: nasty, press: city.press({}), options: [{ label: nasty, value: 'x' }] },
          { kind: 'buttons', buttons: [{ label: nasty, press: count.press({ n: 1 }) }] },
          note(nasty),
        ],
      }),
    }),
    command({
      ...base,
      name: 'achar',
      answers: 'private',
      input: z.object({ who: field.search(named('quem', 'Quem'), complete).optional() }),
      run: async (_, { who }) =>
        who
          ? { blocks: [text('Achado: ', who)] }
          : {
              blocks: [{ kind: 'search', label: 'Quem', press: found.press({}), otherwise: 'Digite /achar e o nome.' }],
            },
    }),
    command({ ...base, name: 'enviar', answers: 'form', input: z.object({}), run: async () => upload.open({}) }),
    command({
      ...base,
      name: 'anexo',
      answers: 'private',
      input: z.object({}),
      run: async () => ({
        blocks: [
          text('Há um arquivo a enviar.'),
          { kind: 'buttons', buttons: [{ label: 'Enviar', press: openUpload.press({}) }] },
        ],
      }),
    }),
    command({
      ...base,
      name: 'baixar',
      answers: 'private',
      input: z.object({}),
      run: async () => ({
        blocks: [text('Aqui está.')],
        files: [{ name: 'clientes.csv', type: 'text/csv', bytes: Buffer.from('nome;valor\nPadaria Real;10\n') }],
      }),
    }),
    command({
      ...base,
      name: 'demora',
      answers: 'private',
      input: z.object({}),
      run: async (ctx) => {
        runs.push('demora');
        await ctx.progress({ blocks: [text('Um quarto feito.')] });
        await new Promise((resolve) => setTimeout(resolve, 2600));
        await ctx.progress({ blocks: [text('Metade feita.')] });
        return { title: 'Pronto', blocks: [text('Tudo feito.')] };
      },
    }),
    command({
      ...base,
      name: 'recusa',
      answers: 'private',
      input: z.object({}),
      run: async () => {
        throw new UserError('sample', () => 'Hoje não.', { blocks: [note('Tente amanhã.')] });
      },
    }),
  ];

  const shared = { permission: 'visit', summary: () => 'Uma amostra.' } as const;
  const shortcuts = [
    shortcut({
      ...shared,
      name: 'sample.read',
      on: 'message',
      answers: 'private',
      title: () => 'Ler isto',
      run: async (_, { text: said, files, author, link }) => {
        runs.push('read message');
        const [file] = files;
        const inside = file && Buffer.from(await file.read(1000)).toString('utf8');
        return {
          blocks: [
            text(said),
            text(`De ${author?.id}. ${files.length} arquivo: ${file?.name}: ${inside}`),
            text(`Está em ${link}`),
          ],
        };
      },
    }),
    shortcut({
      ...shared,
      name: 'sample.editWith',
      on: 'message',
      answers: 'form',
      title: () => 'Editar com isto',
      run: async (_, { text: said }) => edit.open({ id: 'c2' }, { name: said }),
    }),
    shortcut({
      ...shared,
      name: 'sample.person',
      on: 'person',
      answers: 'private',
      title: () => 'Ler isto',
      run: async (_, { author }) => ({ blocks: [text(`Pessoa: ${author?.name}`)] }),
    }),
    shortcut({
      ...shared,
      name: 'sample.anywhere',
      on: 'anywhere',
      answers: 'form',
      title: () => 'Editar qualquer',
      run: async () => edit.open({ id: 'c3' }),
    }),
  ];

  const registry = createRegistry(
    [{ shortcuts, commands, actions: [count, city, found, said, openEdit, openUpload], forms: [edit, upload] }],
    Object.values(sampleWords),
  );
  const core = createDispatch({
    registry,
    home: 'lista',
    asking: { action: said.name, behind: async () => undefined },
    words: sampleWords,
    identify: async (place) => ({
      firm: { id: 'f1', name: 'Contábil Aurora', timeZone: 'America/Sao_Paulo', version: 1 },
      actor: { kind: 'member', id: 'm1', name: 'Ana', role: 'admin' },
      can: () => true,
      locale: place.locale?.startsWith('en') ? 'en' : 'pt-BR',
    }),
    seats: async () => [],
    welcome: async () => ({ blocks: [] }),
    keep: async (_firm: string, rows: readonly Stored[]) => {
      for (const row of rows) stored.set(row.token, row.data);
    },
    recall: async (_firm, token) => stored.get(token),
    drafts: draftsIn(),
    prepare: async () => ({ blocks: [] }),
    limit: () => wait,
    clock: () => new Date('2026-11-23T12:00:00Z'),
    log,
    // The sample's definitions ask nothing of the house: no database, no links.
    house: {} as DispatchParts['house'],
    ...more,
  });
  const slow = (seconds: number) => {
    wait = seconds;
  };
  return { core, runs, errors, slow };
}
